import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  readonly isStored?: boolean;
  readonly isEncrypted?: boolean;
  /** Method to claim, other than the one it is packed by. */
  readonly method?: number;
  /** Length to claim, other than the true one. */
  readonly length?: number;
  /** Checksum to claim, other than the true one. */
  readonly checksum?: number;
}

const ALL_ONES = 0xffffffff;

/** A zip as any program writes it: local headers with their contents, then the list of them all. */
export function zipBytes(parts: readonly ZipPart[], { isZip64 = false } = {}): Buffer {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let position = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const plain = Buffer.from(part.bytes);
    const packed = part.isStored ? plain : deflateRawSync(plain);
    const length = part.length ?? plain.length;
    const about = Buffer.alloc(26);
    about.writeUInt16LE(isZip64 ? 45 : 20, 0);
    about.writeUInt16LE(0x800 | (part.isEncrypted ? 1 : 0), 2);
    about.writeUInt16LE(part.method ?? (part.isStored ? 0 : 8), 4);
    about.writeUInt32LE(part.checksum ?? crc32(plain), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(length, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(isZip64 ? ALL_ONES : position, 10);
    const listedAbout = Buffer.from(about);
    const extra = isZip64 ? longSizes([length, packed.length, position]) : Buffer.alloc(0);
    if (isZip64) {
      listedAbout.writeUInt32LE(ALL_ONES, 14);
      listedAbout.writeUInt32LE(ALL_ONES, 18);
      listedAbout.writeUInt16LE(extra.length, 24);
    }
    list.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), listedAbout, rest, name, extra);
    locals.push(local);
    position += local.length;
  }
  const listed = Buffer.concat(list);
  return Buffer.concat([
    ...locals,
    listed,
    ...endOf({ count: parts.length, listed: listed.length, position, isZip64 }),
  ]);
}

function longSizes(sizes: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + sizes.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(sizes.length * 8, 2);
  for (const [i, size] of sizes.entries()) extra.writeBigUInt64LE(BigInt(size), 4 + i * 8);
  return extra;
}

function endOf(about: { count: number; listed: number; position: number; isZip64: boolean }): Buffer[] {
  const { count, listed, position, isZip64 } = about;
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(isZip64 ? 0xffff : count, 8);
  end.writeUInt16LE(isZip64 ? 0xffff : count, 10);
  end.writeUInt32LE(isZip64 ? ALL_ONES : listed, 12);
  end.writeUInt32LE(isZip64 ? ALL_ONES : position, 16);
  if (!isZip64) return [end];
  const long = Buffer.alloc(56);
  long.write('PK\u0006\u0006', 'latin1');
  for (const [at, value] of [
    [4, 44],
    [24, count],
    [32, count],
    [40, listed],
    [48, position],
  ] as const)
    long.writeBigUInt64LE(BigInt(value), at);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007', 'latin1');
  locator.writeBigUInt64LE(BigInt(position + listed), 8);
  locator.writeUInt32LE(1, 16);
  return [long, locator, end];
}
