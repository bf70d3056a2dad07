import { describe, expect, test } from 'vitest';
import { tableTexts } from '../../../test/table-texts.ts';
import { plainRows, workbookBytes } from '../../../test/workbook-bytes.ts';

type Rows = readonly (readonly (string | number | null)[])[];
const read = (rows: Rows, merged: readonly string[] = []) =>
  tableTexts(workbookBytes({ sheets: [{ rows: plainRows(rows), merged }] }));

const HEAD = ['order', 'customer', 'day', 'amount'];
const LINE = ['A1', 'C1', 45_747, 2];

describe('the heading of a sheet', () => {
  test('is the first row where that names the columns, and nothing is said of it', async () => {
    expect(await read([HEAD, LINE])).toMatchObject({
      headings: HEAD,
      sentences: [],
      rows: { 2: ['A1', 'C1', '45747', '2'] },
    });
  });

  test.each<[string, Rows, readonly string[], number]>([
    ['under a title', [['Lines of March'], [], HEAD, LINE], [], 3],
    ['under a title merged over all columns', [['Lines of March'], HEAD, LINE], ['A1:D1'], 2],
    ['under a title merged over the first columns', [['Lines of March'], HEAD, LINE], ['A1:C1'], 2],
    [
      'under what the report was asked for',
      [['Company', 'Aldermoor'], ['Printed', 45_747], [], HEAD, LINE],
      [],
      4,
    ],
    [
      'with a gap in it',
      [['Report'], ['order', null, 'day', 'amount', 'note'], ['A1', 'x', 45_747, 2]],
      [],
      2,
    ],
  ])('%s', async (_title, rows, merged, at) => {
    const found = await read(rows, merged);
    expect(found.headings.filter(heading => heading !== '')).toEqual(
      rows[at - 1]?.filter(cell => cell !== null),
    );
    expect(found.sentences[0]).toBe(`Row ${at} was taken as the heading.`);
    expect(Object.keys(found.rows)).toEqual([String(at + 1)]);
  });

  test('may lie over two rows: the merged name goes in front of the one under it', async () => {
    const found = await read(
      [
        ['Sales of the year'],
        ['order', 'customer', 'Q1', null, 'Q2', null],
        [null, null, 'amount', 'quantity', 'amount', 'quantity'],
        ['A1', 'C1', 1, 2, 3, 4],
      ],
      ['A1:F1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2'],
    );
    expect(found.headings).toEqual([
      'order',
      'customer',
      'Q1 amount',
      'Q1 quantity',
      'Q2 amount',
      'Q2 quantity',
    ]);
    expect(found.sentences).toEqual([
      'Rows 2 to 3 were taken as the heading and joined, such as "Q1 amount".',
    ]);
    expect(found.rows).toEqual({ 4: ['A1', 'C1', '1', '2', '3', '4'] });
  });

  test('may have groups over some of its columns', async () => {
    const found = await read(
      [
        [null, null, '2025', null],
        ['order', 'customer', 'amount', 'quantity'],
        ['A1', 'C1', 1, 2],
      ],
      ['C1:D1'],
    );
    expect(found.headings).toEqual(['order', 'customer', '2025 amount', '2025 quantity']);
  });

  test('may lie over three rows', async () => {
    const found = await read(
      [
        ['order', '2025', null, null, null],
        [null, 'Q1', null, 'Q2', null],
        [null, 'net', 'cost', 'net', 'cost'],
        ['A1', 1, 2, 3, 4],
      ],
      ['A1:A3', 'B1:E1', 'B2:C2', 'D2:E2'],
    );
    expect(found.headings).toEqual(['order', '2025 Q1 net', '2025 Q1 cost', '2025 Q2 net', '2025 Q2 cost']);
  });

  test('is one row where cells are merged in the rows under it only', async () => {
    const found = await read([['Report'], HEAD, LINE, ['A2', null, 45_747, 3]], ['A3:A4']);
    expect(found).toMatchObject({
      headings: HEAD,
      rows: { 3: ['A1', 'C1', '45747', '2'], 4: ['A2', '', '45747', '3'] },
    });
  });

  test('is read in one line however it is broken into several', async () => {
    expect(
      (
        await read([
          ['order\nnumber', ' net  amount '],
          ['A1', 2],
        ])
      ).headings,
    ).toEqual(['order number', 'net amount']);
  });
});

test('what stands beside the table, under no heading, is left out and said', async () => {
  const found = await read([HEAD, LINE, [...LINE, null, 'look at this'], ['A3', 'C1', 45_747, 2]]);
  expect(found.rows[3]).toEqual(['A1', 'C1', '45747', '2']);
  expect(found.sentences).toContain('What stands in F was left out: the column has no heading.');
});
