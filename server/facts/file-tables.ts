import { Refusal } from '../errors.ts';
import type { Cells } from './cells.ts';
import { type FileSink, type Headed, openTables, type TableSource } from './file-reader.ts';
import { splitRecord } from './record-scanner.ts';
import type { TablePart } from './table-part.ts';
import type { Encoding } from './text-encoding.ts';

interface FileTable {
  readonly part: TablePart | null;
  readonly name: string;
  readonly headings: readonly string[];
  /** Null where the format has none of its own. */
  readonly delimiter: string | null;
  /** Number of the first of `rows`, as a spreadsheet numbers them. */
  readonly firstRow: number;
  /** The first rows that can be read; those that cannot come back as problems of a check. */
  readonly rows: readonly (readonly string[])[];
  /** Number of each of `rows`: blank ones are not among them, and count. */
  readonly rowNumbers: readonly number[];
  /** What has to be known of how it is read, such as which row was taken as the heading. */
  readonly sentence?: string;
}

export interface FileTables {
  readonly format: string;
  readonly encoding: Encoding;
  readonly tables: readonly FileTable[];
  /** What of the file is no table. */
  readonly sentence?: string;
}

const ROWS_MOST = 50;

/**
 * The tables of a file with their headings and first rows. Throws a Refusal when there is none.
 *
 * @param name of the file, which its table takes where it has no other
 */
export async function tablesOf(path: string, name: string): Promise<FileTables> {
  const file = await openTables(path);
  try {
    const { sources } = file;
    const tables: FileTable[] = [];
    const left = [...file.left];
    for (const source of sources) {
      try {
        tables.push(await firstRows(source, name));
      } catch (error) {
        if (!(error instanceof Refusal) || sources.length === 1) throw error;
        left.push(`${source.name}: ${error.message}`);
      }
    }
    if (tables.length === 0)
      throw new Refusal('no-table', left.join(' ') || 'There is no table in the file.');
    return {
      format: file.format ?? (sources[0] as TableSource).told.format,
      encoding: (sources[0] as TableSource).told.encoding,
      tables,
      ...(left.length > 0 ? { sentence: left.join(' ') } : {}),
    };
  } finally {
    file.close();
  }
}

async function firstRows(source: TableSource, fileName: string): Promise<FileTable> {
  const sink = new FirstRows();
  try {
    await source.read(() => undefined, sink);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const { headed, rows } = sink;
  const { format, sentences } = source.told;
  return {
    part: source.part,
    name: source.name ?? fileName,
    headings: headed?.headings ?? [],
    delimiter: format === 'delimited text' && headed ? headed.delimiter : null,
    firstRow: rows[0]?.row ?? 0,
    rows: rows.map(({ cells }) => cells),
    rowNumbers: rows.map(({ row }) => row),
    ...(sentences.length > 0 ? { sentence: sentences.join(' ') } : {}),
  };
}

/** Nothing more is to be read. */
class Enough extends Error {}

class FirstRows implements FileSink {
  headed: Headed | undefined;
  readonly rows: { readonly row: number; readonly cells: readonly string[] }[] = [];

  heading(headed: Headed): void {
    this.headed = headed;
  }

  record(cells: Cells): void {
    this.texts(cells.row, cells.texts());
  }

  loose(row: number, text: string): void {
    this.texts(row, splitRecord(text, this.headed?.delimiter ?? ','));
  }

  texts(row: number, cells: readonly string[]): void {
    this.rows.push({ row, cells: [...cells] });
    if (this.rows.length === ROWS_MOST) throw new Enough();
  }

  broken(): void {
    // Told by a check.
  }

  block(): Promise<void> {
    return Promise.resolve();
  }
}
