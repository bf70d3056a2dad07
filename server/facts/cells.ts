import { plainDay, plainDecimal, plainMonth } from '@clientele/engine';
import type { KeyIndex } from './key-index.ts';

/** One record of a file: where its cells stand in a block of bytes. One object serves all records, one at a time. */
export class Cells {
  bytes: Buffer = Buffer.alloc(0);
  /** The row as a spreadsheet numbers it: the heading is 1. */
  row = 0;
  /** The whole record in `bytes`, without its line end. */
  from = 0;
  until = 0;
  count = 0;
  readonly starts: Int32Array;
  readonly ends: Int32Array;

  /** @param most cells more than these are counted and not looked at */
  constructor(most: number) {
    this.starts = new Int32Array(most);
    this.ends = new Int32Array(most);
  }

  /** The record as it stands in the file. */
  recordText(): string {
    return this.bytes.toString('utf8', this.from, this.until);
  }

  /** The cell's text without the blanks around it; a column below 0 is none. */
  text(column: number): string | null {
    if (column < 0) return null;
    return this.bytes.toString('utf8', this.starts[column], this.ends[column]).trim() || null;
  }

  texts(): string[] {
    return Array.from({ length: this.count }, (_, i) =>
      this.bytes.toString('utf8', this.starts[i], this.ends[i]),
    );
  }

  /** Takes the place of the record by texts, such as those that the engine has judged. */
  setTexts(row: number, texts: readonly string[]): void {
    this.bytes = Buffer.from(texts.join(''));
    this.row = row;
    this.count = texts.length;
    this.from = 0;
    this.until = this.bytes.length;
    let position = 0;
    for (const [i, text] of texts.entries()) {
      this.starts[i] = position;
      position += Buffer.byteLength(text);
      this.ends[i] = position;
    }
  }

  key(column: number, index: KeyIndex): number {
    if (column < 0) return -1;
    return index.of(this.bytes, this.starts[column] as number, this.ends[column] as number);
  }

  /** An integer at `digits` decimals; ABSENT for none, NaN for what has to be judged. */
  decimal(column: number, digits: number): number {
    if (column < 0) return Number.POSITIVE_INFINITY;
    return plainDecimal(this.bytes, this.starts[column] as number, this.ends[column] as number, digits);
  }

  /** A day as yyyymmdd; ABSENT for none, NaN for what has to be judged. */
  day(column: number): number {
    if (column < 0) return Number.POSITIVE_INFINITY;
    return plainDay(this.bytes, this.starts[column] as number, this.ends[column] as number);
  }

  /** A month as yyyymm; ABSENT for none, NaN for what has to be judged. */
  month(column: number): number {
    if (column < 0) return Number.POSITIVE_INFINITY;
    return plainMonth(this.bytes, this.starts[column] as number, this.ends[column] as number);
  }
}
