import type { NewKeys } from './fact-keys.ts';
import type { FactColumns, FactEnd } from './fact-rows.ts';
import type { Headed } from './file-reader.ts';
import type { SourceLayout } from './source-layout.ts';
import type { ProblemRow } from './store.ts';
import type { Encoding } from './text-encoding.ts';

/** What the thread that reads files is asked, and what it tells. */
export type Asked =
  | { readonly ask: 'read'; readonly path: string; readonly bytes: number }
  /** After the heading: how to read what follows. */
  | { readonly ask: 'begin'; readonly layout: SourceLayout; readonly currency: string }
  /** After rows: they are kept. */
  | { readonly ask: 'go-on' }
  | { readonly ask: 'stop' };

export type Told =
  | { readonly tell: 'heading'; readonly headed: Headed }
  | ({ readonly tell: 'rows' } & ReadRows)
  | { readonly tell: 'progress'; readonly share: number; readonly rows: number }
  | { readonly tell: 'end'; readonly end: ReadEnd }
  | { readonly tell: 'refused'; readonly code: string; readonly sentence: string }
  | { readonly tell: 'stopped' }
  | { readonly tell: 'fault'; readonly error: Error; readonly code: string | undefined };

/** Rows that can be kept, as columns, with the keys met in them for the first time. */
export interface ReadRows {
  readonly columns: FactColumns;
  readonly keys: NewKeys;
}

/** What the whole file came to. */
export interface ReadEnd {
  readonly facts: FactEnd;
  readonly problems: readonly ProblemRow[];
  readonly rowsRead: number;
  readonly rowsKept: number;
  /** What the text of the file is in. */
  readonly encoding: Encoding;
}
