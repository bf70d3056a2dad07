import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableTexts } from '../../test/table-texts.ts';
import { RecordScanner, splitRecord } from './record-scanner.ts';

/** Rows as a scanner finds them when the text comes in blocks of `size` bytes. */
function scanned(text: string, cells: number, size: number, delimiter = ',') {
  const bytes = Buffer.from(text);
  const scanner = new RecordScanner({ firstRow: 1, cells, delimiter: delimiter.charCodeAt(0) });
  const rows: (string[] | string)[] = [];
  const sink = {
    record: (found: { texts(): string[] }) => rows.push(found.texts()),
    loose: (_row: number, record: string) => rows.push(splitRecord(record, delimiter)),
    texts: (_row: number, cells: readonly string[]) => rows.push([...cells]),
    broken: ({ what }: { what: string }) => rows.push(what),
  };
  let rest = Buffer.alloc(0);
  for (let from = 0; from <= bytes.length; from += size) {
    const block = Buffer.concat([rest, bytes.subarray(from, from + size)]);
    rest = block.subarray(scanner.scan(block, from + size > bytes.length, sink));
  }
  return rows;
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '7', ' ', ',', '"', '\n', '\r\n', ';'),
  maxLength: 5,
});
const written = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

test('whatever cells are written come back, wherever the blocks are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (rows, size, end, closed) => {
        const text = rows.map(row => row.map(written).join(',')).join(end) + (closed ? end : '');
        expect(scanned(text, 3, size)).toEqual(rows);
      },
    ),
    { numRuns: 1000 },
  );
});

test.each([
  ['a,b\nc\nd,e\n', [['a', 'b'], 'has 1 cells where the heading has 2', ['d', 'e']]],
  [
    'a,5" pipe\r\nc,d',
    [
      ['a', '5" pipe'],
      ['c', 'd'],
    ],
  ],
  ['a,"b\nc,d\n', ['opens a quote that is never closed', ['c', 'd']]],
  ['"a"x,b\nc,d\n', ['has text after a closing quote', ['c', 'd']]],
  ['a,b\0\nc,d\n', ['has a NUL byte', ['c', 'd']]],
  ['"a"\r,b\nc,d\n', ['has text after a closing quote', ['c', 'd']]],
  ['\n\na,b\n\n', [['a', 'b']]],
  [
    ',\n"",""',
    [
      ['', ''],
      ['', ''],
    ],
  ],
])('%j', (text, rows) => {
  for (const size of [1, 3, 100]) expect(scanned(text, 2, size)).toEqual(rows);
});

test('a line of 100 MB comes back by its beginning, and the rows around it are read', async () => {
  const long = Buffer.alloc(100 << 20, 'x,');
  const bytes = Buffer.concat([Buffer.from('a,b\n1,2\n'), long, Buffer.from('\n3,4\n')]);
  const before = process.memoryUsage().arrayBuffers;
  const { rows, broken } = await tableTexts(bytes);
  expect(rows).toEqual({ 2: ['1', '2'], 4: ['3', '4'] });
  expect(broken).toEqual({ 3: 'is longer than two megabytes' });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
});
