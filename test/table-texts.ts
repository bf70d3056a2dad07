import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileSink, readFile, type TableTold } from '../server/facts/file-reader.ts';
import { splitRecord } from '../server/facts/record-scanner.ts';
import type { TablePart } from '../server/facts/table-part.ts';

export interface TableTexts extends Readonly<TableTold> {
  readonly headings: readonly string[];
  /** By row number. */
  readonly rows: Readonly<Record<number, readonly string[]>>;
  /** What is wrong with a row that cannot be read, by its number. */
  readonly broken: Readonly<Record<number, string>>;
}

/** All that a file's table comes to, as the readers of formats give it. */
export async function tableTexts(bytes: string | Uint8Array, part?: TablePart): Promise<TableTexts> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-table-'));
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  let headings: readonly string[] = [];
  let delimiter = ',';
  const rows: Record<number, readonly string[]> = {};
  const broken: Record<number, string> = {};
  const sink: FileSink = {
    heading: headed => {
      ({ headings, delimiter } = headed);
    },
    record: cells => {
      rows[cells.row] = cells.texts();
    },
    loose: (row, text) => {
      rows[row] = splitRecord(text, delimiter);
    },
    texts: (row, cells) => {
      rows[row] = [...cells];
    },
    broken: ({ row, what }) => {
      broken[row] = what;
    },
    block: () => Promise.resolve(),
  };
  try {
    return { ...(await readFile(path, () => undefined, sink, part)), headings, rows, broken };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
