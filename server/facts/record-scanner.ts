import { isUtf8 } from 'node:buffer';
import { Cells } from './cells.ts';

/** Takes what a scanner finds, record by record in the order of the file. */
export interface RecordSink {
  /** A well-formed record with as many cells as the heading; `cells` is another record's after the call. */
  record(cells: Cells): void;
  /** Can be read by `splitRecord` only: quotes stand doubled in a cell, or in the middle of one, such as 5" pipe. */
  loose(row: number, text: string): void;
  /**
   * A record that comes as texts, from a file that has no lines of its own: a workbook, JSON.
   * @param faults cells that are worth nothing whatever they hold; they matter where their column is read
   */
  texts(row: number, cells: readonly string[], faults?: readonly CellFault[]): void;
  /** Cannot be read, with the reason. */
  broken(record: BrokenRecord): void;
}

export interface CellFault {
  readonly column: number;
  readonly what: string;
  readonly mend: string;
}

export interface BrokenRecord {
  readonly row: number;
  readonly text: string;
  readonly what: string;
  readonly mend: string;
}

/** A quote that stays open this long was never meant to. */
const RECORD_BYTES_MAX = 1 << 20;
const LINE_BYTES_MAX = 2 << 20;
const SHOWN_BYTES = 1000;
const TOO_LONG = 'is longer than two megabytes';
const NEVER_CLOSED = 'opens a quote that is never closed';
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const STATE = { start: 0, plain: 1, quoted: 2, afterQuote: 3 } as const;

/**
 * Cuts blocks of bytes into records and cells (RFC 4180: quotes doubled inside quotes, line ends LF or CRLF) and
 * numbers them as a spreadsheet does: one a record, the heading is 1, blank lines count. Lines without a quote, nearly
 * all, take a path of native searches and one tight loop.
 */
export class RecordScanner {
  #row: number;
  readonly #count: number;
  readonly #delimiter: number;
  readonly #cells: Cells;
  #isPassingOver = false;
  /** The last plain record: one object serves them all. */
  readonly #plain = { end: 0, fault: '', loose: false };

  constructor({ firstRow, cells, delimiter }: { firstRow: number; cells: number; delimiter: number }) {
    this.#row = firstRow;
    this.#count = cells;
    this.#delimiter = delimiter;
    this.#cells = new Cells(cells);
  }

  /**
   * Gives the complete records at the front of `block` to the sink.
   * @param last the file ends with this block, so its last record needs no line end
   * @returns how many bytes of the block it used up
   */
  scan(block: Buffer, last: boolean, sink: RecordSink): number {
    const cells = this.#cells;
    cells.bytes = block;
    const text = isUtf8(block);
    let quote = block.indexOf(QUOTE);
    let nul = block.indexOf(0);
    let position = this.#isPassingOver ? this.#endOfLine(block) : 0;
    while (position < block.length) {
      if (quote >= 0 && quote < position) quote = block.indexOf(QUOTE, position);
      if (nul >= 0 && nul < position) nul = block.indexOf(0, position);
      const plain = this.#plainRecord(block, position, quote < 0 ? block.length : quote);
      const record = plain ?? this.#quotedRecord(block, position, last);
      // Its end lies in the next block.
      if (!record || (record.end === block.length && !last)) break;
      cells.row = this.#row++;
      cells.from = position;
      cells.until = withoutReturn(block, position, record.end);
      position = record.end + 1;
      if (cells.until === cells.from) continue;
      const fault = this.#faultOf(record, nul >= 0 && nul < cells.until, text);
      if (fault !== '') sink.broken(brokenRecord(cells, fault));
      else if (record.loose) sink.loose(cells.row, cells.recordText());
      else sink.record(cells);
    }
    return last ? block.length : this.#withoutLongLine(block, Math.min(position, block.length), sink);
  }

  /** A line that ends in none of many blocks is given back by its beginning, and passed over until it ends. */
  #withoutLongLine(block: Buffer, position: number, sink: RecordSink): number {
    if (block.length - position <= LINE_BYTES_MAX || block.indexOf(LINE_FEED, position) >= 0) return position;
    const text = `${block.toString('utf8', position, position + SHOWN_BYTES)}…`;
    sink.broken({ row: this.#row++, text, what: TOO_LONG, mend: 'Look whether line ends are missing.' });
    this.#isPassingOver = true;
    return block.length;
  }

  #endOfLine(block: Buffer): number {
    const feed = block.indexOf(LINE_FEED);
    this.#isPassingOver = feed < 0;
    return feed < 0 ? block.length : feed + 1;
  }

  #faultOf({ fault, loose }: FoundRecord, nul: boolean, text: boolean): string {
    const { bytes, from, until, count } = this.#cells;
    if (nul) return 'has a NUL byte';
    if (!text && !isUtf8(bytes.subarray(from, until))) return 'is not UTF-8';
    if (fault !== '') return fault;
    return loose || count === this.#count ? '' : wrongCount(count, this.#count);
  }

  /** @returns the record that ends before `limit`, where a quote stands or the block ends; undefined where none does */
  #plainRecord(block: Buffer, start: number, limit: number): FoundRecord | undefined {
    const { starts, ends } = this.#cells;
    const delimiter = this.#delimiter;
    let cell = 0;
    let from = start;
    for (let i = start; i < limit; i++) {
      const byte = block[i];
      if (byte !== delimiter && byte !== LINE_FEED) continue;
      // Writes behind the end of a typed array are dropped.
      starts[cell] = from;
      ends[cell] = i;
      cell += 1;
      if (byte === LINE_FEED) {
        ends[cell - 1] = withoutReturn(block, from, i);
        this.#cells.count = cell;
        this.#plain.end = i;
        return this.#plain;
      }
      from = i + 1;
    }
    return undefined;
  }

  /** A record with quotes may hold line feeds; one that goes wrong takes only its first line with it. */
  #quotedRecord(block: Buffer, start: number, last: boolean): FoundRecord | undefined {
    const cells = this.#cells;
    let state: number = STATE.start;
    let cell = 0;
    let from = start;
    let fault = '';
    let loose = false;
    const endCell = (until: number) => {
      const quoted = state === STATE.afterQuote;
      cells.starts[cell] = quoted ? from + 1 : from;
      cells.ends[cell] = quoted ? until - 1 : until;
      cell += 1;
      cells.count = cell;
    };
    for (let i = start; i < block.length; i++) {
      const byte = block[i] as number;
      if (i - start > RECORD_BYTES_MAX) return firstLine(block, start);
      if (state === STATE.quoted) {
        if (byte === QUOTE) state = STATE.afterQuote;
      } else if (byte === LINE_FEED) {
        endCell(withoutReturn(block, from, i));
        return (fault || cell !== this.#count) && block.indexOf(LINE_FEED, start) < i
          ? firstLine(block, start)
          : { end: i, fault, loose };
      } else if (byte === this.#delimiter) {
        endCell(i);
        from = i + 1;
        state = STATE.start;
      } else if (byte === QUOTE) {
        if (state === STATE.start) state = STATE.quoted;
        else {
          loose = true;
          if (state === STATE.afterQuote) state = STATE.quoted;
        }
      } else if (state === STATE.afterQuote) {
        const ends = byte === CARRIAGE_RETURN && (i + 1 === block.length || block[i + 1] === LINE_FEED);
        if (!ends) fault = 'has text after a closing quote';
      } else state = STATE.plain;
    }
    if (!last) return undefined;
    if (state === STATE.quoted) return firstLine(block, start);
    endCell(withoutReturn(block, from, block.length));
    return { end: block.length, fault, loose };
  }
}

interface FoundRecord {
  /** Where its line feed stands, or the end of the block. */
  readonly end: number;
  readonly fault: string;
  readonly loose: boolean;
}

function firstLine(block: Buffer, start: number): FoundRecord {
  const end = block.indexOf(LINE_FEED, start);
  return { end: end < 0 ? block.length : end, fault: NEVER_CLOSED, loose: false };
}

function withoutReturn(block: Buffer, start: number, end: number): number {
  return end > start && block[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
}

/** The cells of one well-formed record. */
export function splitRecord(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === delimiter) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
}

/** Cells as one record that `splitRecord` takes apart again. */
export function delimitedText(cells: readonly string[], delimiter: string): string {
  return cells
    .map(cell =>
      /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(delimiter);
}

export function wrongCount(cells: number, expected: number): string {
  return `has ${cells} cells where the heading has ${expected}`;
}

function brokenRecord(cells: Cells, what: string): BrokenRecord {
  return { row: cells.row, text: cells.recordText(), what, mend: mendOf(what) };
}

function mendOf(what: string): string {
  if (what.includes('cells'))
    return 'Give the row as many cells as the heading; put quotes around a cell that holds the delimiter.';
  if (what.includes('NUL')) return 'Delete the NUL byte.';
  if (what.includes('UTF-8')) return 'Save the file in UTF-8.';
  return 'Put quotes around the whole cell and double each quote inside it.';
}
