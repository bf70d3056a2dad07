import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tableTexts } from '../../../test/table-texts.ts';
import { type ZipPart, zipBytes } from '../../../test/zip-bytes.ts';

const LINES = 'order,customer\nA1,C1\nA2,C2\n';
const lines: ZipPart = { name: 'lines.csv', bytes: LINES };
const ROWS = { 2: ['A1', 'C1'], 3: ['A2', 'C2'] };

describe('a table in a zip is read', () => {
  test.each<[string, Uint8Array]>([
    ['deflated', zipBytes([lines])],
    ['stored', zipBytes([{ ...lines, isStored: true }])],
    ['beyond 4 GiB, as far as its list says', zipBytes([lines], { isZip64: true })],
    [
      'with folders and what systems put beside it',
      zipBytes([
        { name: 'export/', bytes: '' },
        { name: 'export/lines.csv', bytes: LINES },
        { name: '__MACOSX/export/._lines.csv', bytes: 'Mac OS X\0' },
        { name: 'export/.DS_Store', bytes: '\0\0' },
      ]),
    ],
    [
      'beside notes and pictures',
      zipBytes([
        { name: 'README.txt', bytes: 'Lines of May\n' },
        lines,
        { name: 'logo.png', bytes: Buffer.from([0x89, 80, 0, 0]) },
      ]),
    ],
    [
      'whose name climbs out of its folder, since no name is a path',
      zipBytes([{ ...lines, name: '../../etc/passwd' }]),
    ],
    ['in UTF-16', zipBytes([{ ...lines, bytes: Buffer.from(`\uFEFF${LINES}`, 'utf16le') }])],
    ['of one column, alone', zipBytes([{ name: 'a.csv', bytes: 'order\nA1\n' }])],
  ])('%s', async (title, bytes) => {
    const { rows } = await tableTexts(bytes);
    expect(rows).toEqual(title.startsWith('of one') ? { 2: ['A1'] } : ROWS);
  });

  test('JSON lines, and a long one', async () => {
    const long = Array.from({ length: 60_000 }, (_, i) => JSON.stringify({ order: `A${i}` })).join('\n');
    const { rows, format } = await tableTexts(zipBytes([{ name: 'lines.jsonl', bytes: long }]));
    expect(format).toBe('JSON lines');
    expect(Object.keys(rows)).toHaveLength(60_000);
  });
});

describe('a zip of several tables', () => {
  const both = zipBytes([lines, { name: 'may/credits.csv', bytes: 'return;order\nR1;A1\n' }]);

  test('is read by the name of one', async () => {
    expect((await tableTexts(both, { member: 'may/credits.csv' })).rows).toEqual({ 2: ['R1', 'A1'] });
    expect((await tableTexts(both, { member: 'lines.csv' })).rows).toEqual(ROWS);
  });

  test('is refused without one, with their names', async () => {
    await expect(tableTexts(both)).rejects.toThrow(
      'The zip has 2 files with tables: lines.csv, may/credits.csv. Name one with --member.',
    );
    await expect(tableTexts(both, { member: 'orders.csv' })).rejects.toThrow(
      'There is no file orders.csv with a table in it. There is lines.csv, may/credits.csv.',
    );
    await expect(tableTexts(LINES, { sheet: 'Lines' })).rejects.toThrow(/one table and has no sheet Lines/);
  });
});

describe('a zip is refused in words', () => {
  const good = zipBytes([lines]);
  const packed = { name: 'big.csv', bytes: `order,customer\n${'A,B\n'.repeat(100_000)}` };
  test.each<[string, () => Uint8Array, RegExp]>([
    ['that ends in the middle', () => good.subarray(0, good.length - 30), /damaged or ends in the middle/],
    [
      'that is only its beginning',
      () => Buffer.from('PK\u0003\u0004 and so on\n'),
      /damaged or ends in the middle/,
    ],
    ['with nothing in it', () => zipBytes([]), /no table in the zip/],
    [
      'with an empty file in it',
      () => zipBytes([{ name: 'a.csv', bytes: '' }]),
      /no table in the zip. a.csv: The file is empty/,
    ],
    ['with a password', () => zipBytes([{ ...lines, isEncrypted: true }]), /lines.csv has a password/],
    ['packed otherwise', () => zipBytes([{ ...lines, method: 14 }]), /lines.csv is packed in a way .*14/],
    [
      'with a zip in it',
      () => zipBytes([{ name: 'in.zip', bytes: good }]),
      /in.zip is a zip or workbook inside the zip: unpack it/,
    ],
    [
      'with a gzip in it',
      () => zipBytes([{ name: 'a.gz', bytes: gzipSync(LINES) }]),
      /a.gz is a gzip file inside the zip/,
    ],
    [
      'with a wrong checksum',
      () => zipBytes([{ ...lines, checksum: 1 }]),
      /lines.csv is damaged: its content/,
    ],
    ['that states too short a length', () => zipBytes([{ ...packed, length: 1000 }]), /big.csv is damaged/],
    [
      'that states too long a length',
      () => zipBytes([{ ...packed, length: 1_000_000 }]),
      /big.csv is damaged/,
    ],
    [
      'that would unpack to gigabytes of nothing',
      () => zipBytes([{ ...lines, length: 0xf0000000 }]),
      /unpacks to 4 GB, more than 200 times/,
    ],
    ['whose members lie over one another', () => overlapping(), /damaged/],
    ['of garbage inside', () => garbled(), /damaged/],
  ])('%s', async (_title, bytes, sentence) => {
    await expect(tableTexts(bytes())).rejects.toThrow(sentence);
  });

  test('and its damage at the end is found too', async () => {
    const bytes = zipBytes([{ ...packed, bytes: packed.bytes.repeat(4), checksum: 5 }]);
    await expect(tableTexts(bytes)).rejects.toThrow(/big.csv is damaged/);
  });
});

/** Two members of which the list says that they begin at the same place. */
function overlapping(): Buffer {
  const bytes = zipBytes([lines, { ...lines, name: 'other.csv' }]);
  const second = bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
  bytes.writeUInt32LE(0, second + 42);
  return bytes;
}

function garbled(): Buffer {
  const bytes = zipBytes([lines]);
  bytes.fill(0xff, 39, 50);
  return bytes;
}
