import { Refusal } from '../errors.ts';

/** Which table of a file that may hold several; null where it cannot hold more than one. */
export interface TablePart {
  /** Name of a file inside a zip. */
  readonly member?: string;
  /** Name of a sheet of a workbook. */
  readonly sheet?: string;
}

/** The one that is named, or the only one. Throws a Refusal that names them all when neither is. */
export function chosenTable<T extends { readonly part: TablePart | null }>(
  sources: readonly T[],
  asked: TablePart | null | undefined,
): T {
  const [only] = sources;
  const { member, sheet } = asked ?? {};
  if (member === undefined && sheet === undefined) {
    if (only && sources.length === 1) return only;
    const what = only?.part?.sheet === undefined ? 'zip' : 'workbook';
    throw new Refusal(
      'several-tables',
      `The ${what} has ${sources.length} ${what === 'zip' ? 'files' : 'sheets'} with tables: ${namesOf(sources)}. Name one with ${what === 'zip' ? '--member' : '--sheet'}.`,
    );
  }
  const found = sources.find(
    ({ part }) =>
      (member === undefined || part?.member === member) && (sheet === undefined || part?.sheet === sheet),
  );
  if (found) return found;
  const asking = sheet === undefined ? `file ${member}` : `sheet ${sheet}`;
  if (!only?.part)
    throw new Refusal('no-such-table', `The file is one table and has no ${asking}: leave the name out.`);
  throw new Refusal(
    'no-such-table',
    `There is no ${asking} with a table in it. There is ${namesOf(sources)}.`,
  );
}

const NAMED_MOST = 30;

function namesOf(sources: readonly { readonly part: TablePart | null }[]): string {
  const names = sources.map(({ part }) => part?.sheet ?? part?.member ?? '');
  const more = names.length - NAMED_MOST;
  return more > 0 ? `${names.slice(0, NAMED_MOST).join(', ')} and ${more} more` : names.join(', ');
}
