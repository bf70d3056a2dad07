import type { Mapping } from '@clientele/engine';
import type * as z from 'zod/mini';
import type { batchEndpoints, HowToRead } from '../../contract/batches.ts';
import type { BatchOptions, FilePart } from '../database/tables.ts';
import type { BatchRow } from './batch-store.ts';
import type { Reception } from './intake.ts';

/** What is asked of an import, as its batch keeps it for this run and any later one. */
export function receptionOf(asked: HowToRead): Reception {
  const { file, part, mapping, preset, replaces, settings, ...options } = asked;
  return {
    file,
    part: partOf(part),
    mapping: mapping as Mapping | undefined,
    preset,
    replaces,
    options: given({ ...settings, ...options }),
  };
}

/** The same where the bytes are the body, and all the rest stands in the query. */
export function receptionOfQuery(query: z.infer<typeof batchEndpoints.importFile.query>): Reception {
  const { file, member, sheet, preset, replaces, ...options } = query;
  const { allOrNothing, leaveOutRepeated, leaveOutExisting } = options;
  const decisions = { allOrNothing, leaveOutRepeated, leaveOutExisting };
  const decided = Object.entries(decisions).map(([key, text]) => [key, text && text === 'true']);
  return {
    file,
    part: partOf({ member, sheet }),
    preset,
    replaces: replaces || undefined,
    options: given({ ...options, ...Object.fromEntries(decided) }),
  };
}

function partOf({ member, sheet }: NonNullable<HowToRead['part']> = {}): FilePart | undefined {
  const part = { ...(member && { member }), ...(sheet && { sheet }) };
  return Object.keys(part).length > 0 ? part : undefined;
}

/** What was said; an empty text says nothing. */
export function given(asked: Readonly<Record<string, BatchOptions[string] | undefined>>): BatchOptions {
  return Object.fromEntries(
    Object.entries(asked).filter(
      (entry): entry is [string, BatchOptions[string]] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

/** What decides whether the example gives way to a batch. */
export function askedOf({ preset, options }: Pick<BatchRow, 'preset' | 'options'>) {
  return {
    preset: preset ?? undefined,
    currency: typeof options.currency === 'string' ? options.currency : undefined,
  };
}
