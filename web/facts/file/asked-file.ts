import type { Mapping } from '@clientele/engine';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { HowToRead } from '../../../contract/batches.ts';
import type { InspectedTable, Inspection, MappingAsked, MappingGuess } from '../../../contract/mapping.ts';
import type { FileSearch, FileStep } from '../../intake-search.ts';
import { paths } from '../../links.ts';

const route = getRouteApi('/intake/files/$id');

/** The table that is being worked on, and which ones are to be imported; counted from 1. */
export interface WorkedOn {
  readonly table: InspectedTable;
  readonly place: number;
  readonly chosen: readonly number[];
}

export function workedOn({ tables }: Inspection, search: FileSearch): WorkedOn | undefined {
  const chosen = (search.table ?? []).map(Number).filter(place => tables[place - 1] !== undefined);
  const asked = Number(search.on);
  const place = chosen.includes(asked) ? asked : (chosen[0] ?? 1);
  const table = tables[place - 1];
  return table && { table, place, chosen: chosen.length > 0 ? chosen : [place] };
}

/** Where a file begins that nobody has done anything with: nothing is asked that does not need an answer. */
export function firstStep(inspection: Inspection, search: FileSearch): FileStep {
  if (search.batch) return 'check';
  if (inspection.tables.length > 1 && !search.table) return 'table';
  const table = workedOn(inspection, search)?.table;
  return table && clearReading(table) ? 'check' : 'columns';
}

/** Read without a doubt: every column that is needed is there, and nothing can be read in two ways. */
function isClear(guess: MappingGuess): boolean {
  return guess.confidence >= CERTAIN && guess.missing.length === 0 && guess.questions.length === 0;
}

const CERTAIN = 0.999;

/** How a table is read where nobody corrected anything: without a doubt, or as a preset says that was made for it. */
export function clearReading({
  guess,
  presets,
}: InspectedTable): { mapping: Mapping } | { preset: string } | undefined {
  if (guess && isClear(guess)) return { mapping: guess.mapping as Mapping };
  const [preset] = presets;
  return preset === undefined ? undefined : { preset };
}

/** What the address says of a table, as the server is told it. */
export function howToRead(
  inspection: Inspection,
  { part }: InspectedTable,
  how: { mapping: Mapping } | { preset: string },
): HowToRead {
  return {
    file: inspection.file,
    ...(part && { part }),
    ...('mapping' in how ? { mapping: how.mapping as MappingAsked } : how),
  };
}

/** Goes on within the file; each step is a step of the browser's history, so that Back goes one back. */
export function useFileGo() {
  const { id } = route.useParams();
  const navigate = useNavigate();
  return (change: Partial<FileSearch>, { replace = false }: { replace?: boolean } = {}) =>
    void navigate({
      to: paths.file,
      params: { id },
      search: before => ({ ...before, ...change }),
      replace,
      resetScroll: change.at !== undefined,
    });
}
