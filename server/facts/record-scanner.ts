/** One block of a delimited file, cut into records that a strict reader can take as they are. */
export interface RecordChunk {
  /** Well-formed records, each with its row number and a delimiter in front, ended by a line feed. */
  readonly records: Buffer;
  /** Rows in `records`. */
  readonly count: number;
  /** Records that cannot be read, with the reason. */
  readonly broken: readonly BrokenRecord[];
  /** Rows that can be read by `splitRecord` only: a quote stands in the middle of a cell, such as 5" pipe. */
  readonly loose: readonly number[];
  /** The row as it stands in the file. */
  rowText(row: number): string;
}

interface BrokenRecord {
  readonly row: number;
  readonly text: string;
  readonly what: string;
  readonly mend: string;
}

/** A quote that stays open this long was never meant to. */
const RECORD_BYTES_MAX = 1 << 20;
const ROOM = 4096;
const STRAY_QUOTE = 'has a quote inside a cell that does not start with one';
const NEVER_CLOSED = 'opens a quote that is never closed';
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const STATE = { start: 0, plain: 1, quoted: 2, afterQuote: 3 } as const;

/**
 * Cuts blocks of bytes into records (RFC 4180: quotes doubled inside quotes, line ends LF or CRLF), counts their
 * cells and numbers them as a spreadsheet does: one a record, the heading is 1, blank lines count. What is well formed
 * is copied; nothing else in an import looks at every byte in JavaScript. Lines without a quote, nearly all, take a
 * path of native searches and one tight loop.
 */
export class RecordScanner {
  #row: number;
  readonly #cells: number;
  readonly #delimiter: number;

  constructor({ firstRow, cells, delimiter }: { firstRow: number; cells: number; delimiter: number }) {
    this.#row = firstRow;
    this.#cells = cells;
    this.#delimiter = delimiter;
  }

  /**
   * Takes the complete records off the front of `block`.
   * @param last the file ends with this block, so its last record needs no line end
   * @returns the chunk and how many bytes of the block it used up
   */
  scan(block: Buffer, last: boolean): { chunk: RecordChunk; used: number } {
    const firstRow = this.#row;
    const starts: number[] = [];
    const out = new RecordBuffer(block, this.#delimiter);
    const broken: BrokenRecord[] = [];
    const loose: number[] = [];
    let quote = block.indexOf(QUOTE);
    let nul = block.indexOf(0);
    let position = 0;
    while (position < block.length) {
      if (quote >= 0 && quote < position) quote = block.indexOf(QUOTE, position);
      if (nul >= 0 && nul < position) nul = block.indexOf(0, position);
      const found = block.indexOf(LINE_FEED, position);
      const lineEnd = found < 0 ? block.length : found;
      const record =
        quote < 0 || quote >= lineEnd
          ? this.#plainRecord(block, position, lineEnd)
          : this.#quotedRecord(block, position, last);
      // Its end lies in the next block.
      if (!record || (record.end === block.length && !last)) break;
      starts.push(position);
      const row = this.#row++;
      const until = withoutReturn(block, position, record.end);
      const fault = nul >= 0 && nul < until ? 'has a NUL byte' : this.#faultOf(record);
      if (until > position) {
        if (fault === '') out.add(row, position, until);
        else if (fault === STRAY_QUOTE) loose.push(row);
        else
          broken.push({
            row,
            text: block.toString('utf8', position, until),
            what: fault,
            mend: mendOf(fault),
          });
      }
      position = record.end + 1;
    }
    const used = Math.min(position, block.length);
    const rowText = (row: number): string => {
      const from = starts[row - firstRow] as number;
      const until = starts[row - firstRow + 1] ?? used;
      return block.toString('utf8', from, until).replace(/\r?\n$/, '');
    };
    return { chunk: { records: out.bytes(), count: out.count, broken, loose, rowText }, used };
  }

  #faultOf({ fault, cells }: FoundRecord): string {
    if (fault !== '') return fault;
    return cells === this.#cells ? '' : `has ${cells} cells where the heading has ${this.#cells}`;
  }

  #plainRecord(block: Buffer, start: number, end: number): FoundRecord {
    const delimiter = this.#delimiter;
    let cells = 1;
    for (let i = start; i < end; i++) if (block[i] === delimiter) cells += 1;
    return { end, cells, fault: '' };
  }

  /** A record with quotes may hold line feeds; one that goes wrong takes only its first line with it. */
  #quotedRecord(block: Buffer, start: number, last: boolean): FoundRecord | undefined {
    const delimiter = this.#delimiter;
    let state: number = STATE.start;
    let cells = 1;
    let fault = '';
    for (let i = start; i < block.length; i++) {
      const byte = block[i] as number;
      if (i - start > RECORD_BYTES_MAX) return firstLine(block, start);
      if (state === STATE.quoted) {
        if (byte === QUOTE) state = STATE.afterQuote;
      } else if (byte === LINE_FEED) {
        return (fault || cells !== this.#cells) && block.indexOf(LINE_FEED, start) < i
          ? firstLine(block, start)
          : { end: i, cells, fault };
      } else if (byte === delimiter) {
        state = STATE.start;
        cells += 1;
      } else if (byte === QUOTE) {
        if (state === STATE.plain) fault ||= STRAY_QUOTE;
        else state = STATE.quoted;
      } else if (state === STATE.afterQuote) {
        if (byte !== CARRIAGE_RETURN) fault = 'has text after a closing quote';
      } else state = STATE.plain;
    }
    if (!last) return undefined;
    return state === STATE.quoted ? firstLine(block, start) : { end: block.length, cells, fault };
  }
}

interface FoundRecord {
  /** Where its line feed stands, or the end of the block. */
  readonly end: number;
  readonly cells: number;
  readonly fault: string;
}

function firstLine(block: Buffer, start: number): FoundRecord {
  const end = block.indexOf(LINE_FEED, start);
  return { end: end < 0 ? block.length : end, cells: 0, fault: NEVER_CLOSED };
}

function withoutReturn(block: Buffer, start: number, end: number): number {
  return end > start && block[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
}

/** The records to keep, one after the other, each behind its row number. */
class RecordBuffer {
  count = 0;
  readonly #block: Buffer;
  readonly #delimiter: number;
  #out: Buffer;
  #position = 0;

  constructor(block: Buffer, delimiter: number) {
    this.#block = block;
    this.#delimiter = delimiter;
    this.#out = Buffer.allocUnsafe(block.length + (block.length >> 2) + ROOM);
  }

  add(row: number, from: number, until: number): void {
    if (this.#out.length - this.#position < until - from + ROOM) {
      const larger = Buffer.allocUnsafe(this.#out.length * 2);
      this.#out.copy(larger, 0, 0, this.#position);
      this.#out = larger;
    }
    this.#position = writeNumber(this.#out, this.#position, row);
    this.#out[this.#position++] = this.#delimiter;
    this.#position += this.#block.copy(this.#out, this.#position, from, until);
    this.#out[this.#position++] = LINE_FEED;
    this.count += 1;
  }

  bytes(): Buffer {
    return this.#out.subarray(0, this.#position);
  }
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

function writeNumber(out: Buffer, position: number, value: number): number {
  let digits = 1;
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
  let rest = value;
  for (let i = position + digits - 1; i >= position; i--) {
    out[i] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return position + digits;
}

function mendOf(what: string): string {
  if (what.includes('cells'))
    return 'Give the row as many cells as the heading; put quotes around a cell that holds the delimiter.';
  if (what.includes('NUL')) return 'Delete the NUL byte.';
  return 'Put quotes around the whole cell and double each quote inside it.';
}
