import { Refusal } from '../../errors.ts';
import type { FileSink } from '../file-reader.ts';
import { delimitedText } from '../record-scanner.ts';
import { decimalText } from './cell-texts.ts';

const DELIMITER = ',';
const LINE_MOST = 1 << 20;
/** Read before the headings are settled. */
const HEAD_LENGTH = 1 << 16;

/**
 * JSON lines: an object a line, its keys are the headings. The keys of the first block, some thousand lines, are all there
 * are; a line with another one is refused, so that nothing is lost in silence.
 */
export class JsonLines {
  readonly #sink: FileSink;
  #headings: readonly string[] = [];
  #rest = '';
  #row = 0;
  #isBegun = false;

  constructor(sink: FileSink) {
    this.#sink = sink;
  }

  /** @param last the file ends with this text */
  async take(text: string, last: boolean): Promise<void> {
    this.#rest += text;
    if (!this.#isBegun && !last && this.#rest.length < HEAD_LENGTH) return;
    const lines = this.#rest.split('\n');
    this.#rest = last ? '' : (lines.pop() as string);
    if (this.#rest.length > LINE_MOST)
      throw new Refusal(
        'no-lines',
        'A line is longer than a megabyte: write one object a line (JSON lines).',
      );
    const found = lines
      .map(line => ({ row: ++this.#row, line: line.trim() }))
      .filter(({ line }) => line !== '');
    const records = found.map(({ row, line }) => ({ row, line, record: objectOf(line) }));
    if (!this.#isBegun && records.length > 0) await this.#begin(records.map(({ record }) => record));
    for (const { row, line, record } of records) this.#give(row, line, record);
    if (this.#isBegun) await this.#sink.block();
    else if (last) throw new Refusal('no-heading', 'The file is empty: it should hold one object a line.');
  }

  async #begin(records: readonly (Record<string, unknown> | undefined)[]): Promise<void> {
    this.#headings = [...new Set(records.flatMap(record => Object.keys(record ?? {})))];
    if (this.#headings.length === 0)
      throw new Refusal('no-heading', 'No line at the beginning is a JSON object: write one object a line.');
    this.#isBegun = true;
    await this.#sink.heading({
      headings: this.#headings,
      delimiter: DELIMITER,
      text: delimitedText(this.#headings, DELIMITER),
    });
  }

  #give(row: number, line: string, record: Record<string, unknown> | undefined): void {
    const fault = record ? this.#faultOf(record) : NO_OBJECT;
    if (fault || !record) this.#sink.broken({ row, text: line, ...(fault ?? NO_OBJECT) });
    else
      this.#sink.texts(
        row,
        this.#headings.map(key => textOf(record[key])),
      );
  }

  #faultOf(record: Record<string, unknown>): { what: string; mend: string } | undefined {
    const keys = Object.keys(record);
    const unknown = keys.find(key => !this.#headings.includes(key));
    if (unknown !== undefined) {
      const what = `has the key ${unknown}, which the lines before do not have`;
      return { what, mend: 'Give the first line all keys.' };
    }
    const nested = keys.find(key => typeof record[key] === 'object' && record[key] !== null);
    if (nested === undefined) return undefined;
    return { what: `holds a list or an object under ${nested}`, mend: 'Give every key one plain value.' };
  }
}

const NO_OBJECT = { what: 'is no JSON object', mend: 'Write one object in braces on the line.' };

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'number' ? decimalText(value) : String(value);
}
