import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele value '));
const { clientele, json, serving } = commandLine(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each<[string, string[]]>([
  ['"best" is not understood.', ['best']],
  ['--until takes a day such as 2025-03-31, not "March".', ['--until', 'March']],
  ['--unit takes day or week, not "hour".', ['--unit', 'hour']],
  ['--rate takes a share from 0.001 to 1 (0.1 is 10 % a year), not "10".', ['--rate', '10']],
  ['--months takes a whole number from 1 to 120, not "0".', ['--months', '0']],
  ['--outliers takes keep or cap, not "trim".', ['--outliers', 'trim']],
  ['--zero-days goes with --purchases FILE.', ['--zero-days', 'counted']],
  ['--top goes with customers and lapses.', ['--top', '3']],
  [
    'lapses is answered from the book: --purchases goes with fit and customers.',
    ['lapses', '--purchases', 'x'],
  ],
  ['nothing.csv cannot be read: there is no such file.', ['--purchases', 'nothing.csv']],
])('%s', async (sentence, line) => {
  const { code, out, error } = await clientele(['value', ...line]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(error.split('\n')[0]).toBe(sentence);
});

describe('of the book', () => {
  let running: Awaited<ReturnType<typeof serving>>;
  beforeAll(async () => {
    running = await serving();
  });
  afterAll(() => {
    running.server.kill('SIGKILL');
  });

  test('an empty one says what to do', async () => {
    expect(await clientele(['value'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Nobody has bought anything that counts: clientele import FILE/),
    });
    expect(await json('value', 'lapses')).toMatchObject({ state: 'empty', customers: [] });
  });

  test('fit, customers and lapses are the server’s answers', async () => {
    const path = join(folder, 'order-lines.csv');
    writeFileSync(path, orderLines());
    await clientele(['import', path, '--currency', 'EUR']);
    const fit = await json('value', 'fit', '--months', '12');
    expect(fit).toMatchObject({
      state: 'ready',
      chosen: 'empirical',
      forecast: { currency: 'EUR', months: 12 },
    });
    const { out } = await clientele(['value', '--months', '12', '--unit', 'week']);
    expect(out).toMatch(/^Value {3}12 months after 2025-12-20 {3}EUR/);
    expect(out).toContain('12 customers, 12 of them bought again');
    expect(out).toContain('Silent for longer than their rhythm has it: 1 customer');
    const customers = await json('value', 'customers', '--top', '3');
    expect(customers).toMatchObject({ total: 12, currency: 'EUR' });
    expect(customers.customers).toHaveLength(3);
    const table = await clientele(['value', 'customers', '--top', '3', '--unit', 'week']);
    expect(table.out).toMatch(/^customer +x +t_x +T +P\(alive\) +purchases +value low +mid +high$/m);
    expect(table.out).toMatch(
      /^K\d+ +11 +4\d(\.\d+)? +4\d(\.\d+)? +[\d.]+ % +[\d.]+ – [\d.]+ – [\d.]+( +[\d,.]+){3}$/m,
    );
    // The mean amounts are 100 to 111: the largest counts as the one below it.
    const lowered = [{ name: 'K11', from: '111.00', to: '110.00' }];
    const cap = { outliers: 'cap', capped: { customers: 1, limit: '110.00', lowered } };
    expect(await json('value', 'customers', '--outliers', 'cap')).toMatchObject(cap);
    expect(await json('value', 'lapses', '--outliers', 'cap')).toMatchObject(cap);
    expect(customers).toMatchObject({ outliers: 'keep', capped: null });
    const lapses = await json('value', 'lapses');
    expect(lapses.customers).toMatchObject([{ sourceKey: 'K0', overdue: true }]);
    expect((await clientele(['value', 'lapses'])).out).toMatch(
      /^K0 +30 +194 +45 +– .* Usually orders every 30 days, now 194\./m,
    );
    expect(await clientele(['value', '--until', '2024-01-01'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nobody has bought anything that counts'),
    });
  });
});

/** Twelve customers that order every thirty days of a year; the first stops after half of it. */
function orderLines(): string {
  const lines = ['order,customer,product,day,quantity,amount,cost'];
  for (let customer = 0; customer < 12; customer++)
    for (let turn = 0; turn < (customer === 0 ? 6 : 12); turn++) {
      const day = new Date(Date.UTC(2025, 0, 10 + (customer % 3) * 7 + turn * 30)).toISOString().slice(0, 10);
      lines.push(`${customer}-${turn},K${customer},P,${day},1,${100 + customer},60`);
    }
  return `${lines.join('\n')}\n`;
}
