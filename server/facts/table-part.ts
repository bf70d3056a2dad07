import { Refusal } from '../errors.ts';

/** Which table of a file that may hold several; null where it cannot hold more than one. */
export interface TablePart {
  /** Name of a file inside a zip. */
  readonly member?: string;
  /** Name of a sheet of a workbook. */
  readonly sheet?: string;
}

interface Named {
  readonly part: TablePart | null;
  readonly isHidden?: boolean;
}

/** The one that is named, or the only one that is not hidden. Throws a Refusal that names them all when neither is. */
export function chosenTable<T extends Named>(sources: readonly T[], asked: TablePart | null | undefined): T {
  const [only] = sources;
  const { member, sheet } = asked ?? {};
  if (member === undefined && sheet === undefined) {
    const shown = sources.filter(({ isHidden }) => !isHidden);
    const [first] = shown.length > 0 ? shown : sources;
    if (first && (shown.length || sources.length) === 1) return first;
    const [what, things, option] =
      only?.part?.sheet === undefined ? ['zip', 'files', '--member'] : ['workbook', 'sheets', '--sheet'];
    throw new Refusal(
      'several-tables',
      `The ${what} has ${sources.length} ${things} with tables: ${namesOf(sources)}. Name one with ${option}.`,
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

function namesOf(sources: readonly Named[]): string {
  const names = sources.map(
    ({ part, isHidden }) => `${part?.sheet ?? part?.member}${isHidden ? ' (hidden)' : ''}`,
  );
  const more = names.length - NAMED_MOST;
  return more > 0 ? `${names.slice(0, NAMED_MOST).join(', ')} and ${more} more` : names.join(', ');
}
