import type { Mapping, MappingQuestion } from '@clientele/engine';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  type InspectedTable,
  type Inspection,
  type MappingAsked,
  type MappingGuess,
  mappingEndpoints,
  type Preset,
} from '../../../contract/mapping.ts';
import { reading } from '../../call.ts';
import type { Corrections, FileSearch } from '../../intake-search.ts';
import { corrected } from './corrections.ts';

/** How a table is read as the address says it, and from where that started. */
export interface TableReading {
  /** The guess or the preset, before anything was corrected. */
  readonly base: Mapping;
  readonly mapping: Mapping;
  /** Confidence and reason of each field; none where a preset says it. */
  readonly guess: MappingGuess | undefined;
}

/** Takes the address back to a guess or a preset with nothing corrected. */
export const NOTHING_CORRECTED: Corrections = {
  preset: undefined,
  holds: undefined,
  days: undefined,
  decimal: undefined,
  currency: undefined,
  set: undefined,
  own: undefined,
};

/** The presets, and how the table is read: undefined where neither the headings nor anybody said what it holds. */
export function useTableReading(inspection: Inspection, table: InspectedTable, search: FileSearch) {
  const presets = useQuery(reading(mappingEndpoints.presets));
  const known = presets.data?.find(({ name }) => name === search.preset);
  const own = search.holds === undefined || search.holds === table.guess?.kind ? table.guess : null;
  const asked = useQuery({
    ...reading(mappingEndpoints.guessMapping, {
      params: { id: inspection.id },
      body: { part: table.part, kind: search.holds as MappingGuess['kind'] },
    }),
    enabled: own === null && search.holds !== undefined && search.preset === undefined,
  });
  const guess = search.preset === undefined ? (own ?? asked.data) : undefined;
  return {
    presets: presets.data ?? NO_PRESETS,
    pending: presets.isPending || asked.isLoading,
    error: presets.error ?? asked.error,
    read: readingOf(known, guess, search),
  };
}

function readingOf(
  preset: Preset | undefined,
  guess: MappingGuess | undefined,
  search: FileSearch,
): TableReading | undefined {
  const base = (preset?.mapping ?? guess?.mapping) as Mapping | undefined;
  return base && { base, mapping: corrected(base, search), guess };
}

/** The first rows as the mapping reads them; those of before stay until the new ones are there. */
export function usePreview(inspection: Inspection, table: InspectedTable, mapping: Mapping | undefined) {
  return useQuery({
    ...reading(mappingEndpoints.preview, {
      params: { id: inspection.id },
      body: { part: table.part, mapping: mapping as MappingAsked },
    }),
    enabled: mapping !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** What is open, and what was answered: an answer stays in sight, so that it can be thought over. */
export function questionsOf(
  { guess, mapping }: TableReading,
  open: readonly MappingQuestion[],
): MappingQuestion[] {
  const guessed = (guess?.questions ?? []) as MappingQuestion[];
  const answered = guessed.filter(question => isAnswered(question, mapping));
  const all = [...open, ...answered];
  return all.filter((one, index) => all.findIndex(({ about }) => about === one.about) === index);
}

function isAnswered({ about }: MappingQuestion, mapping: Mapping): boolean {
  return mapping[about] !== undefined;
}

const NO_PRESETS: readonly Preset[] = [];
