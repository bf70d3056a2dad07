import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportQuery, type TestHouse, testHouse } from '../../test/house.ts';
import { allowance, basic, ublHeader, ublLine, ublText } from '../../test/ubl-bytes.ts';
import { plainRows, workbookBytes } from '../../test/workbook-bytes.ts';

let house: TestHouse;
const folder = mkdtempSync(join(tmpdir(), 'clientele-formats-'));
beforeAll(async () => {
  house = await testHouse();
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const EURO: ImportQuery = { currency: 'EUR', homeCountry: 'Germany' };

/** The bytes of a Parquet file that holds what a query selects. */
async function parquet(select: string): Promise<Uint8Array> {
  const path = join(folder, 'lines.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(path);
}

describe('Parquet', () => {
  test('is read with its dates, decimals, doubles and gaps', async () => {
    const bytes = await parquet(`
      SELECT 'A' || i AS "order", CASE WHEN i < 3 THEN 'C' || i END AS customer, 'P1' AS product, DATE '2025-01-31' AS day,
        CAST(2 AS DOUBLE) AS quantity, CAST(0.1 + i AS DOUBLE) AS amount, CAST(i AS DECIMAL(9, 3)) AS cost
      FROM range(1, 4) r(i)`);
    const batch = await house.send('lines.parquet', bytes, EURO);
    expect(batch).toMatchObject({
      state: 'kept',
      kind: 'order-lines',
      rowsRead: 3,
      rowsKept: 3,
      amount: '6.3',
    });
    const { customers } = await house.get('/portfolio/customers?sort=revenue&direction=ascending');
    expect(customers).toMatchObject([
      { sourceKey: 'C1', revenue: '1.1', productCost: '1' },
      { sourceKey: 'C2', revenue: '2.1', productCost: '2' },
    ]);
    expect((await house.get('/portfolio')).totals.revenueUnassigned).toBe('3.1');
    expect(await house.undo(batch.id)).toMatchObject({ status: 200 });
  });

  test('gives back rows that are wrong, as rows of a table', async () => {
    const bytes = await parquet(`
      SELECT 'A' || i AS "order", 'C,1' AS customer, 'P1' AS product, '2025-02-3' || i AS day, 1 AS quantity, 'NaN'::DOUBLE AS amount
      FROM range(1, 2) r(i)`);
    const batch = await house.send('wrong.parquet', bytes, EURO);
    expect(batch).toMatchObject({ state: 'refused', rowsRead: 1, rowsKept: 0, rowsRefused: 1 });
    expect(await house.problems(batch.id)).toMatchObject([
      { row: 2, field: 'amount', text: 'A1,"C,1",P1,2025-02-31,1,nan' },
      { row: 2, field: 'day' },
    ]);
  });

  test('with a column of lists is refused by its name', async () => {
    const bytes = await parquet("SELECT 'A1' AS \"order\", ['a', 'b'] AS notes");
    expect(await house.send('lists.parquet', bytes, EURO)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(/column notes holds lists/),
    });
  });
});

describe('JSON lines', () => {
  test('keep the good objects and give back the others with their own text', async () => {
    const good = {
      order: 'A1',
      customer: 'C1',
      product: 'P1',
      day: '2025-01-31',
      quantity: 1e-3,
      amount: 20,
    };
    const lines = [
      JSON.stringify(good),
      '{"order": "A2"',
      JSON.stringify({ ...good, amount: [1] }),
      '',
      JSON.stringify({ ...good, amount: '2,5' }),
      JSON.stringify({ ...good, quantity: 2, amount: null, unit_price: 3 }),
    ];
    const batch = await house.send('lines.jsonl', lines.join('\n'), EURO);
    expect(batch).toMatchObject({ state: 'kept', rowsRead: 5, rowsKept: 2, rowsRefused: 3, amount: '26' });
    expect(await house.problems(batch.id)).toMatchObject([
      { row: 2, field: 'row', what: 'is no JSON object', text: '{"order": "A2"' },
      { row: 3, field: 'row', what: 'holds a list or an object under amount' },
      { row: 5, field: 'amount', what: '"2,5" has a comma', text: 'A1,C1,P1,2025-01-31,0.001,"2,5",' },
    ]);
    expect(await house.undo(batch.id)).toMatchObject({ status: 200 });
  });
});

describe('documents of UBL', () => {
  const header = ublHeader('D1', allowance(true, '9.90', basic('AllowanceChargeReasonCode', 'FC')));
  const invoice = ublText({ kind: 'Invoice', header, lines: [ublLine('Invoice', { amount: '20' })] });
  const credit = ublText({
    kind: 'CreditNote',
    header: ublHeader('R1'),
    lines: [ublLine('CreditNote', { amount: '5' })],
  });

  test('are order lines and returns, net, and what is charged on the whole is special', async () => {
    const sold = await house.send('invoice.xml', invoice, EURO);
    expect(sold).toMatchObject({ state: 'kept', kind: 'order-lines', rowsKept: 2, amount: '29.9' });
    const back = await house.send('credit.xml', credit, EURO);
    expect(back).toMatchObject({ state: 'kept', kind: 'returns', rowsKept: 1, amount: '-5' });
    const { customers } = await house.get('/portfolio/customers');
    expect(customers).toMatchObject([{ sourceKey: 'C1', revenue: '24.9' }]);
    const special = 'SELECT CAST(sum(special_lines) AS INTEGER) AS lines FROM customer_month WHERE {visible}';
    expect(await house.ledgerRows(special)).toEqual([{ lines: 1 }]);
    for (const { id } of [back, sold]) expect(await house.undo(id)).toMatchObject({ status: 200 });
  });
});

describe('a workbook', () => {
  test('gives back cells that are worth nothing, where their column is read', async () => {
    const rows = `${plainRows([
      ['order', 'customer', 'product', 'day', 'quantity', 'amount', 'looked up'],
      ['A1', 'C1', 'P1', '2025-01-31', 1, 0.1],
    ])}
      <row r="3">${line(3)}<c r="B3" t="e"><f>VLOOKUP(A3,X:Y,2)</f><v>#N/A</v></c>${rest(3, '<v>5</v>')}</row>
      <row r="4">${line(4)}${rest(4, '<f>E4*2</f><v></v>')}</row>
      <row r="5">${line(5)}${rest(5, '<f>E5*2</f><v>0.30000000000000004</v>')}<c r="G5" t="e"><v>#REF!</v></c></row>`;
    const batch = await house.send('lines.xlsx', workbookBytes({ sheets: [{ rows }], formats: [14] }), EURO);
    expect(batch).toMatchObject({ state: 'kept', rowsRead: 4, rowsKept: 2, rowsRefused: 2, amount: '0.4' });
    expect(await house.problems(batch.id)).toMatchObject([
      {
        row: 3,
        field: 'customer',
        what: 'has "#N/A", an error of the spreadsheet',
        text: 'A3,#N/A,P1,2025-03-31,1,5,',
      },
      { row: 4, field: 'amount', what: 'holds a formula that was never calculated' },
    ]);
    expect(await house.undo(batch.id)).toMatchObject({ status: 200 });
  });

  test('says in its batch which row was taken as the heading', async () => {
    const rows = plainRows([
      ['Lines of January'],
      [],
      ['order', 'product', 'day', 'quantity', 'amount'],
      ['A1', 'P1', '2025-01-31', 1, 5],
    ]);
    const batch = await house.send('titled.xlsx', workbookBytes({ sheets: [{ rows }] }), EURO);
    expect(batch).toMatchObject({ state: 'kept', sentence: 'Row 3 was taken as the heading.', amount: '5' });
    expect(await house.undo(batch.id)).toMatchObject({ status: 200 });
  });

  const line = (row: number) => `<c r="A${row}" t="str"><v>A${row}</v></c>`;
  const rest = (row: number, amount: string) =>
    `<c r="C${row}" t="str"><v>P1</v></c><c r="D${row}" s="1"><v>45747</v></c><c r="E${row}"><v>1</v></c><c r="F${row}">${amount}</c>`;
});

test('a file in Windows-1252 says so, since names may show it', async () => {
  const text = 'order,customer,product,day,quantity,amount\nA1,Zürich,P1,2025-01-31,1,5\n';
  const batch = await house.send('latin.csv', Buffer.from(text, 'latin1'), EURO);
  expect(batch).toMatchObject({ state: 'kept', sentence: expect.stringMatching(/Windows-1252/) });
  expect((await house.get('/portfolio/customers')).customers).toMatchObject([{ sourceKey: 'Zürich' }]);
  expect(await house.undo(batch.id)).toMatchObject({ status: 200 });
});
