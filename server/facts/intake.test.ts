import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ImportQuery, type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
afterEach(async () => {
  for (const batch of await house.get('/batches')) if (batch.state === 'kept') await house.undo(batch.id);
});

const EURO: ImportQuery = { currency: 'EUR', homeCountry: 'Germany' };
const HEAD = 'order,customer,product,day,quantity,amount';
const JANUARY = `${HEAD}\nA1,C1,P1,2025-01-10,2,20\nA2,C2,P1,2025-01-11,1,10\n`;
const FEBRUARY = `${HEAD}\nA3,C1,P1,2025-02-10,3,30\n`;
const kept = async (file: string, text: string, query = EURO) => {
  const batch = await house.send(file, text, query);
  expect(batch).toMatchObject({ state: 'kept', rowsRefused: 0 });
  return batch;
};
const revenue = async (period = 'all') => (await house.get(`/portfolio?period=${period}`)).totals.revenue;

describe('the rows that were not kept come back as a file', () => {
  const dirty = [
    HEAD.replaceAll(',', ';'),
    'A1;C1;P1;2025-01-10;2;20',
    'A2;"C;2";P1;2025-02-31;1;1,5',
    'A3;C3;P1;2025-01-12;1',
    'A4;C4;"P ""4""";2025-01-13;4;fourty',
    '',
  ];

  test('that can be mended and sent again, and then all rows are there once', async () => {
    const first = await house.send('May & June.csv', dirty.join('\n'), EURO);
    expect(first).toMatchObject({ state: 'kept', rowsRead: 4, rowsKept: 1, rowsRefused: 3 });
    const file = await house.text(`/batches/${first.id}/problems.csv`);
    const [heading, ...rows] = file.trimEnd().split('\n');
    expect(heading).toBe(`problem_row;problem_field;problem;mend;${dirty[0]}`);
    expect(rows.map(row => row.slice(row.lastIndexOf('.";') + 3))).toEqual(dirty.slice(2, 5));
    expect(rows.map(row => row.split(';')[0])).toEqual(['3', '4', '5']);
    const mended = file
      .replace('2025-02-31;1;1,5', '2025-02-28;1;1.5')
      .replace('2025-01-12;1\n', '2025-01-12;1;2\n')
      .replace(';fourty', ';40');
    const second = await house.send('May & June to mend.csv', mended, EURO);
    expect(second).toMatchObject({ state: 'kept', rowsKept: 3, rowsRefused: 0, amount: '43.5' });
    expect(await revenue()).toBe('63.5');
    const { customers } = await house.get('/portfolio/customers');
    expect(
      customers.map((row: { sourceKey: string; revenue: string }) => [row.sourceKey, row.revenue]).sort(),
    ).toEqual([
      ['C1', '20'],
      ['C3', '2'],
      ['C4', '40'],
      ['C;2', '1.5'],
    ]);
  });

  test('in the delimiter of the file, also where another one stands in a heading', async () => {
    const text = `${HEAD.replaceAll(',', ';')};"note, if any"\nA1;C1;P1;2025-01-10;2;20;\nA2;C1;P1;2025-01-32;2;20;x\n`;
    const batch = await house.send('notes.csv', text, EURO);
    const mended = (await house.text(`/batches/${batch.id}/problems.csv`)).replace(
      'P1;2025-01-32',
      'P1;2025-01-31',
    );
    expect(await house.send('mended.csv', mended, EURO)).toMatchObject({
      state: 'kept',
      rowsKept: 1,
      rowsRefused: 0,
    });
  });

  test('row for row, however many there are', async () => {
    const bad = Array.from({ length: 5003 }, (_, index) => `A${index},C1,P1,2025-02-30,1,x`);
    const batch = await house.send('many.csv', `${HEAD}\nA,C1,P1,2025-01-31,1,1\n${bad.join('\n')}\n`, EURO);
    expect(batch).toMatchObject({ rowsKept: 1, rowsRefused: 5003 });
    const rows = (await house.text(`/batches/${batch.id}/problems.csv`)).trimEnd().split('\n').slice(1);
    expect(rows.map(row => row.slice(row.lastIndexOf('"') + 2))).toEqual(bad);
  });
});

describe('a batch', () => {
  test('of the same file changes nothing and says so, until the first is undone', async () => {
    const first = await kept('january.csv', JANUARY);
    const before = await house.get('/book');
    const again = await house.send('renamed.csv', JANUARY, EURO);
    expect(again).toMatchObject({ state: 'unchanged', rowsKept: 0 });
    expect(again.sentence).toMatch(
      new RegExp(`kept on .* as ${first.id} \\(january.csv\\): nothing changed`),
    );
    expect(await house.get('/book')).toEqual(before);
    expect((await house.undo(first.id)).body.state).toBe('undone');
    await kept('renamed.csv', JANUARY);
    expect(await revenue()).toBe('30');
  });

  test('of two is undone and leaves the other, and cannot be undone twice', async () => {
    const january = await kept('january.csv', JANUARY);
    await kept('february.csv', FEBRUARY);
    expect(await revenue()).toBe('60');
    expect((await house.undo(january.id)).body).toMatchObject({
      state: 'undone',
      undoneAt: expect.any(String),
    });
    expect(await revenue()).toBe('30');
    const { customers } = await house.get('/portfolio/customers');
    expect(customers.map(({ sourceKey }: { sourceKey: string }) => sourceKey)).toEqual(['C1']);
    expect(await house.get('/customers?search=C2')).toEqual([]);
    expect(await house.undo(january.id)).toMatchObject({ status: 409, body: { code: 'not-kept' } });
    expect(await house.undo('bat_none')).toMatchObject({ status: 404 });
  });

  test('of several that are queued at once is read in its turn, and none is lost', async () => {
    const files = Array.from(
      { length: 6 },
      (_, index) => `${HEAD}\nQ${index},C${index},P1,2025-03-0${index + 1},1,${index + 1}\n`,
    );
    const queued = await Promise.all(files.map((text, index) => house.queue(`${index}.csv`, text, EURO)));
    for (const { body } of queued)
      expect(await house.ended(body.id)).toMatchObject({ state: 'kept', rowsKept: 1 });
    expect(await revenue()).toBe('21');
  });

  test.each([
    `O'Neill "x"; DROP TABLE batch; --.csv`,
    '../../etc/passwd',
    'Größe ✓ 50%.csv',
    '$(reboot) `id`.csv',
  ])('keeps the name of its file: %s', async name => {
    const batch = await kept(name, JANUARY);
    expect(batch.file).toBe(name.slice(name.lastIndexOf('/') + 1));
    expect((await house.get('/batches'))[0]).toMatchObject({ id: batch.id, file: batch.file });
    expect(await house.text(`/batches/${batch.id}/problems.csv`)).toMatch(/^problem_row,/);
  });

  test('keeps what stands in its cells, whatever it looks like', async () => {
    const nasty = `'; DROP TABLE order_line; --`;
    await kept('nasty.csv', `${HEAD}\n"${nasty}","${nasty}","${nasty}",2025-01-10,1,7\n`);
    expect((await house.get('/portfolio/customers')).customers).toMatchObject([
      { sourceKey: nasty, revenue: '7' },
    ]);
  });
});

describe('a closed month', () => {
  test('refuses an import and an undo until it is reopened with a reason', async () => {
    const january = await kept('january.csv', JANUARY);
    expect((await house.ask('/months/2025-01/close', 'POST')).body.closedMonths).toEqual(['2025-01']);
    const late = await house.send(
      'late.csv',
      `${HEAD}\nA9,C1,P1,2025-01-31,1,5\nA9,C1,P1,2025-02-01,1,5\n`,
      EURO,
    );
    expect(late).toMatchObject({
      state: 'refused',
      rowsKept: 0,
      sentence: expect.stringMatching(/^2025-01 is closed/),
    });
    expect(await house.undo(january.id)).toMatchObject({ status: 409, body: { code: 'closed-month' } });
    await kept('february.csv', FEBRUARY);
    expect(await revenue()).toBe('60');
    expect((await house.ask('/months/2025-01/reopen', 'POST', {})).status).toBe(400);
    expect((await house.ask('/months/2025-01/reopen', 'POST', { reason: '' })).status).toBe(400);
    const reopened = await house.ask('/months/2025-01/reopen', 'POST', { reason: 'an invoice came late' });
    expect(reopened.body.closedMonths).toEqual([]);
    expect((await house.undo(january.id)).body.state).toBe('undone');
  });

  test('has to be one: neither a month that does not exist nor one that is open can be reopened', async () => {
    expect(await house.ask('/months/2025-13/close', 'POST')).toMatchObject({ status: 400 });
    expect(await house.ask('/months/2025-02/reopen', 'POST', { reason: 'why not' })).toMatchObject({
      status: 409,
    });
  });
});

test('a products file changes the product cost of lines that are there, and its undo changes it back', async () => {
  await kept(
    'january.csv',
    `${JANUARY.replace(HEAD, `${HEAD},cost`).replace('20\n', '20,5\n').replace('10\n', '10,\n')}`,
  );
  const contribution = async () => (await house.get('/portfolio')).totals.contribution;
  expect(await contribution()).toBe('25');
  const prices = await kept('products.csv', 'product,unit_cost\nP1,4.5\n');
  expect(await contribution()).toBe('20.5');
  await kept('newer.csv', 'product,unit_cost\nP1,6\n');
  expect(await contribution()).toBe('19');
  await house.undo(prices.id);
  expect(await contribution()).toBe('19');
});

test('a customers file names customers, and its undo takes the names back', async () => {
  await kept('january.csv', JANUARY);
  const names = await kept(
    'customers.csv',
    'customer,name,segment,country\nC1,Ada Ltd,Pumps,France\nC7,Nobody yet,Pumps,\n',
  );
  const ofC1 = async () => (await house.get('/customers/C1')).customer;
  expect(await ofC1()).toMatchObject({ name: 'Ada Ltd', segment: 'Pumps', country: 'France' });
  await house.undo(names.id);
  expect(await ofC1()).toMatchObject({ name: 'C1', segment: null, country: null });
});
