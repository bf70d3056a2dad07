import { Refusal } from '../errors.ts';
import { bytesOf, formatOf } from './file-bytes.ts';
import { readParquet } from './formats/parquet-reader.ts';
import { readText } from './formats/text-table.ts';
import { openZipTables } from './formats/zip-tables.ts';
import type { RecordSink } from './record-scanner.ts';
import { chosenTable, type TablePart } from './table-part.ts';
import type { Encoding } from './text-encoding.ts';

export interface Headed {
  readonly headings: readonly string[];
  readonly delimiter: string;
  /** The heading line as it stands in the file. */
  readonly text: string;
}

/** Takes what a table holds, in its order. */
export interface FileSink extends RecordSink {
  /** Called once, before any record; it may refuse. */
  heading(headed: Headed): void | Promise<void>;
  /** Called after every block, some ten thousand records: the place to keep them, and to let others have a turn. */
  block(): Promise<void>;
}

/** What is told of a table while it is read. */
export interface TableTold {
  format: 'delimited text' | 'JSON lines' | 'Parquet' | 'workbook' | 'UBL';
  encoding: Encoding;
  /** What whoever keeps it should know, such as an encoding that may be another. */
  sentences: string[];
}

/** A table of a file, which can be read from its beginning. */
export interface TableSource {
  readonly part: TablePart | null;
  /** Undefined where the file itself is the table. */
  readonly name: string | undefined;
  /** Of a sheet: that its author keeps it out of sight. */
  readonly isHidden?: boolean;
  readonly told: TableTold;
  /** @param onBytes bytes of the file read so far, for progress */
  read(onBytes: (bytes: number) => void, sink: FileSink): Promise<void>;
}

/** A file with the tables that may be in it. */
export interface OpenedFile {
  /** Undefined where the file is one table, which tells its format when it is read. */
  readonly format: 'workbook' | 'zip' | undefined;
  readonly sources: readonly TableSource[];
  /** A sentence for each thing in the file that is no table. */
  readonly left: readonly string[];
  close(): void;
}

/**
 * Reads a table of a file of any format that is taken, by what its bytes say and not its name: delimited text or JSON lines,
 * in UTF-8, UTF-16 or Windows-1252, plain, gzip or in a zip; a workbook; Parquet. Memory does not grow with the file.
 * Throws a Refusal when the file is none of these, ends in the middle, has no heading, or has several tables and no part
 * names one.
 *
 * @param onBytes bytes of the file read so far, for progress
 * @returns what its text was in, and what else whoever keeps it should know
 */
export async function readFile(
  path: string,
  onBytes: (bytes: number) => void,
  sink: FileSink,
  part?: TablePart | null,
): Promise<Readonly<TableTold>> {
  const file = await openTables(path);
  try {
    const source = chosenTable(file.sources, part);
    await source.read(onBytes, sink);
    const hidden = file.sources.filter(each => each.isHidden && each !== source).map(({ name }) => name);
    if (hidden.length === 0 || part) return source.told;
    const sentence = `What is hidden in the workbook was not read: ${hidden.join(', ')}.`;
    return { ...source.told, sentences: [...source.told.sentences, sentence] };
  } finally {
    file.close();
  }
}

/** Throws a Refusal when the file is of no format that is taken. */
export async function openTables(path: string): Promise<OpenedFile> {
  const format = await formatOf(path);
  if (format === 'old workbook')
    throw new Refusal(
      'not-text',
      'The file is a workbook of before 2007 or has a password: save it as .xlsx without one, or as CSV.',
    );
  if (format === 'zip') return await openZipTables(path);
  if (format === 'parquet') return oneTable('Parquet', (_onBytes, sink) => readParquet(path, sink));
  return oneTable('delimited text', (onBytes, sink, told) =>
    readText(bytesOf(path, onBytes, format === 'gzip'), sink, told),
  );
}

function oneTable(
  format: TableTold['format'],
  read: (onBytes: (bytes: number) => void, sink: FileSink, told: TableTold) => Promise<void>,
): OpenedFile {
  const told: TableTold = { format, encoding: 'UTF-8', sentences: [] };
  const source: TableSource = {
    part: null,
    name: undefined,
    told,
    read: (onBytes, sink) => read(onBytes, sink, told),
  };
  return { format: undefined, sources: [source], left: [], close: () => undefined };
}
