import { basename } from 'node:path';
import type { Day, PurchaseColumns } from '@clientele/engine';
import type { Cells } from '../server/facts/cells.ts';
import { type FileSink, type Headed, readFile, type TableTold } from '../server/facts/file-reader.ts';
import { readText } from '../server/facts/formats/text-table.ts';
import { type BrokenRecord, type CellFault, splitRecord } from '../server/facts/record-scanner.ts';
import { counted } from './amounts.ts';
import { bytesOf, readableSize, STANDARD_INPUT } from './file-reading.ts';
import { headingsInOrder, namesColumns, purchaseLayout, type WrittenAs } from './purchase-layout.ts';
import { type PurchaseProblem, PurchaseRows } from './purchase-rows.ts';
import { plain, type Screen } from './screen.ts';

/** Purchases out of a plain file, with what could not be read of it. */
export interface PurchasesRead {
  readonly name: string;
  readonly columns: PurchaseColumns;
  /** Undefined where no row could be read. */
  readonly lastDay: Day | undefined;
  readonly rows: number;
  readonly rowsRefused: number;
  readonly problems: readonly PurchaseProblem[];
  /** As far as the file says it; empty otherwise. */
  readonly currency: string;
  /** How it was read, where that is not as it stands. */
  readonly notes: readonly string[];
}

/** Rows that are looked at before any is read: they say which column is what, and how days are written. */
const LOOKED_AT = 1000;

/** Reads a file of purchases where it lies: nothing is imported, and no server is needed. */
export async function readPurchaseFile(
  path: string,
  asked: WrittenAs,
  screen: Screen,
): Promise<PurchasesRead> {
  const size = readableSize(path);
  const name = path === STANDARD_INPUT ? 'standard input' : basename(path);
  let bytes = 0;
  const reading = new PurchaseReading(asked, rows => {
    const share = size ? `   ${Math.floor((100 * bytes) / size)} %` : '';
    screen.progress(`${plain(name)}${share}   ${counted(rows, 'row')}`);
  });
  const sentences = await readTable(path, reading, read => {
    bytes = read;
  });
  screen.progress('');
  const rows = reading.ended();
  return {
    name,
    columns: rows.columns(),
    lastDay: rows.lastDay(),
    rows: rows.rows,
    rowsRefused: rows.refused,
    problems: rows.problems,
    currency: rows.currency ?? '',
    notes: [...sentences, ...reading.notes],
  };
}

async function readTable(
  path: string,
  sink: FileSink,
  onBytes: (bytes: number) => void,
): Promise<readonly string[]> {
  if (path !== STANDARD_INPUT) return (await readFile(path, onBytes, sink)).sentences;
  const told: TableTold = { format: 'delimited text', encoding: 'UTF-8', sentences: [] };
  await readText(bytesOf(path), sink, told);
  return told.sentences;
}

type Waiting = { readonly row: number; readonly cells: readonly string[] } | BrokenRecord;

/** One pass: the first rows wait until they have said how the file is to be read. */
class PurchaseReading implements FileSink {
  #headings: readonly string[] = [];
  #delimiter = ',';
  #notes: readonly string[] = [];
  #rows: PurchaseRows | undefined;
  #waiting: Waiting[] = [];
  readonly #asked: WrittenAs;
  readonly #onRows: (rows: number) => void;

  constructor(asked: WrittenAs, onRows: (rows: number) => void) {
    this.#asked = asked;
    this.#onRows = onRows;
  }

  get notes(): readonly string[] {
    return this.#notes;
  }

  heading({ headings, delimiter }: Headed): void {
    this.#delimiter = delimiter;
    const named = namesColumns(headings);
    this.#headings = named ? headings : headingsInOrder(headings.length);
    if (!named) this.#take(1, headings);
  }

  record(cells: Cells): void {
    if (this.#rows) this.#rows.bytes(cells);
    else this.#take(cells.row, cells.texts());
  }

  loose(row: number, text: string): void {
    this.#take(row, splitRecord(text, this.#delimiter));
  }

  texts(row: number, cells: readonly string[], faults: readonly CellFault[] = []): void {
    // A cell that is worth nothing is left to be refused where its column is read.
    const at = new Set(faults.map(({ column }) => column));
    this.#take(row, at.size > 0 ? cells.map((cell, i) => (at.has(i) ? '' : cell)) : cells);
  }

  broken(record: BrokenRecord): void {
    if (this.#rows) this.#rows.broken(record.row, record);
    else this.#waiting.push(record);
  }

  block(): Promise<void> {
    if (this.#rows) this.#onRows(this.#rows.rows);
    return Promise.resolve();
  }

  /** All rows, once the file has ended. */
  ended(): PurchaseRows {
    return this.#rows ?? this.#begin();
  }

  #take(row: number, cells: readonly string[]): void {
    if (this.#rows) {
      this.#rows.texts(row, cells);
      return;
    }
    this.#waiting.push({ row, cells });
    if (this.#waiting.length >= LOOKED_AT) this.#begin();
  }

  #begin(): PurchaseRows {
    const looked = this.#waiting.flatMap(one => ('cells' in one ? [one.cells] : []));
    const layout = purchaseLayout(this.#headings, looked, this.#asked);
    const rows = new PurchaseRows(layout);
    for (const one of this.#waiting)
      if ('cells' in one) rows.texts(one.row, one.cells);
      else rows.broken(one.row, one);
    this.#notes = layout.notes;
    this.#rows = rows;
    this.#waiting = [];
    return rows;
  }
}
