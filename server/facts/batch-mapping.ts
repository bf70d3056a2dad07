import { type Mapping, type MappingQuestion, openQuestions, type Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';
import { Refusal, type RefusalProblem } from '../errors.ts';
import type { BatchRow } from './batch-store.ts';
import type { FileTables } from './file-tables.ts';
import { listPresets, presetBy, setBatchMapping } from './preset-store.ts';
import { isBuiltIn, PRESETS } from './source-layout.ts';
import { chosenTable } from './table-part.ts';

/**
 * The mapping by which a batch is read: the one that it was given, else that of its preset, which is noted with the batch,
 * since a preset may be another tomorrow. Undefined where the headings say everything.
 */
export async function batchMapping(
  scope: Scope,
  store: Store,
  batch: Pick<BatchRow, 'id' | 'mapping' | 'preset'>,
): Promise<Mapping | undefined> {
  if (batch.mapping !== null) return batch.mapping as unknown as Mapping;
  if (batch.preset === null || isBuiltIn(batch.preset)) return undefined;
  const preset = await existingPreset(scope, store, batch.preset);
  await setBatchMapping(scope, store, batch.id, preset.mapping);
  return preset.mapping;
}

export async function existingPreset(scope: Scope, store: Store, name: string) {
  const preset = await presetBy(scope, store, name);
  if (preset) return preset;
  const names = [
    ...PRESETS.map(({ key }) => key),
    ...(await listPresets(scope, store)).map(known => known.name),
  ];
  throw new Refusal('unknown-preset', `There is no preset "${name}". Presets: ${names.join(', ')}.`);
}

/** Refuses a mapping that leaves open what the first rows of the table do not decide: nothing of it is guessed. */
export function refuseOpenQuestions(
  mapping: Mapping,
  { tables }: Pick<FileTables, 'tables'>,
  { part, currency }: { part: BatchRow['part']; currency: string | null },
): void {
  const { headings, rows } = chosenTable(tables, part);
  const problems = openQuestions(mapping, { headings, rows }, currency).map(questionProblem);
  const [first] = problems;
  if (!first) return;
  throw new Refusal('open-question', `${first.where}: ${first.what}. ${first.mend}`, problems);
}

const READ_AS = { ymd: 'year, month, day', dmy: 'day, month, year', mdy: 'month, day, year' } as const;

/** A question as something to mend. */
function questionProblem(question: MappingQuestion): RefusalProblem {
  const { heading, field, examples } = question;
  const where = heading === null || heading === field ? field : `${field} (column ${heading})`;
  const shown = examples.map(example => `"${example}"`).join(', ');
  switch (question.about) {
    case 'days': {
      const ways = question.choices.map(order => READ_AS[order]).join(' or as ');
      const mend = `Say in the mapping how days are written: "days": ${either(question.choices)}.`;
      return { where, what: `${shown} can be read as ${ways}`, mend };
    }
    case 'decimal': {
      const mend = `Say in the mapping which sign stands before the decimals: "decimal": ${either(question.choices)}.`;
      return { where, what: `${shown} can be read in two ways`, mend };
    }
    case 'currency': {
      const mend = `Say in the mapping which currency the amounts are in: "currency": ${either(question.choices)}.`;
      return { where, what: `${shown} leaves open which currency is meant`, mend };
    }
  }
}

function either(choices: readonly string[]): string {
  return choices.map(choice => `"${choice}"`).join(' or ');
}
