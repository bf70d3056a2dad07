import type { KnownRate } from './conversions.ts';
import type { NewKeys } from './fact-keys.ts';
import type { FactColumns, FactEnd } from './fact-rows.ts';
import type { Headed } from './file-reader.ts';
import type { FileTables } from './file-tables.ts';
import type { ProblemRow } from './problem-store.ts';
import type { RowChanges } from './row-changes.ts';
import type { SourceLayout } from './source-layout.ts';
import type { TablePart } from './table-part.ts';

/** What the thread that reads files is asked, and what it tells. */
export type Asked =
  | ({ readonly ask: 'read' } & FileToRead)
  /** The tables of a file that is not read yet. */
  | { readonly ask: 'tables'; readonly path: string; readonly name: string }
  /** After the heading: how to read what follows. */
  | ({ readonly ask: 'begin' } & HowToRead)
  /** After rows: they are kept, and their memory is free for the next. */
  | { readonly ask: 'go-on'; readonly columns: FactColumns }
  | { readonly ask: 'stop' };

export interface FileToRead {
  readonly path: string;
  readonly bytes: number;
  /** Which of its tables; needed where it has several. */
  readonly part?: TablePart | null | undefined;
}

export type Told =
  | { readonly tell: 'tables'; readonly tables: FileTables }
  | { readonly tell: 'heading'; readonly headed: Headed }
  | ({ readonly tell: 'rows' } & ReadRows)
  | { readonly tell: 'progress'; readonly share: number; readonly rows: number }
  | { readonly tell: 'end'; readonly end: ReadEnd }
  | { readonly tell: 'refused'; readonly code: string; readonly sentence: string }
  | { readonly tell: 'stopped' }
  | { readonly tell: 'fault'; readonly error: Error; readonly code: string | undefined };

export interface HowToRead {
  readonly layout: SourceLayout;
  /** The book's own. */
  readonly currency: string;
  /** What another currency of its rows converts at. */
  readonly rates: readonly KnownRate[];
  readonly changes?: RowChanges;
  /** The keys that its rows may name as customers; any where left out. */
  readonly customers?: readonly string[] | undefined;
}

/** Rows that can be kept, as columns, with the keys met in them for the first time. */
export interface ReadRows {
  readonly columns: FactColumns;
  /** What of them was converted. */
  readonly conversions: FactColumns;
  readonly keys: NewKeys;
}

/** What the whole file came to. */
export interface ReadEnd {
  readonly facts: FactEnd;
  readonly problems: readonly ProblemRow[];
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly rowsLeftOut: number;
  /** What whoever looks at the batch should know of how its file was read. */
  readonly sentences: readonly string[];
  /** Batches at whose exchange rates rows were converted. */
  readonly ratesFrom: readonly number[];
}

/** The memory of columns that goes with a message, from one thread to the other. */
export function buffersOf(columns: FactColumns): ArrayBuffer[] {
  return Object.values(columns).flatMap(column =>
    ArrayBuffer.isView(column) ? (column.buffer as ArrayBuffer) : [],
  );
}
