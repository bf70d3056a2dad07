import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';

// The real program as a child, on a data folder with a blank in its name: with stores of its own, then through a server.
const model = join(import.meta.dirname, '..', 'examples', 'online-retail', 'cost-model.json');
const LINES = `order,customer,product,day,quantity,amount,cost
1,A,P,2025-01-05,2,100.50,40
2,B,P,2025-01-06,1,50,60
3,,P,2025-02-06,1,50,10
4,C,P,2025-13-06,1,50,10
`;

const folder = mkdtempSync(join(tmpdir(), 'clientele cli '));
const { clientele, json, serving } = commandLine(folder);
let lines = '';
beforeAll(() => {
  lines = join(folder, `it's "x"; drop table batch.csv`);
  writeFileSync(lines, LINES);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('with stores of its own', () => {
  test('the empty book says what fills it', async () => {
    expect(await clientele(['batches'])).toMatchObject({ code: 0, error: '' });
    expect(await json('batches')).toEqual([]);
    expect(await clientele(['undo', 'last'])).toMatchObject({
      code: 1,
      error: 'No import is kept, so there is nothing to undo.\n',
    });
  });

  test('a file with a bad row is kept without it, says which and how to mend it, and exits 4', async () => {
    const { code, out, error } = await clientele([
      'import',
      lines,
      '--currency',
      'EUR',
      '--problems',
      'mend.csv',
    ]);
    expect({ code, error }).toEqual({ code: 4, error: '' });
    expect(out).toContain('kept 3 rows of order-lines, 1 not   amount 200.5');
    expect(out).toMatch(/^ {2}5 {2}day .*2025-13-06/m);
    expect(out).toContain('2 customers   revenue 200.50   profit of customers 50.50 EUR');
    expect(readFileSync(join(folder, 'mend.csv'), 'utf8')).toContain(',4,C,P,2025-13-06,1,50,10\n');
    expect(readdirSync(folder).filter(name => name.endsWith('.part'))).toEqual([]);
  });

  test('the same file twice changes nothing and says so', async () => {
    const { code, out } = await clientele(['import', lines]);
    expect(code).toBe(0);
    expect(out).toMatch(/unchanged\. .*nothing changed\.\n$/);
  });

  test('the portfolio as JSON carries every customer in exact decimals', async () => {
    const portfolio = await json('portfolio');
    expect(portfolio.totals).toMatchObject({ customers: 2, revenue: '200.5', profitCustomers: '50.5' });
    expect(portfolio.customers).toMatchObject([
      { sourceKey: 'A', revenue: '100.5', productCost: '40', profit: '60.5', rank: 1, revenueRank: 1 },
      { sourceKey: 'B', revenue: '50', productCost: '60', profit: '-10', rank: 2, revenueRank: 2 },
    ]);
    expect(portfolio.customers[0]).toMatchObject({ activities: {}, costLines: {}, costToServe: '0' });
  });

  test('the portfolio by a field, of some customers, and from list price to profit', async () => {
    const by = await json('portfolio', '--by', 'sign');
    expect(by.groups).toMatchObject([
      { value: 'gain', customers: 1, profit: '60.5', lost: '0' },
      { value: 'loss', customers: 1, profit: '-10', lost: '-10', losingShare: 1 },
    ]);
    expect(by.total).toMatchObject({ customers: 2, profit: '50.5', losing: 1 });
    const { out } = await clientele(['portfolio', '--by', 'country']);
    expect(out).toMatch(/^By country .* EUR\n/);
    expect(out).toMatch(/^Not stated +2 +150\.50 .* 50\.50 +33\.6 % +50\.0 % +\u221210\.00$/m);
    expect(out).toMatch(/^all +2 +150\.50/m);
    const some = await json('portfolio', '--where', 'country:', '--where', 'country:DE', '--sign', 'loss');
    expect(some.customers.map(({ sourceKey }: { sourceKey: string }) => sourceKey)).toEqual(['B']);
    const stated = await clientele(['portfolio', '--sign', 'loss', '--statement']);
    expect(stated.out).toMatch(/^1 of 2 customers/);
    expect(stated.out).toMatch(
      /^Net revenue +50\.00\n +Product cost +\u221260\.00\nContribution +\u221210\.00/m,
    );
    expect((await json('portfolio', '--statement')).statement).toMatchObject({ profit: '50.5' });
    expect(await clientele(['portfolio', '--by', 'colour'])).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^Customers have no field "colour"\. There are segment, country, /),
    });
    expect(await clientele(['portfolio', '--sign', 'both'])).toMatchObject({ code: 2 });
  });

  test('views are saved, opened, renamed and removed; only the product’s own pages are taken', async () => {
    expect(await clientele(['views', 'save', 'Losers', '/?sign=loss', '--note', 'Mondays'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Losers {3}vie_\w+ {3}\/\?sign=loss\n$/),
    });
    expect(await clientele(['views', 'open', 'losers'])).toMatchObject({ code: 0, out: '/?sign=loss\n' });
    expect(await clientele(['views', 'save', 'LOSERS', '/'])).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^There is a view "Losers" already, saved by local owner on /),
    });
    expect(await clientele(['views', 'save', 'Away', '//elsewhere.example/'])).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^A view is of one of the product's own pages/),
    });
    expect(await clientele(['views', 'save', 'Gone', '/customers/nobody'])).toMatchObject({
      code: 1,
      error: 'There is no customer "nobody".\n',
    });
    await clientele(['views', 'save', 'Gone', '/scenarios?id=scn_nobody']);
    expect(await clientele(['views', 'open', 'Gone'])).toMatchObject({
      code: 1,
      error: '"Gone" cannot be opened. Its scenario was removed.\n',
    });
    await clientele(['views', 'rename', 'Losers', '--name', 'In the red']);
    expect((await clientele(['views'])).out).toMatch(
      /^In the red +Portfolio +\/\?sign=loss +local owner +Mondays$/m,
    );
    expect(await json('views', 'remove', 'Gone')).toMatchObject([{ name: 'In the red' }]);
    expect(await clientele(['views', 'open', 'Gone'])).toMatchObject({ code: 1 });
    expect(await clientele(['views', 'save', 'Half'])).toMatchObject({ code: 2 });
  });

  test('two commands at once take turns', async () => {
    const ended = await Promise.all([clientele(['batches']), clientele(['batches'])]);
    expect(ended.map(({ code, error }) => ({ code, error }))).toEqual(Array(2).fill({ code: 0, error: '' }));
  });
});

describe('through a running server', () => {
  let running: Awaited<ReturnType<typeof serving>>;
  beforeAll(async () => {
    // What a killed server leaves behind is no server.
    writeFileSync(join(folder, 'book', 'clientele.sock'), '');
    running = await serving();
  });
  afterAll(() => {
    running.server.kill('SIGKILL');
  });

  test('every question has an answer for people and the contract’s for programs', async () => {
    expect((await json('customer', 'B')).statement.profit).toBe('-10');
    expect((await json('drivers')).totals).toMatchObject({ orders: 3, lines: 3 });
    expect((await json('reconcile')).reconciled).toBe(true);
    expect((await clientele(['customer', 'B'])).out).toMatch(/^Profit +−10\.00$/m);
    expect((await clientele(['reconcile', '--period', '2025-01'])).out).toContain('The books close.');
    expect((await clientele(['drivers'])).out).toMatch(/^Orders +3 +1$/m);
    expect((await clientele(['doctor'])).out).toMatch(/\nAll is well\.\n$/);
  });

  test('a model in another currency is refused with the place and the mend', async () => {
    const { code, out, error } = await clientele(['model', 'use', model, '--json']);
    expect(code).toBe(1);
    expect(error).toContain('currency: ');
    expect(JSON.parse(out).problems[0]).toMatchObject({ where: expect.stringContaining('currency') });
  });

  test('a cost model is tried, used from a day on, explained, compared and taken back', async () => {
    const own = (minutes: string) => {
      const path = join(folder, `model-${minutes}.json`);
      const activity = { key: 'entry', name: 'Order entry', line: 'orders', pool: 'desk', assumed: true };
      const pool = { key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '0.5' };
      const activities = [{ ...activity, minutes: [{ driver: 'orders', minutes }] }];
      writeFileSync(
        path,
        JSON.stringify({ name: `${minutes} minutes`, currency: 'EUR', pools: [pool], activities }),
      );
      return path;
    };
    const shown = async (...line: string[]) => {
      const { code, out, error } = await clientele(line);
      expect({ code, error }, line.join(' ')).toEqual({ code: 0, error: '' });
      return out;
    };
    expect(await shown('model', 'use', own('10'))).toContain('in use in all months');
    expect(await shown('model', 'try', own('40'))).toMatch(/charged to customers +[\d.]+ +[\d.]+/);
    expect((await json('model', 'try', own('40'))).problems).toEqual([]);
    await shown('model', 'use', own('40'), '--first', '2025-02-01', '--reason', 'A time study');
    expect(await shown('model', 'versions')).toMatch(/40 minutes +2025-02-01[\s\S]*A time study/);
    const { versions, history } = await json('model', 'versions');
    expect(versions).toHaveLength(2);
    const ids = versions.map(({ id }: { id: string }) => id);
    expect(await shown('model', 'compare', ...ids)).toMatch(/minutes per order +10 min +40 min/);
    expect(JSON.parse(await shown('model', 'export')).name).toBe('40 minutes');
    expect(await shown('explain', 'customer/A/cost/entry')).toMatch(/10 minutes, through 2025-01/);
    expect((await json('explain', 'customer/A/profit')).grade).toMatch(/^[A-D]$/);
    expect(await shown('measurements')).toContain('Order entry');
    const losing = await shown('products', '--customer', 'B', '--fixes');
    expect(losing).toMatch(/1 cell, a customer and a product each: −[\d.]+ EUR/);
    expect(losing).toContain('Minimum: None helps: the price lies below product cost');
    expect((await json('products', '--product', 'nothing')).cells).toEqual([]);
    expect(await shown('capacity')).toContain('No pool of the cost model has a capacity in time.');
    const scenario = join(folder, 'scenario.json');
    const changes = [{ kind: 'price', share: 0.1 }];
    writeFileSync(scenario, JSON.stringify({ changes, reaction: { low: 0, high: 0 } }));
    expect(await shown('scenario', 'run', scenario)).toMatch(/profit of customers/);
    const saved = await json('scenario', 'save', scenario, '--name', 'Ten per cent');
    expect(await shown('scenario')).toContain('Ten per cent');
    expect(await shown('scenario', 'remove', saved.id)).toContain('0 scenarios left');
    await shown('model', 'return', history.at(-1).id, '--reason', 'Too early');
    expect((await json('model', 'versions')).versions).toHaveLength(1);
  });

  test('what is refused exits 1 with its sentence', async () => {
    expect(await clientele(['customer', 'A/1 ?'])).toMatchObject({ code: 1, out: '' });
    expect(await clientele(['portfolio', '--period', '2025-13'])).toMatchObject({ code: 1, out: '' });
    expect((await clientele(['undo', 'bat_none'])).error).toContain('bat_none');
  });

  test('standard input is a file like any other; undo leaves nothing of it', async () => {
    const more = 'order,customer,product,day,quantity,amount,cost\n9,Z,P,2025-03-05,1,10,5\n';
    const before = await json('portfolio');
    expect(await clientele(['import', '-', '--name', 'more.csv'], more)).toMatchObject({
      code: 0,
      error: '',
    });
    const [{ id, file }] = await json('batches');
    expect(file).toBe('more.csv');
    expect((await json('portfolio')).totals.customers).toBe(3);
    expect((await json('undo', id)).state).toBe('undone');
    const { revision, ...after } = await json('portfolio');
    expect(revision).toBeGreaterThan(before.revision);
    expect({ ...after, revision: before.revision }).toEqual(before);
  });

  test('a month that is closed takes no file until it is reopened with a reason', async () => {
    const late = 'order,customer,product,day,quantity,amount\n10,Z,P,2025-01-09,1,10\n';
    expect((await clientele(['months', 'close', '2025-01'])).out).toContain('Closed: 2025-01');
    expect(await clientele(['import', '-', '--name', 'late.csv'], late)).toMatchObject({
      code: 1,
      out: expect.stringContaining('2025-01 is closed'),
    });
    expect((await clientele(['months', 'reopen', '2025-01'])).code).toBe(2);
    expect(await json('months', 'reopen', '2025-01', '--reason', 'a late invoice')).toEqual({
      months: { from: '2025-01', through: '2025-02' },
      closedMonths: [],
    });
  });

  test('a file that is no table is refused whole', async () => {
    const { code, out } = await clientele(['import', '-', '--name', 'cut.csv.gz'], '\u001f\u008b broken');
    expect(code).toBe(1);
    expect(out).toContain('refused');
  });

  test('the answers are the same, and a backup taken meanwhile brings them back elsewhere', async () => {
    const portfolio = await json('portfolio');
    expect(portfolio.totals.revenue).toBe('200.5');
    const backup = join(folder, 'a backup.tar');
    expect((await json('backup', backup)).bytes).toBeGreaterThan(0);
    expect((await clientele(['backup', backup])).code).toBe(2);
    expect((await clientele(['restore', backup])).code).toBe(1);
    const elsewhere = ['--data', join(folder, 'elsewhere')];
    expect(await clientele(['restore', backup, ...elsewhere])).toMatchObject({ code: 0, error: '' });
    expect(await json('portfolio', ...elsewhere)).toEqual(portfolio);
  });

  test('files go in and out', async () => {
    const ledger = 'month,pool,amount\n2025-01,desk,1000\n';
    const path = join(folder, 'ledger.csv');
    writeFileSync(path, ledger);
    expect((await json('import', path)).state).toBe('kept');
    expect(await clientele(['undo', 'last'])).toMatchObject({ code: 0, error: '' });
  });

  test('a second server is refused, and stop stops the first', async () => {
    expect(await clientele(['serve'])).toMatchObject({ code: 1, out: '' });
    expect(await clientele(['stop'])).toEqual({ code: 0, out: 'Stopped.\n', error: '' });
    expect(await running.stopped).toBe(0);
    expect(existsSync(join(folder, 'book', 'clientele.sock'))).toBe(false);
  });
});
