import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { workbookBytes } from '../workbook-bytes.ts';
import { zipBytes } from '../zip-bytes.ts';

export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A way to write a table as a file. */
export interface Format {
  readonly name: string;
  readonly file: string;
  readonly write: (table: Table) => Uint8Array | Promise<Uint8Array>;
  /** Row number of the first row in the product's count. */
  readonly firstRow: number;
  /** It carries a sum of itself, so that damage shows. */
  readonly isSealed?: true;
  /** What this format cannot hold. */
  readonly lacks?: (text: string) => boolean;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

function delimited(table: Table, { delimiter = ',', end = '\n', quoteAll = false } = {}): string {
  const needsQuotes = (cell: string) => quoteAll || /["\n\r]/.test(cell) || cell.includes(delimiter);
  return [table.headings, ...table.rows]
    .map(cells => cells.map(cell => (needsQuotes(cell) ? quoted(cell) : cell)).join(delimiter) + end)
    .join('');
}

function jsonLines({ headings, rows }: Table): string {
  const record = (cells: readonly string[]) =>
    Object.fromEntries(headings.map((name, i) => [name, cells[i]]));
  return rows.map(cells => `${JSON.stringify(record(cells))}\n`).join('');
}

async function parquet({ headings, rows }: Table): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-parquet-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const text = (cell: string) => `'${cell.replaceAll("'", "''")}'`;
  try {
    const columns = headings.map(name => `"${name.replaceAll('"', '""')}" VARCHAR`);
    await connection.run(`CREATE TABLE t (${columns.join(', ')})`);
    if (rows.length > 0)
      await connection.run(
        `INSERT INTO t VALUES ${rows.map(cells => `(${cells.map(text).join(', ')})`).join(', ')}`,
      );
    await connection.run(`COPY t TO '${join(folder, 't.parquet')}' (FORMAT parquet)`);
    return readFileSync(join(folder, 't.parquet'));
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}

/** Every cell a text, as programs write that do not know what is in it. */
function workbook({ headings, rows }: Table, isShared: boolean): Uint8Array {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const strings: string[] = [];
  const cellOf = (text: string, reference: string) => {
    const inside = `<t xml:space="preserve">${escaped(text)}</t>`;
    if (!isShared) return `<c r="${reference}" t="inlineStr"><is>${inside}</is></c>`;
    return `<c r="${reference}" t="s"><v>${strings.push(inside) - 1}</v></c>`;
  };
  const written = [headings, ...rows].map(
    (cells, i) =>
      `<row r="${i + 1}">${cells.map((cell, at) => cellOf(cell, `${columnName(at)}${i + 1}`)).join('')}</row>`,
  );
  return workbookBytes({ sheets: [{ rows: written.join('') }], ...(isShared ? { strings } : {}) });
}

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

const isLatin1 = (text: string) => Buffer.from(text, 'latin1').toString('latin1') === text;

export const FORMATS: readonly Format[] = [
  { name: 'CSV', file: 'a.csv', firstRow: 2, write: table => Buffer.from(delimited(table)) },
  {
    name: 'CSV, CRLF, all in quotes, byte order mark',
    file: 'a.csv',
    firstRow: 2,
    write: table => Buffer.from(`\uFEFF${delimited(table, { end: '\r\n', quoteAll: true })}`),
  },
  {
    name: 'TSV',
    file: 'a.tsv',
    firstRow: 2,
    write: table => Buffer.from(delimited(table, { delimiter: '\t' })),
  },
  {
    name: 'semicolons',
    file: 'a.csv',
    firstRow: 2,
    write: table => Buffer.from(delimited(table, { delimiter: ';' })),
  },
  {
    name: 'bars',
    file: 'a.txt',
    firstRow: 2,
    write: table => Buffer.from(delimited(table, { delimiter: '|' })),
  },
  {
    name: 'UTF-16, little end first',
    file: 'a.csv',
    firstRow: 2,
    write: table => utf16(delimited(table), false),
  },
  {
    name: 'UTF-16, big end first',
    file: 'a.csv',
    firstRow: 2,
    write: table => utf16(delimited(table), true),
  },
  {
    name: 'Windows-1252',
    file: 'a.csv',
    firstRow: 2,
    // A character that only this encoding explains, in a heading that nothing takes.
    write: table =>
      Buffer.from(
        delimited({ ...table, headings: table.headings.map(name => (name === 'note' ? 'größe' : name)) }),
        'latin1',
      ),
    lacks: text => !isLatin1(text),
  },
  {
    name: 'CSV, gzip',
    file: 'a.csv.gz',
    firstRow: 2,
    isSealed: true,
    write: table => gzipSync(delimited(table)),
  },
  {
    name: 'CSV in a zip',
    file: 'a.zip',
    firstRow: 2,
    isSealed: true,
    write: table => zipBytes([{ name: 'a.csv', bytes: delimited(table) }]),
  },
  {
    name: 'workbook',
    file: 'a.xlsx',
    firstRow: 2,
    isSealed: true,
    write: table => workbook(table, false),
  },
  {
    name: 'workbook, shared strings',
    file: 'a.xlsx',
    firstRow: 2,
    isSealed: true,
    write: table => workbook(table, true),
  },
  { name: 'JSON lines', file: 'a.jsonl', firstRow: 1, write: table => Buffer.from(jsonLines(table)) },
  {
    name: 'JSON lines, gzip',
    file: 'a.jsonl.gz',
    firstRow: 1,
    isSealed: true,
    write: table => gzipSync(jsonLines(table)),
  },
  { name: 'Parquet', file: 'a.parquet', firstRow: 2, isSealed: true, write: parquet },
];
