import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../errors.ts';

/** What the first bytes say that a file is. */
export type FileFormat = 'gzip' | 'zip' | 'parquet' | 'old workbook' | 'text';

/** In words, after "a". */
export const FORMAT_NAMES = {
  gzip: 'gzip file',
  zip: 'zip or workbook',
  parquet: 'Parquet file',
  'old workbook': 'workbook',
} as const;

const BLOCK_BYTES = 1 << 20;

export async function formatOf(path: string): Promise<FileFormat> {
  for await (const part of createReadStream(path, { end: 7 })) return formatOfHead(part as Buffer);
  return 'text';
}

export function formatOfHead(head: Buffer): FileFormat {
  const begins = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (begins(0x1f, 0x8b)) return 'gzip';
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6)) return 'zip';
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'old workbook';
  return head.toString('latin1', 0, 4) === 'PAR1' ? 'parquet' : 'text';
}

/** The bytes of a file, unpacked where it is gzip; a file inside must be text. */
export async function* bytesOf(
  path: string,
  onBytes: (bytes: number) => void,
  zipped: boolean,
): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: BLOCK_BYTES });
  let bytes = 0;
  file.on('data', part => {
    bytes += part.length;
    onBytes(bytes);
  });
  file.pause();
  const source = zipped ? file.pipe(createGunzip({ chunkSize: BLOCK_BYTES })) : file;
  file.on('error', error => source.destroy(error));
  let first = true;
  try {
    for await (const part of source as AsyncIterable<Buffer>) {
      if (first && zipped) refuseWrapped(part);
      first = false;
      yield part;
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

/** What is wrapped twice is unpacked by hand: there is no telling how deep it goes. */
function refuseWrapped(head: Buffer): void {
  const format = formatOfHead(head);
  if (format === 'text') return;
  throw new Refusal(
    'wrapped',
    `There is a ${FORMAT_NAMES[format]} inside the packed file: unpack it and send it as it is.`,
  );
}
