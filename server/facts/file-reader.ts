import { isUtf8 } from 'node:buffer';
import { Refusal } from '../errors.ts';
import { bytesOf, formatOf } from './file-bytes.ts';
import { JsonLines } from './json-lines.ts';
import { readParquet } from './parquet-reader.ts';
import { RecordScanner, type RecordSink, splitRecord } from './record-scanner.ts';
import { type Encoding, TextAsUtf8 } from './text-encoding.ts';

export interface Headed {
  readonly headings: readonly string[];
  readonly delimiter: string;
  /** The heading line as it stands in the file. */
  readonly text: string;
}

const HEADING_BYTES_MAX = 1 << 20;

/** Takes what a file holds, in its order. */
export interface FileSink extends RecordSink {
  /** Called once, before any record; it may refuse. */
  heading(headed: Headed): void | Promise<void>;
  /** Called after every block, some ten thousand records: the place to keep them, and to let others have a turn. */
  block(): Promise<void>;
}

/**
 * Reads a file of any format that is taken, by what its bytes say and not its name: delimited text or JSON lines, in UTF-8,
 * UTF-16 or Windows-1252, plain, gzip or alone in a zip; a workbook; Parquet. Memory does not grow with the file.
 * Throws a Refusal when the file is none of these, ends in the middle, or has no heading.
 *
 * @param onBytes bytes of the file read so far, for progress
 * @returns what its text was in
 */
export async function readFile(
  path: string,
  onBytes: (bytes: number) => void,
  sink: FileSink,
): Promise<{ encoding: Encoding }> {
  const format = await formatOf(path);
  if (format === 'old workbook')
    throw new Refusal('not-text', 'The file is a workbook of before 2007: save it as .xlsx or as CSV.');
  if (format === 'parquet') await readParquet(path, sink);
  else if (format === 'zip')
    throw new Refusal(
      'not-text',
      'The file is a zip or a workbook: save the sheet as CSV, or compress it with gzip.',
    );
  else return readText(bytesOf(path, onBytes, format === 'gzip'), sink);
  return { encoding: 'UTF-8' };
}

async function readText(parts: AsyncIterable<Buffer>, sink: FileSink): Promise<{ encoding: Encoding }> {
  const text = new TextAsUtf8();
  let reader: TextReader | undefined;
  const take = async (bytes: Buffer, last: boolean) => {
    const block = text.take(bytes, last);
    reader ??= textReader(block, sink);
    await reader.take(block, last);
  };
  for await (const part of parts) await take(part, false);
  await take(Buffer.alloc(0), true);
  return { encoding: text.encoding };
}

interface TextReader {
  take(block: Buffer, last: boolean): Promise<void>;
}

function textReader(block: Buffer, sink: FileSink): TextReader {
  const begin = block.toString('latin1', 0, 1024).trimStart();
  if (begin.startsWith('[{'))
    throw new Refusal(
      'not-lines',
      'The file is one JSON list: write one object a line, without the brackets.',
    );
  if (!begin.startsWith('{')) return new DelimitedText(sink);
  const decoder = new TextDecoder();
  const lines = new JsonLines(sink);
  return { take: (bytes, last) => lines.take(decoder.decode(bytes, { stream: !last }), last) };
}

/** Delimited text: its first line names the columns. */
class DelimitedText implements TextReader {
  readonly #sink: FileSink;
  #scanner: RecordScanner | undefined;
  #rest: Buffer = Buffer.alloc(0);

  constructor(sink: FileSink) {
    this.#sink = sink;
  }

  async take(part: Buffer, last: boolean): Promise<void> {
    let block: Buffer = this.#rest.length === 0 ? part : Buffer.concat([this.#rest, part]);
    if (!this.#scanner) {
      this.#rest = block;
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
    this.#rest = block.subarray(this.#scanner.scan(block, last, this.#sink));
    await this.#sink.block();
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
