import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
afterEach(async () => {
  for (const batch of await house.get('/batches')) if (batch.state === 'kept') await house.undo(batch.id);
});

const EURO = { currency: 'EUR' };
const HEAD = 'order;customer;product;day;quantity;amount;note';
const DIRTY = `${HEAD}
A1;C1;P1;2025-01-10;2;20;
A2;"C;2";P1;2025-02-31;1;fourty;=x
A3;C3;P1;2025-01-12
A4;C4;P1;2025-01-13;1;-;
`;
const mended = { row: 3, cells: { day: '2025-02-28', amount: '40' } };

const check = async (text: string) => {
  const { body: file } = await house.inspect('lines.csv', text);
  const asked = { file: 'lines.csv', settings: EURO };
  const { body } = await house.ask(`/files/${file.id}/check`, 'POST', asked);
  return house.ended(body.id);
};
const mend = (id: string, body: object) => house.ask(`/batches/${id}/mends`, 'POST', body);
const open = (id: string) => house.get(`/batches/${id}/mends`);
const rowsOf = async (id: string) =>
  (await open(id)).rows.map(({ row, mended }: { row: number; mended: object | null }) => [
    row,
    mended !== null,
  ]);
const keep = async (id: string) => {
  await house.ask(`/batches/${id}/keep`, 'POST', {});
  return house.ended(id);
};
const importMends = async (id: string) => {
  const { status, body } = await house.ask(`/batches/${id}/mends/import`, 'POST');
  expect(status).toBe(200);
  return house.ended(body.id);
};
const revenue = async () => (await house.get('/portfolio')).totals.revenue;

describe('a row is mended where it is shown', () => {
  test('cell by cell, judged at once, and kept as a mend when nothing is wrong with it any more', async () => {
    const batch = await check(DIRTY);
    expect(await open(batch.id)).toMatchObject({
      headings: HEAD.split(';'),
      total: 3,
      mended: 0,
      rows: [
        { row: 3, cells: ['A2', 'C;2', 'P1', '2025-02-31', '1', 'fourty', '=x'], mended: null },
        { row: 4, cells: ['A3', 'C3', 'P1', '2025-01-12', '', '', ''], problems: [{ field: 'row' }] },
        { row: 5 },
      ],
    });
    const half = await mend(batch.id, { row: 3, cells: { day: '2025-02-28' } });
    expect(half).toMatchObject({ status: 200, body: { problems: [{ field: 'amount' }] } });
    expect((await mend(batch.id, mended)).body).toEqual({ problems: [] });
    expect(await open(batch.id)).toMatchObject({
      total: 3,
      mended: 1,
      rows: [{ row: 3, mended: { cells: ['A2', 'C;2', 'P1', '2025-02-28', '1', '40', '=x'] } }, {}, {}],
    });
    // On top of the mend that is there.
    await mend(batch.id, { row: 3, cells: { amount: '41' } });
    expect((await open(batch.id)).rows[0].mended.cells[3]).toBe('2025-02-28');
    const back = await house.ask(`/batches/${batch.id}/mends/3`, 'DELETE');
    expect(back.body.problems.map(({ field }: { field: string }) => field)).toEqual(['amount', 'day']);
    expect(await open(batch.id)).toMatchObject({ mended: 0 });
  });

  test('and comes in when the batch is kept, as the row of its file that it is', async () => {
    const batch = await check(DIRTY);
    await mend(batch.id, mended);
    await mend(batch.id, { row: 4, cells: { quantity: '1', amount: '2' } });
    const kept = await keep(batch.id);
    expect(kept).toMatchObject({ state: 'kept', rowsRead: 4, rowsKept: 3, rowsRefused: 1, amount: '62' });
    expect(await rowsOf(batch.id)).toEqual([[5, false]]);
    const { inputs } = await house.get(`/explain?figure=batch/${batch.id}/row/3`);
    const shown = Object.fromEntries(
      inputs.map(({ label, value }: { label: string; value: string }) => [label, value]),
    );
    expect(shown).toMatchObject({
      Day: '2025-02-28',
      'Mended by hand': expect.stringMatching(/, \d{4}-\d\d-\d\d$/),
      'As it stood': 'A2;"C;2";P1;2025-02-31;1;fourty;=x',
    });
    const untouched = await house.get(`/explain?figure=batch/${batch.id}/row/2`);
    expect(JSON.stringify(untouched)).not.toContain('Mended');
  });

  test('of a kept batch is imported as one of its own, which can be undone', async () => {
    const first = await house.send('lines.csv', DIRTY, EURO);
    expect(first).toMatchObject({ state: 'kept', rowsKept: 1, rowsRefused: 3 });
    expect(await house.ask(`/batches/${first.id}/mends/import`, 'POST')).toMatchObject({
      status: 409,
      body: { code: 'nothing-mended' },
    });
    await mend(first.id, mended);
    const second = await importMends(first.id);
    expect(second).toMatchObject({
      ...{ state: 'kept', file: 'lines mended.csv', mendsOf: first.id },
      ...{ rowsRead: 1, rowsKept: 1, amount: '40' },
    });
    expect(await revenue()).toBe('60');
    expect(await rowsOf(first.id)).toEqual([
      [4, false],
      [5, false],
    ]);
    expect(
      (await house.get(`/batches/${first.id}/problems`)).problems.map(({ row }: { row: number }) => row),
    ).toEqual([4, 5]);
    expect(await house.text(`/batches/${first.id}/problems.csv`)).not.toContain('fourty');
    expect(await house.get(`/batches/${first.id}`)).toMatchObject({ rowsRefused: 3, rowsMended: 1 });
    const { inputs } = await house.get(`/explain?figure=batch/${second.id}/row/2`);
    expect(JSON.stringify(inputs)).toContain('row 3 of lines.csv');
    expect((await house.get(`/batches/${first.id}/undo`)).dependents).toEqual([
      {
        id: second.id,
        file: 'lines mended.csv',
        why: 'It holds rows of this file that were mended, and stays.',
      },
    ]);
    await house.undo(second.id);
    expect(await revenue()).toBe('20');
    expect(await rowsOf(first.id)).toEqual([
      [3, true],
      [4, false],
      [5, false],
    ]);
    const third = await importMends(first.id);
    expect(third).toMatchObject({ state: 'kept', rowsKept: 1 });
  });

  test('and a mend that waits does not slip into a batch that comes back', async () => {
    const first = await house.send('lines.csv', DIRTY, EURO);
    await mend(first.id, mended);
    const right = await house.send('right.csv', `${HEAD}\nA1;C1;P1;2025-01-10;2;21;\n`, {
      ...EURO,
      replaces: first.id,
    } as never);
    expect(right.state).toBe('kept');
    await house.undo(right.id);
    expect(await revenue()).toBe('20');
    expect(await rowsOf(first.id)).toEqual([
      [3, true],
      [4, false],
      [5, false],
    ]);
  });

  test('while rows that a kept batch was read with as mended come back as mended', async () => {
    const batch = await check(DIRTY);
    await mend(batch.id, mended);
    expect((await keep(batch.id)).amount).toBe('60');
    const right = await house.send('right.csv', `${HEAD}\nA1;C1;P1;2025-01-10;2;21;\n`, {
      ...EURO,
      replaces: batch.id,
    } as never);
    await house.undo(right.id);
    expect(await revenue()).toBe('60');
  });

  test('only by headings that the file has, in rows that are to be mended', async () => {
    const batch = await house.send('lines.csv', DIRTY, EURO);
    expect(await mend(batch.id, { row: 3, cells: { Day: '2025-02-28' } })).toMatchObject({
      status: 400,
      body: { sentence: `There is no column "Day" in lines.csv: it has ${HEAD.split(';').join(', ')}.` },
    });
    expect(await mend(batch.id, { row: 2, cells: { amount: '1' } })).toMatchObject({ status: 404 });
    await house.undo(batch.id);
    expect(await mend(batch.id, mended)).toMatchObject({ status: 409, body: { code: 'not-to-mend' } });
  });
});

describe('what would be a formula', () => {
  test('goes out as text in the file to mend, and comes back as it was', async () => {
    const customer = `=HYPERLINK("http://x")`;
    const text = `order,customer,product,day,quantity,amount,"@note"\n'=A1,"${customer.replaceAll('"', '""')}",+P1,2025-02-31,-2,-20,\n`;
    const batch = await house.send('formulas.csv', text, EURO);
    expect(batch).toMatchObject({ rowsRefused: 1 });
    const file = await house.text(`/batches/${batch.id}/problems.csv`);
    const [heading, row] = file.trimEnd().split('\n') as [string, string];
    expect(heading.endsWith(`,"'@note"`)).toBe(true);
    expect(row.endsWith(`,''=A1,"'=HYPERLINK(""http://x"")",'+P1,2025-02-31,-2,-20,`)).toBe(true);
    const second = await house.send('to mend.csv', file.replace(',2025-02-31,', ',2025-02-30,'), EURO);
    const again = await house.text(`/batches/${second.id}/problems.csv`);
    expect(again).toContain(`,'''=A1,`);
    const third = await house.send('to mend.csv', again.replace(',2025-02-30,', ',2025-02-28,'), EURO);
    expect(third).toMatchObject({ state: 'kept', rowsKept: 1, amount: '-20' });
    const { customers } = await house.get('/portfolio/customers');
    expect(customers.map(({ sourceKey }: { sourceKey: string }) => sourceKey)).toEqual([customer]);
    const [line] = await house.ledgerRows(
      'SELECT d.source_key FROM order_line l JOIN document d ON d.document_id = l.document_id WHERE {visible}',
    );
    expect(line).toEqual({ source_key: `'=A1` });
  });
});
