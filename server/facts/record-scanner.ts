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
 * cells and numbers them as a spreadsheet does: one a record, the heading is 1, blank lines count. One pass over the
 * bytes, which copies what is well formed; nothing else in an import looks at every byte in JavaScript.
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
    const delimiter = this.#delimiter;
    const length = block.length;
    const firstRow = this.#row;
    const starts: number[] = [];
    const broken: BrokenRecord[] = [];
    const loose: number[] = [];
    let out: Buffer = Buffer.allocUnsafe(length + ROOM);
    let position = 0;
    let recordOut = 0;
    let start = 0;
    let state: number = STATE.start;
    let cells = 1;
    let fault = '';
    let firstLineFeed = -1;
    let count = 0;

    const begin = (from: number): void => {
      start = from;
      state = STATE.start;
      cells = 1;
      fault = '';
      firstLineFeed = -1;
      recordOut = position;
      if (out.length - position < length - from + ROOM) out = larger(out, position);
      position = writeNumber(out, position, this.#row);
      out[position++] = delimiter;
    };
    const end = (until: number): void => {
      starts.push(start);
      const row = this.#row++;
      const wrong =
        fault || (cells === this.#cells ? '' : `has ${cells} cells where the heading has ${this.#cells}`);
      if (until > start && !wrong) {
        out[position++] = LINE_FEED;
        count += 1;
        return;
      }
      position = recordOut;
      if (until === start) return;
      if (wrong === STRAY_QUOTE) loose.push(row);
      else broken.push({ row, text: block.toString('utf8', start, until), what: wrong, mend: mendOf(wrong) });
    };

    begin(0);
    let used = 0;
    for (let i = 0; i < length; i++) {
      const byte = block[i] as number;
      if (state === STATE.quoted) {
        if (byte === QUOTE) state = STATE.afterQuote;
        else if (byte === LINE_FEED && firstLineFeed < 0) firstLineFeed = i;
        else if (byte === 0) fault = 'has a NUL byte';
        out[position++] = byte;
        if (i - start < RECORD_BYTES_MAX) continue;
        fault = NEVER_CLOSED;
        if (firstLineFeed < 0) continue;
      } else if (byte !== LINE_FEED) {
        if (byte === delimiter) {
          state = STATE.start;
          cells += 1;
        } else if (byte === QUOTE) {
          if (state === STATE.start || state === STATE.afterQuote) state = STATE.quoted;
          else fault ||= STRAY_QUOTE;
        } else {
          if (state === STATE.afterQuote && byte !== CARRIAGE_RETURN)
            fault = 'has text after a closing quote';
          else if (state === STATE.start) state = STATE.plain;
          if (byte === 0) fault = 'has a NUL byte';
        }
        out[position++] = byte;
        continue;
      }
      // A record that went wrong over several lines takes only its first line with it; the next starts afresh.
      if (firstLineFeed >= 0 && (fault || cells !== this.#cells)) {
        i = firstLineFeed;
        fault = NEVER_CLOSED;
      }
      const crlf = i > start && block[i - 1] === CARRIAGE_RETURN;
      if (crlf) position -= 1;
      end(crlf ? i - 1 : i);
      used = i + 1;
      begin(used);
    }
    if (last && start < length) {
      if (state === STATE.quoted && firstLineFeed >= 0)
        return this.#afresh(block, firstRow, start, firstLineFeed);
      if (state === STATE.quoted) fault = NEVER_CLOSED;
      const crlf = block[length - 1] === CARRIAGE_RETURN;
      if (crlf) position -= 1;
      end(crlf ? length - 1 : length);
      used = length;
    } else position = recordOut;

    const rowText = (row: number): string => {
      const from = starts[row - firstRow] as number;
      const until = starts[row - firstRow + 1] ?? used;
      return block.toString('utf8', from, until).replace(/\r?\n$/, '');
    };
    return { chunk: { records: out.subarray(0, position), count, broken, loose, rowText }, used };
  }

  /** The file ends inside a quote: the line that opened it is broken, what follows is read again without it. */
  #afresh(
    block: Buffer,
    firstRow: number,
    start: number,
    lineFeed: number,
  ): { chunk: RecordChunk; used: number } {
    this.#row = firstRow;
    const closed = Buffer.from(block);
    closed[block.indexOf(QUOTE, start)] = 0;
    const { chunk, used } = this.scan(closed, true);
    const broken = chunk.broken.map(record =>
      record.text.includes('\0') && lineFeed > start
        ? { ...record, text: record.text.replace('\0', '"'), what: NEVER_CLOSED, mend: mendOf(NEVER_CLOSED) }
        : record,
    );
    return { chunk: { ...chunk, broken }, used };
  }

  /** Number of the next record. */
  get row(): number {
    return this.#row;
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

function larger(out: Buffer, used: number): Buffer {
  const next = Buffer.allocUnsafe(out.length + (out.length >> 1) + ROOM);
  out.copy(next, 0, 0, used);
  return next;
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
