import { ENTRY_KINDS } from '../../contract/audit.ts';
import { type FrameSearch, frameSearch, oneOf, text } from '../address.ts';

/** The place of the page Log: what it is narrowed to, how far back it is leafed, and which entry is open. */
export interface LogSearch extends FrameSearch {
  /** Id of a person, or its name where it is the local owner. */
  person?: string | undefined;
  /** Of one kind only. */
  entries?: (typeof ENTRY_KINDS)[number] | undefined;
  from?: string | undefined;
  until?: string | undefined;
  /** Only entries before this one. */
  below?: string | undefined;
  entry?: string | undefined;
}

export function logSearch(raw: Record<string, unknown>): LogSearch {
  const read = {
    ...frameSearch(raw),
    person: text(raw.person),
    entries: oneOf(ENTRY_KINDS, raw.entries),
    from: dayIn(raw.from),
    until: dayIn(raw.until),
    below: numberIn(raw.below),
    entry: numberIn(raw.entry),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as LogSearch;
}

function dayIn(value: unknown): string | undefined {
  const day = text(value);
  return day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined;
}

function numberIn(value: unknown): string | undefined {
  const number = text(value);
  return number !== undefined && /^[1-9]\d{0,14}$/.test(number) ? number : undefined;
}

/** Whether the log is narrowed to some of its entries. */
export function isNarrowed({ person, entries, from, until }: LogSearch): boolean {
  return [person, entries, from, until].some(part => part !== undefined);
}
