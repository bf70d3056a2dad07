import { isUtf8 } from 'node:buffer';
import { Refusal } from '../../errors.ts';
import type { FileSink, Headed, TableTold } from '../file-reader.ts';
import { RecordScanner, splitRecord } from '../record-scanner.ts';
import { TextAsUtf8 } from '../text-encoding.ts';
import { JsonLines } from './json-lines.ts';
import { isXml, UblFile } from './ubl-tables.ts';

const HEADING_BYTES_MAX = 1 << 20;

/** Reads delimited text or JSON lines, whichever its first characters say. */
export async function readText(parts: AsyncIterable<Buffer>, sink: FileSink, told: TableTold): Promise<void> {
  const text = new TextAsUtf8();
  let reader: TextReader | undefined;
  const take = async (bytes: Buffer, last: boolean) => {
    const block = text.take(bytes, last);
    told.encoding = text.encoding;
    reader ??= textReader(block, sink, told);
    await reader.take(block, last);
  };
  for await (const part of parts) await take(part, false);
  await take(Buffer.alloc(0), true);
  if (text.encoding === 'Windows-1252')
    told.sentences.push('Read as Windows-1252: look whether names with accents are right.');
}

interface TextReader {
  take(block: Buffer, last: boolean): Promise<void>;
}

function textReader(block: Buffer, sink: FileSink, told: TableTold): TextReader {
  const begin = block.toString('latin1', 0, 1024).trimStart();
  if (begin.startsWith('[{'))
    throw new Refusal(
      'not-lines',
      'The file is one JSON list: write one object a line, without the brackets.',
    );
  if (isXml(begin)) {
    if (/^<(!doctype\s+)?html/i.test(begin))
      throw new Refusal(
        'not-text',
        'The file is a web page, whatever its name says: open it in a spreadsheet and save it as .xlsx or as CSV.',
      );
    told.format = 'UBL';
    return asText(new UblFile(sink));
  }
  if (!begin.startsWith('{')) return new DelimitedText(sink);
  told.format = 'JSON lines';
  return asText(new JsonLines(sink));
}

function asText(reader: { take(text: string, last: boolean): Promise<void> }): TextReader {
  const decoder = new TextDecoder();
  return { take: (bytes, last) => reader.take(decoder.decode(bytes, { stream: !last }), last) };
}

const HELD_BYTES = 3 << 19;

/** Delimited text: its first line names the columns. */
class DelimitedText implements TextReader {
  readonly #sink: FileSink;
  #scanner: RecordScanner | undefined;
  /** What is not read yet, always in the same memory: fresh memory for every block costs more than to read it. */
  #held = Buffer.allocUnsafeSlow(HELD_BYTES);
  #length = 0;

  constructor(sink: FileSink) {
    this.#sink = sink;
  }

  async take(part: Buffer, last: boolean): Promise<void> {
    this.#hold(part);
    let block = this.#held.subarray(0, this.#length);
    if (!this.#scanner) {
      const found = headingOf(block, last);
      if (!found) {
        if (last)
          throw new Refusal('no-heading', 'The file is empty: its first line should name the columns.');
        return;
      }
      const { headings, delimiter } = found.headed;
      await this.#sink.heading(found.headed);
      this.#scanner = new RecordScanner({
        firstRow: 2,
        cells: headings.length,
        delimiter: delimiter.charCodeAt(0),
      });
      block = block.subarray(found.used);
    }
    const rest = block.subarray(this.#scanner.scan(block, last, this.#sink));
    this.#length = rest.length;
    this.#held.set(rest);
    await this.#sink.block();
  }

  #hold(part: Buffer): void {
    const length = this.#length + part.length;
    if (length > this.#held.length) {
      const larger = Buffer.allocUnsafeSlow(length + (length >> 1));
      larger.set(this.#held.subarray(0, this.#length));
      this.#held = larger;
    }
    this.#held.set(part, this.#length);
    this.#length = length;
  }
}

/** The delimiter of a heading line: of comma, tab, semicolon and bar the one that stands in it most often. */
export function delimiterOf(heading: string): string {
  const counted = (delimiter: string) => heading.split(delimiter).length;
  return [',', '\t', ';', '|'].sort((a, b) => counted(b) - counted(a))[0] as string;
}

function headingOf(block: Buffer, last: boolean): { headed: Headed; used: number } | undefined {
  const feed = block.indexOf(10);
  if (feed < 0 && (!last || block.length === 0)) {
    if (block.length > HEADING_BYTES_MAX)
      throw new Refusal('no-heading', 'The first line is longer than a megabyte: this is no table.');
    return undefined;
  }
  const until = feed < 0 ? block.length : feed;
  const bytes = block.subarray(0, until);
  if (bytes.includes(0) || !isUtf8(bytes)) {
    throw new Refusal(
      'not-text',
      'The first line is no text: send a table as CSV, JSON lines, Parquet or a workbook.',
    );
  }
  const text = bytes.toString('utf8').replace(/\r$/, '');
  const delimiter = delimiterOf(text);
  const headings = splitRecord(text, delimiter);
  if (text.trim() === '')
    throw new Refusal('no-heading', 'The first line is empty: it should name the columns.');
  return { headed: { headings, delimiter, text }, used: feed < 0 ? block.length : feed + 1 };
}
