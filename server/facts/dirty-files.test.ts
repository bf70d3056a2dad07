import { gzipSync } from 'node:zlib';
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

const jsonLines = (rows: readonly string[]) => {
  const file = { [`file_${++files}`]: null };
  const keys = HEAD.split(',');
  return rows
    .map(row => Object.fromEntries(row.split(',').map((cell, i) => [keys[i], cell])))
    .map(record => `${JSON.stringify({ ...record, ...file })}\n`)
    .join('');
};

async function sent(text: string | Uint8Array, query: ImportQuery = EURO) {
  const batch = await house.send('lines.csv', text, query);
  const problems: { row: number; field: string; what: string; mend: string; text: string }[] =
    await house.problems(batch.id);
  return { batch, problems };
}

describe('a row is kept however it is written, if it can be read in one way only', () => {
  test.each([
    ['a quote inside a cell', 'A1,C1,5" pipe,2025-01-31,2,20,', '20'],
    ['blanks around numbers and keys', ' A1 , C1 , P1 ,2025-01-31, 2 , 20 ,', '20'],
    ['a plus', 'A1,C1,P1,2025-01-31,+2,+20,', '20'],
    ['a negative zero', 'A1,C1,P1,2025-01-31,-0,-0.00,', '0'],
    ['six decimals', 'A1,C1,P1,2025-01-31,0.001,0.000001,', '0.000001'],
    ['a point and no digit after it', 'A1,C1,P1,2025-01-31,2.,20.,', '20'],
    ['zeros in front and behind', 'A1,C1,P1,2025-01-31,002.00000,0020.00000000,', '20'],
    ['a time', 'A1,C1,P1,2025-01-31 23:59:59,2,20,', '20'],
    ['a time that there is not, since only the day counts', 'A1,C1,P1,2025-01-31 25:00,2,20,', '20'],
    ['quotes around everything', '"A1","C1","P1","2025-01-31","2","20",""', '20'],
    ['a line feed in quotes', 'A1,"C\n1",P1,2025-01-31,2,20,', '20'],
    ['doubled quotes and a comma', 'A1,"C ""1"", Ltd",P1,2025-01-31,2,20,', '20'],
    ['no customer', 'A1,,P1,2025-01-31,2,20,', '20'],
    ['a million', 'A1,C1,P1,2025-01-31,2,1000000,', '1000000'],
    ['just below a billion', 'A1,C1,P1,2025-01-31,2,999999999.999999,', '999999999.999999'],
    ['nine billion', 'A1,C1,P1,2025-01-31,2,9007199254.740991,', '9007199254.740991'],
    ['a correction', 'A1,C1,P1,2025-01-31,-2,-20,', '-20'],
  ])('%s', async (_title, row, amount) => {
    const { batch, problems } = await sent(lines(row));
    expect(problems).toEqual([]);
    expect(batch).toMatchObject({ state: 'kept', rowsKept: 1, rowsRefused: 0, amount });
    expect((await house.undo(batch.id)).status).toBe(200);
  });

  const rows = ['A1,C1,P1,2025-01-31,2,20', 'A2,C1,P1,2025-01-31,2,20'];
  test.each<[string, () => string | Uint8Array]>([
    ['CRLF', () => lines(...rows.map(row => `${row},`)).replaceAll('\n', '\r\n')],
    ['a byte order mark', () => `\uFEFF${lines(...rows.map(row => `${row},`))}`],
    ['no line end at the end', () => lines(...rows.map(row => `${row},`)).trimEnd()],
    ['blank lines', () => lines('', `${rows[0]},`, '', `${rows[1]},`, '', '')],
    ['tabs', () => lines(...rows.map(row => `${row},`)).replaceAll(',', '\t')],
    ['semicolons', () => lines(...rows.map(row => `${row},`)).replaceAll(',', ';')],
    ['bars', () => lines(...rows.map(row => `${row},`)).replaceAll(',', '|')],
    ['CR alone', () => lines(...rows.map(row => `${row},`)).replaceAll('\n', '\r')],
    ['UTF-16 with its mark', () => Buffer.from(`\uFEFF${lines(...rows.map(row => `${row},`))}`, 'utf16le')],
    ['UTF-16 without a mark', () => Buffer.from(lines(...rows.map(row => `${row},`)), 'utf16le')],
    ['Windows-1252', () => Buffer.from(lines(...rows.map(row => `${row},Zürich`)), 'latin1')],
    ['JSON lines', () => jsonLines(rows)],
    [
      'JSON lines, gzip, with numbers',
      () =>
        gzipSync(
          jsonLines(rows)
            .replace(/"(2|20)"/g, '$1')
            .trimEnd(),
        ),
    ],
    ['gzip', () => gzipSync(lines(...rows.map(row => `${row},`)))],
    ['gzip in two members', () => Buffer.concat([gzipSync(lines(`${rows[0]},`)), gzipSync(`${rows[1]},\n`)])],
    [
      'headings in another hand',
      () =>
        `Customer,"ORDER",Product ,day, Unit-Price,QUANTITY,file ${++files}\nC1,A1,P1,2025-01-31,10,2,\nC1,A2,P1,2025-01-31,10,2,\n`,
    ],
    [
      'headings that nothing takes, twice',
      () => `note,${HEAD},note,file_${++files}\n${rows.map(row => `x,${row},y,\n`).join('')}`,
    ],
  ])('%s', async (_title, text) => {
    const { batch, problems } = await sent(text());
    expect(problems).toEqual([]);
    expect(batch).toMatchObject({
      state: 'kept',
      kind: 'order-lines',
      rowsKept: 2,
      rowsRefused: 0,
      amount: '40',
    });
  });

  test('blank lines count in the numbering, as a spreadsheet counts them', async () => {
    const { problems } = await sent(lines('', GOOD, '', 'A1,C1,P1'));
    expect(problems).toMatchObject([{ row: 5 }]);
  });
});

describe('a file that is no table is refused with a sentence, and nothing of it counts', () => {
  const zipped = gzipSync(lines(...Array(5000).fill(GOOD)));
  test.each<[string, () => string | Uint8Array, RegExp]>([
    ['empty', () => '', /The file is empty/],
    ['a heading only', () => lines(), /a heading and no rows/],
    ['an empty first line', () => `\n${lines(GOOD)}`, /first line is empty/],
    ['no good row', () => lines('A1', 'A2,C1'), /None of the 2 rows could be kept/],
    ['headings of nothing', () => 'a,b,c\n1,2,3\n', /No layout fits the headings a, b, c/],
    ['a required heading missing', () => 'order,product,day,amount\nA1,P1,2025-01-31,5\n', /No layout fits/],
    ['a column twice', () => `${HEAD},amount\n${GOOD}5\n`, /column amount stands twice/],
    [
      'a column twice behind one that nothing takes',
      () => `note,${HEAD},note,amount\n,A1,C1,P1,2025-01-31,2,20,,5\n`,
      /column amount stands twice/,
    ],
    [
      'the headings of Online Retail without its preset',
      () => 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n',
      /preset online-retail/,
    ],
    [
      'a gzip that ends in the middle',
      () => zipped.subarray(0, zipped.length >> 1),
      /damaged or ends in the middle/,
    ],
    [
      'a gzip without its last byte',
      () => zipped.subarray(0, zipped.length - 1),
      /damaged or ends in the middle/,
    ],
    ['a gzip of garbage', () => gzipSync(Buffer.from([0, 1, 2, 3, 255, 254, 10, 7])), /is no text|No layout/],
    ['garbage that begins like gzip', () => Buffer.from([0x1f, 0x8b, 9, 9, 9, 9, 9, 9]), /damaged/],
    ['a zip', () => Buffer.from('PK\u0003\u0004 and so on\n'), /zip is damaged/],
    ['a JSON list', () => `[${jsonLines(['A1,C1,P1,2025-01-31,2,20']).trim()}]`, /without the brackets/],
    [
      'a workbook of before 2007',
      () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      /before 2007/,
    ],
    ['a gzip in a gzip', () => gzipSync(gzipSync(lines(GOOD))), /a gzip file inside/],
    [
      'a Parquet file that ends in the middle',
      () => Buffer.from('PAR1 and so on'),
      /Parquet file is damaged/,
    ],
    [
      'a picture',
      () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      /is no text|No layout/,
    ],
  ])('%s', async (_title, text, sentence) => {
    const before = await house.get('/book');
    const { batch } = await sent(text());
    expect(batch).toMatchObject({ state: 'refused', rowsKept: 0, sentence: expect.stringMatching(sentence) });
    expect(await house.get('/book')).toEqual(before);
  });

  test.each([
    [{ kind: 'customers' }, /no column customer/],
    [{ kind: 'wishes' }, /no kind "wishes".*order-lines/],
    [{ preset: 'ours' }, /no preset "ours".*online-retail/],
    [{ preset: 'online-retail', currency: 'GBP' }, /no column invoiceno/],
    [{ currency: 'USD' }, /in USD, the book is kept in EUR/],
  ])('that is read as %j', async (query, sentence) => {
    const text = 'order,product,day,quantity,amount\nA1,P1,2025-01-31,1,5\n';
    const { batch } = await sent(text.replace('A1', `A${++files}`), query);
    expect(batch).toMatchObject({ state: 'refused', sentence: expect.stringMatching(sentence) });
  });
});
