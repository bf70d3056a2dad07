import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { plainRows, workbookBytes } from '../../test/workbook-bytes.ts';
import { zipBytes } from '../../test/zip-bytes.ts';
import { openFileThread } from './file-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele-tables-'));
const thread = openFileThread();
afterAll(async () => {
  await thread.close();
  rmSync(folder, { recursive: true, force: true });
});

function tables(bytes: string | Uint8Array, name = 'lines.csv') {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return thread.tables({ path, name });
}

test('delimited text is one table under the name of its file', async () => {
  expect(await tables('order;"customer"\n\nA1;C1\nA2;"C;2"\n')).toEqual({
    format: 'delimited text',
    encoding: 'UTF-8',
    tables: [
      {
        part: null,
        name: 'lines.csv',
        headings: ['order', 'customer'],
        delimiter: ';',
        firstRow: 3,
        rows: [
          ['A1', 'C1'],
          ['A2', 'C;2'],
        ],
        rowNumbers: [3, 4],
      },
    ],
  });
});

test('fifty rows are shown, the broken ones left out, and the rest of the file is not read', async () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => `A${i},C${i}`);
  const { tables: found } = await tables(gzipSync(['order,customer', 'A', ...rows].join('\n')));
  expect(found[0]?.rows).toHaveLength(50);
  expect(found[0]).toMatchObject({ firstRow: 3, headings: ['order', 'customer'] });
  expect(found[0]?.rows[49]).toEqual(['A49', 'C49']);
});

test('JSON lines have no delimiter, and text says what it is in', async () => {
  expect(await tables('{"order":"A1"}\n')).toMatchObject({
    format: 'JSON lines',
    tables: [{ delimiter: null, headings: ['order'], rows: [['A1']], firstRow: 1 }],
  });
  expect(await tables(Buffer.from('order,customer\nA1,Zürich\n', 'latin1'))).toMatchObject({
    encoding: 'Windows-1252',
    tables: [{ sentence: expect.stringMatching(/Windows-1252/), rows: [['A1', 'Zürich']] }],
  });
});

test('a file that is no table is refused in words, and the next one is read', async () => {
  await expect(tables('')).rejects.toMatchObject({ code: 'no-heading' });
  expect((await tables('a\n1\n')).tables).toHaveLength(1);
});

test('a workbook has a table a sheet, under its name, and says how it was read', async () => {
  const rows = plainRows([['Lines'], [], ['order', 'amount'], ['A1', 2]]);
  const bytes = workbookBytes({
    sheets: [
      { name: 'May', rows },
      {
        name: 'June',
        rows: plainRows([
          ['order', 'amount'],
          ['A2', 3],
        ]),
        state: 'hidden',
      },
      { name: 'Read me', rows: plainRows([['Amounts are net.']]) },
    ],
  });
  expect(await tables(bytes, 'book.xlsx')).toMatchObject({
    format: 'workbook',
    tables: [
      {
        part: { sheet: 'May' },
        name: 'May',
        delimiter: null,
        headings: ['order', 'amount'],
        firstRow: 4,
        rows: [['A1', '2']],
        sentence: 'Row 3 was taken as the heading.',
      },
      { part: { sheet: 'June' }, firstRow: 2, sentence: 'The sheet June is hidden in the workbook.' },
    ],
    sentence: 'Read me is no table.',
  });
});

test('a zip has a table a file, and says what is none', async () => {
  const bytes = zipBytes([
    { name: 'a.csv', bytes: 'order;amount\nA1;2\n' },
    { name: 'b/c.csv', bytes: 'order,amount\nA2,3\n' },
    { name: 'd.zip', bytes: zipBytes([]) },
  ]);
  expect(await tables(bytes, 'all.zip')).toMatchObject({
    format: 'zip',
    tables: [
      { part: { member: 'a.csv' }, delimiter: ';', rows: [['A1', '2']] },
      { part: { member: 'b/c.csv' }, name: 'b/c.csv', delimiter: ',' },
    ],
    sentence: 'd.zip is a zip or workbook inside the zip: unpack it and send it as it is.',
  });
});
