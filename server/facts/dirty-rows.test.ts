import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportQuery, type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const EURO: ImportQuery = { currency: 'EUR', homeCountry: 'Germany' };
const HEAD = 'order,customer,product,day,quantity,amount';
let files = 0;
/** A file of order lines whose bytes no other test has sent. */
const lines = (...rows: string[]) => `${HEAD},file_${++files}\n${rows.map(row => `${row}\n`).join('')}`;
const GOOD = 'A1,C1,P1,2025-01-31,2,20,';

async function sent(text: string | Uint8Array, query: ImportQuery = EURO) {
  const batch = await house.send('lines.csv', text, query);
  const problems: { row: number; field: string; what: string; mend: string; text: string }[] =
    await house.problems(batch.id);
  return { batch, problems };
}

describe('a row that cannot be kept comes back with its number, its own text, the field, what is wrong and the mend', () => {
  test.each([
    [
      'too few cells',
      'A1,C1,P1',
      'row',
      'has 3 cells where the heading has 7',
      /as many cells as the heading/,
    ],
    [
      'too many cells',
      'A1,C1,P1,2025-01-31,2,20,,',
      'row',
      'has 8 cells where the heading has 7',
      /as many cells/,
    ],
    [
      'a comma for decimals',
      'A1,C1,P1,2025-01-31,2,20,5,',
      'row',
      'has 8 cells where the heading has 7',
      /quotes around a cell/,
    ],
    [
      'a comma for decimals in quotes',
      'A1,C1,P1,2025-01-31,2,"20,5",',
      'amount',
      '"20,5" has a comma',
      /a point before the decimals/,
    ],
    [
      'text after a closing quote',
      '"A1"x,C1,P1,2025-01-31,2,20,',
      'row',
      'has text after a closing quote',
      /double each quote/,
    ],
    ['a NUL', 'A1,C\0 1,P1,2025-01-31,2,20,', 'row', 'has a NUL byte', /Delete the NUL/],
    ['no order', ',C1,P1,2025-01-31,2,20,', 'order', 'is empty', /Order number/],
    ['blanks for a product', 'A1,C1,   ,2025-01-31,2,20,', 'product', 'is empty', /Product number/],
    ['no day', 'A1,C1,P1,,2,20,', 'day', 'is empty', /Day of the invoice/],
    [
      '31 February',
      'A1,C1,P1,2025-02-31,2,20,',
      'day',
      '"2025-02-31" does not exist in the calendar',
      /Correct the day/,
    ],
    [
      '29 February in no leap year',
      'A1,C1,P1,2025-02-29,2,20,',
      'day',
      '"2025-02-29" does not exist in the calendar',
      /Correct the day/,
    ],
    [
      'a day that can be read in two ways',
      'A1,C1,P1,03/04/2025,2,20,',
      'day',
      '"03/04/2025" is no day that can be read in one way only',
      /YYYY-MM-DD/,
    ],
    ['an exponent', 'A1,C1,P1,2025-01-31,1e3,20,', 'quantity', '"1e3" is no quantity', /digits with a point/],
    ['words', 'A1,C1,P1,2025-01-31,two,20,', 'quantity', '"two" is no quantity', /digits with a point/],
    ['not a number', 'A1,C1,P1,2025-01-31,2,NaN,', 'amount', '"NaN" is no amount', /digits with a point/],
    ['a currency sign', 'A1,C1,P1,2025-01-31,2,€20,', 'amount', '"€20" is no amount', /digits with a point/],
    [
      '4 decimals of a quantity',
      'A1,C1,P1,2025-01-31,2.0005,20,',
      'quantity',
      '"2.0005" has 4 decimals',
      /Round it to 3/,
    ],
    [
      '7 decimals of an amount',
      'A1,C1,P1,2025-01-31,2,20.0000001,',
      'amount',
      '"20.0000001" has 7 decimals',
      /Round it to 6/,
    ],
    [
      'ten thousand millions',
      'A1,C1,P1,2025-01-31,2,10000000000,',
      'amount',
      '"10000000000" is too large',
      /nine billion/,
    ],
    [
      'twenty digits',
      'A1,C1,P1,2025-01-31,2,99999999999999999999,',
      'amount',
      '"99999999999999999999" is too large',
      /nine billion/,
    ],
    [
      'neither amount nor price',
      'A1,C1,P1,2025-01-31,2,,',
      'amount',
      'is empty, and so is unit_price',
      /one of the two/,
    ],
  ])('%s', async (_title, row, field, what, mend) => {
    const { batch, problems } = await sent(lines(GOOD, row, GOOD));
    expect(batch).toMatchObject({ state: 'kept', rowsRead: 3, rowsKept: 2, rowsRefused: 1, amount: '40' });
    expect(problems).toEqual([
      {
        row: 3,
        field,
        what,
        mend: expect.stringMatching(mend),
        text: row.replace('\0', '␀'),
        leftOut: false,
      },
    ]);
  });

  test.each([
    [
      'another currency',
      'order-lines',
      'order,product,day,quantity,amount,currency',
      'A1,P1,2025-01-31,1,5,EUR',
      'A1,P1,2025-01-31,1,5,USD',
      'currency',
      /is USD, the book is kept in EUR, and no exchange rate of USD is known for 2025-01-31/,
    ],
    [
      'an unknown choice',
      'order-lines',
      'order,product,day,quantity,amount,channel',
      'A1,P1,2025-01-31,1,5,edi',
      'A1,P1,2025-01-31,1,5,fax',
      'channel',
      /"fax" is not known here/,
    ],
    [
      'quantity × price beyond all measure',
      'order-lines',
      'order,product,day,quantity,unit_price',
      'A1,P1,2025-01-31,1,5',
      'A1,P1,2025-01-31,1000000,1000000',
      'row',
      /too large/,
    ],
    [
      'a wrong month',
      'ledger',
      'month,pool,amount',
      '2025-01,desk,5',
      '2025-13,desk,5',
      'month',
      /"2025-13" is no month/,
    ],
    [
      'a day for a month',
      'ledger',
      'month,pool,amount',
      '2025-01,desk,6',
      '2025-01-31,desk,5',
      'month',
      /is no month/,
    ],
    [
      'minutes in words',
      'activities',
      'activity,day,minutes',
      'visit,2025-01-31,30',
      'visit,2025-01-31,an hour',
      'minutes',
      /"an hour" is no number of minutes/,
    ],
    [
      'an unknown cause',
      'returns',
      'return,product,day,quantity,amount,cause',
      'R1,P1,2025-01-31,1,5,own',
      'R1,P1,2025-01-31,1,5,theirs',
      'cause',
      /"theirs" is not known here/,
    ],
    [
      'an unknown stage',
      'products',
      'product,stage,unit_cost',
      'P1,raw,4',
      'P1,cooked,4',
      'stage',
      /"cooked" is not known here/,
    ],
    [
      'a day that is none',
      'customers',
      'customer,name,since',
      'C1,Ada,2020-01-01',
      'C2,Bert,sometime',
      'since',
      /no day/,
    ],
  ])('%s in %s', async (_title, kind, head, good, bad, field, what) => {
    const { batch, problems } = await sent(`${head},file_${++files}\n${good},\n${bad},\n`);
    expect(batch).toMatchObject({ state: 'kept', kind, rowsKept: 1, rowsRefused: 1 });
    expect(problems).toMatchObject([{ row: 3, field, what: expect.stringMatching(what), text: `${bad},` }]);
  });

  test('a row that is not UTF-8', async () => {
    const text = Buffer.concat([
      Buffer.from(lines('A1,Müller,P1,2025-01-31,2,20,')),
      Buffer.from('A1,M\u00fcller,P1,2025-01-31,2,20,\n', 'latin1'),
      Buffer.from(`${GOOD}\n`),
    ]);
    const { batch, problems } = await sent(text);
    expect(batch).toMatchObject({ state: 'kept', rowsKept: 2, rowsRefused: 1 });
    expect(problems).toMatchObject([{ row: 3, what: 'is not UTF-8', mend: 'Save the file in UTF-8.' }]);
  });

  test('several problems of one row, which counts as one row', async () => {
    const { batch, problems } = await sent(lines(GOOD, ',C1,P1,2025-02-30,two,20,'));
    expect(batch).toMatchObject({ rowsKept: 1, rowsRefused: 1 });
    expect(problems.map(({ row, field }) => [row, field])).toEqual([
      [3, 'day'],
      [3, 'order'],
      [3, 'quantity'],
    ]);
  });

  test.each([
    ['in the middle', [GOOD, 'A1,"C1,P1,2025-01-31,2,20,', GOOD, 'A9,"C1",P1,2025-01-31,2,20,'], 3],
    ['at the end', [GOOD, 'A1,"C1",P1,2025-01-31,2,20,', 'A1,C1,"P1,2025-01-31,2,20,', GOOD], 4],
    ['in the last row', [GOOD, GOOD, 'A1,C1,P1,2025-01-31,2,"20,'], 4],
  ])('a quote that is never closed %s takes only its own line with it', async (_title, rows, row) => {
    const { batch, problems } = await sent(lines(...rows));
    expect(problems).toMatchObject([
      { row, field: 'row', what: 'opens a quote that is never closed', text: rows[row - 2] },
    ]);
    expect(batch).toMatchObject({ rowsKept: rows.length - 1, rowsRefused: 1 });
  });

  test('a NUL stays a NUL where a later quote is never closed', async () => {
    const { problems } = await sent(
      lines('A1,C\0,P1,2025-01-31,2,20,', GOOD, 'A1,"C1,P1,2025-01-31,2,20,', GOOD),
    );
    expect(problems.map(({ row, what }) => [row, what])).toEqual([
      [2, 'has a NUL byte'],
      [4, 'opens a quote that is never closed'],
    ]);
  });
});
