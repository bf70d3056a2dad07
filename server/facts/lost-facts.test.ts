import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { damaged } from '../ledger/damage.ts';
import { OWN_SCOPE } from '../stores.ts';
import { dropFacts } from './keep-store.ts';

const EURO = { currency: 'EUR', homeCountry: 'Germany' } as const;
const HEAD = 'order,customer,product,day,quantity,amount';

let house: TestHouse;
/** Public ids of the imports by the names of their files. */
const ids = new Map<string, string>();
const said: string[] = [];
beforeAll(async () => {
  house = await testHouse();
  await filled();
});
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(sentence => void said.push(String(sentence)));
});
afterEach(() => {
  vi.restoreAllMocks();
  said.length = 0;
});
afterAll(() => house.close());

async function kept(file: string, text: string, query: object = {}): Promise<string> {
  const batch = await house.send(file, text, { ...EURO, ...query });
  expect(batch).toMatchObject({ state: 'kept' });
  ids.set(file, batch.id);
  return batch.id;
}

/** A book with something of all that decides what of a file counts. */
async function filled(): Promise<void> {
  await kept('rates.csv', 'currency,day,rate\nUSD,2025-02-25,0.9\n');
  const taken = await kept('taken-back.csv', `${HEAD}\nZ1,C9,P9,2025-01-02,1,999\n`);
  await house.undo(taken);
  const lines = await kept(
    'lines.csv',
    `${HEAD}\nA1,C1,P1,2025-01-10,2,20\nA2,C2,P1,2025-01-20,1,x\nA2,C2,P2,2025-02-20,1,\nA3,C3,P1,2025-02-01,1,5\n`,
  );
  await house.ask(`/batches/${lines}/mends`, 'POST', { row: 3, cells: { amount: '7' } });
  const { body } = await house.ask(`/batches/${lines}/mends/import`, 'POST');
  expect(await house.ended(body.id)).toMatchObject({ state: 'kept', rowsKept: 1 });
  await kept('more.csv', `${HEAD}\nA1,C1,P1,2025-01-10,2,20\nB1,C4,P3,2025-03-10,4,40\n`, {
    leaveOutExisting: true,
  });
  await kept('dollars.csv', `${HEAD},currency\nD1,C5,P1,2025-03-01,1,100,USD\n`);
  await kept('products.csv', 'product,name,unit_cost\nP1,Bolt,3\nP2,Nut,2\n');
  const wrong = await kept('wrong.csv', `${HEAD}\nW1,C1,P2,2025-04-01,1,11\nW2,C1,P2,2025-04-02,1,12\n`);
  await kept('right.csv', `${HEAD}\nW1,C1,P2,2025-04-01,1,10\nW2,C1,P2,2025-04-02,1,12\n`, {
    replaces: wrong,
  });
  await kept(
    'returns.csv',
    'return,order,customer,product,day,quantity,amount\nR1,A3,C3,P1,2025-02-03,1,5\n',
  );
  await kept(
    'deliveries.csv',
    'delivery,order,customer,product,quantity,promised,actual\nD1,A3,C3,P1,1,2025-02-03,2025-02-05\n',
  );
  await kept('payments.csv', 'payment,invoice,customer,due,paid,amount\nZ1,A3,C3,2025-02-28,2025-03-05,5\n');
  await kept('ledger.csv', 'month,pool,amount\n2025-02,Sales,500\n');
  await kept('customers.csv', 'customer,name\nC1,One\n');
  await kept('visits.csv', 'customer,activity,day,minutes\nC1,visit,2025-01-15,60\nC2,visit,2025-02-15,30\n');
}

const shown = async () => ({
  portfolio: await house.get('/portfolio'),
  customers: await house.get('/portfolio/customers'),
  drivers: await house.get('/drivers'),
  reconciliation: await house.get('/reconciliation'),
  batches: await house.get('/batches'),
  deliveries: await house.ledgerRows('SELECT quantity, promised, actual FROM delivery WHERE {visible}'),
  payments: await house.ledgerRows('SELECT due, paid, amount FROM payment WHERE {visible}'),
  conversions: await house.ledgerRows(
    'SELECT currency, rate, amount FROM conversion WHERE {visible} ORDER BY ALL',
  ),
});

async function startedAgain(meanwhile: (ledger: string) => void): Promise<void> {
  const { folder, stores } = house;
  await house.leave();
  meanwhile(stores.folder.ledger);
  house = await testHouse(folder);
}

/** Writes nonsense over most of a file, as a disk does that loses blocks. */
function damage(path: string): void {
  const file = openSync(path, 'r+');
  const nonsense = Buffer.alloc(4096, 0xa5);
  for (let at = 3 * 4096; at < statSync(path).size; at += nonsense.length)
    writeSync(file, nonsense, 0, nonsense.length, at);
  closeSync(file);
}

test.each([
  ['is damaged', damage],
  ['is gone', (path: string) => rmSync(path)],
])('a ledger whose file %s is read again from the kept files, to the digit', async (_, meanwhile) => {
  const before = await shown();
  expect(before.portfolio.totals.customers).toBe(5);
  await startedAgain(meanwhile);
  expect(await shown()).toEqual(before);
  expect(said.join('\n')).toMatch(/lacks the facts of 11 kept files: they are read again/);
  expect(said.join('\n')).toContain('11 of 11: visits.csv');
  said.length = 0;
  await startedAgain(() => undefined);
  expect(await shown()).toEqual(before);
  expect(said).toEqual([]);
});

test('the damaged file is set aside, and whoever starts the program is told where', async () => {
  await startedAgain(damage);
  const files = readdirSync(dirname(house.stores.folder.ledger));
  const [aside] = files.filter(name => /^ledger-damaged-\d{14}\.duckdb$/.test(name)).slice(-1);
  expect(said.join('\n')).toContain(`It lies in ${join(dirname(house.stores.folder.ledger), String(aside))}`);
});

test('what a stop cut short goes on at the next start with the files that are missing', async () => {
  const before = await shown();
  await house.stores.ledger.write(async writer => {
    const [last] = await writer.rows('SELECT max(batch_id) AS id FROM batch_month WHERE month = 202503');
    await dropFacts(OWN_SCOPE, writer, Number(last?.id));
    await writer.run('UPDATE ledger_state SET revision = -1');
  });
  await startedAgain(() => undefined);
  expect(said.join('\n')).toContain('lacks the facts of 1 kept file: it is read again.');
  expect(said.join('\n')).toContain('1 of 1: dollars.csv');
  expect(await shown()).toEqual(before);
});

test('a file that is lost as well, or that reads otherwise, counts no more, and its import says so', async () => {
  const before = await shown();
  const { sha256 } = await house.stores.database.within(OWN_SCOPE, store =>
    store
      .selectFrom('batch')
      .select('sha256')
      .where('public_id', '=', ids.get('right.csv') as string)
      .executeTakeFirstOrThrow(),
  );
  await house.undo(ids.get('rates.csv') as string);
  await startedAgain(ledger => {
    rmSync(ledger);
    rmSync(join(house.stores.folder.files, sha256));
  });
  const stateOf = async (file: string) => await house.get(`/batches/${ids.get(file)}`);
  expect(await stateOf('right.csv')).toMatchObject({
    state: 'interrupted',
    sentence: expect.stringContaining(
      'no longer in the data folder: nothing of it counts. Send the file again.',
    ),
  });
  expect(await stateOf('dollars.csv')).toMatchObject({
    state: 'interrupted',
    sentence: expect.stringContaining('does not read as it did'),
  });
  expect(await stateOf('lines.csv')).toMatchObject({ state: 'kept' });
  const after = await shown();
  expect(after.reconciliation.reconciled).toBe(true);
  expect(Number(before.portfolio.totals.revenue) - Number(after.portfolio.totals.revenue)).toBe(22 + 90);
});

test('damage that is met while the ledger is in use is answered with what to do', () => {
  const met = new Error(
    'IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block',
  );
  expect(damaged(met)).toMatchObject({
    code: 'ledger-damaged',
    message: expect.stringContaining('start again'),
  });
  expect(damaged(new Error('Parser Error: syntax error'))).toBeUndefined();
  expect(damaged(new Error('while replaying WAL: No space left on device'))).toBeUndefined();
});
