import { type FrameSearch, frameSearch, oneOf, text } from './address.ts';

/** The intake's place: the batch that stands open, and the row of it that a fact came from. */
export interface IntakeSearch extends FrameSearch {
  batch?: string | undefined;
  row?: string | undefined;
}

export function intakeSearch(raw: Record<string, unknown>): IntakeSearch {
  const batch = text(raw.batch);
  const row = text(raw.row);
  return { ...frameSearch(raw), ...(batch && { batch, ...(row && /^\d+$/.test(row) && { row }) }) };
}

const FILE_STEPS = ['table', 'columns', 'check', 'keep'] as const;
export type FileStep = (typeof FILE_STEPS)[number];

/** What somebody decided over what was guessed. In the address, so that a reload loses nothing and a link shows all of it. */
export interface Corrections {
  /** Kind of its rows. */
  holds?: string | undefined;
  /** Name of the preset that the columns start from. */
  preset?: string | undefined;
  days?: string | undefined;
  decimal?: string | undefined;
  currency?: string | undefined;
  /** `amount:Betrag`, `amount:` for no column, `amount:{"columns":["Betrag"],"negate":true}`. */
  set?: string[] | undefined;
  /** Fields of the company's own: `Branche:Industry` gives the column Industry the name Branche. */
  own?: string[] | undefined;
}

/** Where one is with a file: step, table, what was corrected, and the check that stands open. */
export interface FileSearch extends FrameSearch, Corrections {
  at?: FileStep | undefined;
  /** Its name: the file itself is kept by its content. */
  file?: string | undefined;
  /** Tables that are to be imported, counted from 1. */
  table?: string[] | undefined;
  /** The one of them that is being worked on. */
  on?: string | undefined;
  batch?: string | undefined;
  /** Duplicates that are to be left out. */
  leave?: Duplicate[] | undefined;
}

/** Rows that stand twice in the file, and rows that an earlier import has. */
const DUPLICATES = ['repeated', 'existing'] as const;
export type Duplicate = (typeof DUPLICATES)[number];

export function fileSearch(raw: Record<string, unknown>): FileSearch {
  const tables = listOf(raw.table).filter(one => /^\d+$/.test(one));
  const search: FileSearch = {
    ...frameSearch(raw),
    at: oneOf(FILE_STEPS, raw.at),
    file: text(raw.file),
    table: tables,
    on: text(raw.on),
    batch: text(raw.batch),
    leave: DUPLICATES.filter(one => listOf(raw.leave).includes(one)),
    holds: text(raw.holds),
    preset: text(raw.preset),
    days: text(raw.days),
    decimal: text(raw.decimal),
    currency: text(raw.currency),
    set: listOf(raw.set),
    own: listOf(raw.own),
  };
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value.length > 0);
  return Object.fromEntries(given);
}

/** The lineage's period is the frame's; a month may stand open. */
export interface LineageSearch extends FrameSearch {
  month?: string | undefined;
}

export function lineageSearch(raw: Record<string, unknown>): LineageSearch {
  const month = text(raw.month);
  return { ...frameSearch(raw), ...(month && /^\d{4}-\d{2}$/.test(month) && { month }) };
}

function listOf(value: unknown): string[] {
  return [value]
    .flat()
    .map(text)
    .filter(one => one !== undefined);
}
