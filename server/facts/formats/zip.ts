import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../../errors.ts';

export interface ZipMember {
  /** As it is written in the zip: something to say, never a path to open. */
  readonly name: string;
  /** Unpacked, as the zip states it. */
  readonly bytes: number;
}

/** A zip whose list of members was read. */
export interface OpenZip {
  readonly members: readonly ZipMember[];
  /**
   * The bytes of a member, unpacked and held to the length and checksum that the zip states.
   * @param onBytes bytes of the zip up to which it was read, for progress
   */
  bytesOf(member: ZipMember, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer>;
  close(): void;
}

const MEMBERS_MOST = 100_000;
const BLOCK_BYTES = 1 << 20;
/** Tables pack to a fifth or a fiftieth of their size; from this length on one that packs to far less is none. */
const BOMB_BYTES = 1 << 30;
const BOMB_RATIO = 200;
const DEFLATE = 8;

/** Opens a zip, also one beyond 4 GiB. Throws a Refusal when its list of members is damaged or lies about where they are. */
export async function openZip(path: string): Promise<OpenZip> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(damaged);
  try {
    const entries = await entriesOf(zip);
    return {
      members: [...entries.keys()],
      bytesOf: (member, onBytes = () => undefined) =>
        unpacked(zip, { name: member.name, entry: entries.get(member) as Entry }, onBytes),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    return damaged(error);
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<ZipMember, Entry>> {
  if (zip.entryCount > MEMBERS_MOST)
    throw new Refusal(
      'too-many',
      `The zip holds ${zip.entryCount} files: at most ${MEMBERS_MOST} are taken in one. Split it.`,
    );
  const entries = new Map<ZipMember, Entry>();
  for await (const entry of zip.eachEntry()) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
    entries.set({ name: name.replace(/\p{Cc}/gu, ' '), bytes: entry.uncompressedSize }, entry);
  }
  refuseOverlap([...entries.values()], zip.fileSize);
  return entries;
}

/** A zip in which thousands of members share the same bytes unpacks to far more than its size lets expect. */
function refuseOverlap(entries: readonly Entry[], fileSize: number): void {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let until = 0;
  for (const { relativeOffsetOfLocalHeader: from, compressedSize } of inOrder) {
    if (from < until || from + compressedSize > fileSize) throw new Error('members lie over one another');
    until = from + compressedSize;
  }
}

async function* unpacked(
  zip: ZipFile,
  { name, entry }: { name: string; entry: Entry },
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  refuseUnreadable(name, entry);
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false }).catch(damaged);
  let position = entry.relativeOffsetOfLocalHeader;
  packed.on('data', (part: Buffer) => {
    position += part.length;
    onBytes(position);
  });
  packed.pause();
  const chunkSize = Math.min(Math.max(entry.uncompressedSize, 1 << 12), BLOCK_BYTES);
  const source = entry.compressionMethod === DEFLATE ? packed.pipe(createInflateRaw({ chunkSize })) : packed;
  packed.on('error', error => source.destroy(error));
  let bytes = 0;
  let checksum = 0;
  try {
    for await (const part of source as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > entry.uncompressedSize) throw wrongContent(name);
      checksum = crc32(part, checksum);
      yield part;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw wrongContent(name);
    throw error;
  } finally {
    packed.destroy();
  }
  if (bytes !== entry.uncompressedSize || checksum !== entry.crc32) throw wrongContent(name);
}

function refuseUnreadable(name: string, entry: Entry): void {
  if (entry.isEncrypted()) throw new Refusal('encrypted', `${name} has a password: send it without one.`);
  if (!entry.canDecodeFileData())
    throw new Refusal(
      'not-unpacked',
      `${name} is packed in a way that few programs know (method ${entry.compressionMethod}): pack it as an ordinary zip.`,
    );
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > BOMB_BYTES && uncompressedSize > compressedSize * BOMB_RATIO) {
    const gigabytes = Math.round(uncompressedSize / (1 << 30));
    throw new Refusal(
      'bomb',
      `${name} unpacks to ${gigabytes} GB, more than ${BOMB_RATIO} times its packed size, as no table does: send it unpacked if it is one.`,
    );
  }
}

function wrongContent(name: string): Refusal {
  return new Refusal(
    'truncated',
    `${name} is damaged: its content is not what the zip says. Pack it again. Nothing of it was kept.`,
  );
}

/** What is thrown about a zip that cannot be read; faults of the machine stay what they are. */
function damaged(error: unknown): never {
  if (error instanceof Refusal || (error as NodeJS.ErrnoException).code !== undefined) throw error;
  if (/encrypt/.test(String(error)))
    throw new Refusal('encrypted', 'The zip has a password: send it without one.');
  throw new Refusal(
    'truncated',
    'The zip is damaged or ends in the middle: copy or pack it again. Nothing of it was kept.',
  );
}
