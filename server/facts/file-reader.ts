import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../errors.ts';
import { RecordScanner, type RecordSink, splitRecord } from './record-scanner.ts';

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
 * Reads a delimited file (plain or gzip; comma, tab or semicolon; UTF-8 with or without BOM) block by block. Memory does
 * not grow with the file.
 * Throws a Refusal when the file ends in the middle of its gzip stream, is no text, or has no heading.
 *
 * @param onBytes bytes of the file read so far, for progress
 */
export async function readDelimited(
  path: string,
  onBytes: (bytes: number) => void,
  sink: FileSink,
): Promise<void> {
  let scanner: RecordScanner | undefined;
  let rest: Buffer = Buffer.alloc(0);

  const digest = async (part: Buffer, last: boolean): Promise<void> => {
    let block: Buffer = rest.length === 0 ? part : Buffer.concat([rest, part]);
    if (!scanner) {
      const found = headingOf(block, last);
      rest = block;
      if (!found) return;
      const { headings, delimiter } = found.headed;
      await sink.heading(found.headed);
      scanner = new RecordScanner({
        firstRow: 2,
        cells: headings.length,
        delimiter: delimiter.charCodeAt(0),
      });
      block = block.subarray(found.used);
    }
    rest = block.subarray(scanner.scan(block, last, sink));
    await sink.block();
  };

  for await (const part of bytesOf(path, onBytes)) await digest(part, false);
  await digest(Buffer.alloc(0), true);
  if (!scanner) throw new Refusal('no-heading', 'The file is empty: its first line should name the columns.');
}

async function* bytesOf(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  let first = true;
  let zipped = false;
  let bytes = 0;
  file.on('data', part => {
    bytes += part.length;
    onBytes(bytes);
  });
  file.pause();
  const head = await peek(path);
  zipped = head[0] === 0x1f && head[1] === 0x8b;
  if (head[0] === 0x50 && head[1] === 0x4b) {
    throw new Refusal(
      'not-text',
      'The file is a zip or a workbook: save the sheet as CSV, or compress it with gzip.',
    );
  }
  const source = zipped ? file.pipe(createGunzip({ chunkSize: 1 << 20 })) : file;
  file.on('error', error => source.destroy(error));
  try {
    for await (const part of source as AsyncIterable<Buffer>) {
      const bom = first && part[0] === 0xef && part[1] === 0xbb && part[2] === 0xbf;
      first = false;
      yield bom ? part.subarray(3) : part;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!zipped || !code.startsWith('Z_')) throw error;
    throw new Refusal(
      'truncated',
      'The gzip file is damaged or ends in the middle: copy it again. Nothing of it was kept.',
    );
  }
}

async function peek(path: string): Promise<Buffer> {
  for await (const part of createReadStream(path, { end: 3 })) return part as Buffer;
  return Buffer.alloc(0);
}

/** The delimiter of a heading line: of comma, tab and semicolon the one that stands in it most often. */
export function delimiterOf(heading: string): string {
  const counted = (delimiter: string) => heading.split(delimiter).length;
  return [',', '\t', ';'].sort((a, b) => counted(b) - counted(a))[0] as string;
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
    throw new Refusal('not-text', 'The first line is not UTF-8 text: save the file as CSV in UTF-8.');
  }
  const text = bytes.toString('utf8').replace(/\r$/, '');
  const delimiter = delimiterOf(text);
  const headings = splitRecord(text, delimiter);
  if (text.trim() === '')
    throw new Refusal('no-heading', 'The first line is empty: it should name the columns.');
  return { headed: { headings, delimiter, text }, used: feed < 0 ? block.length : feed + 1 };
}
