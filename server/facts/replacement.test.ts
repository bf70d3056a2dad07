import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { measuredByLedger } from '../../test/ledger-measures.ts';
import { measuredByEngine } from '../../test/plain-facts.ts';
import { type FactFile, factsOf, histories, textOf } from '../../test/random-facts.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
const undoAll = async () => {
  for (;;) {
    const kept = (await house.get('/batches')).find((batch: { state: string }) => batch.state === 'kept');
    if (!kept) return;
    const { status, body } = await house.undo(kept.id);
    if (status !== 200) throw new Error(JSON.stringify(body));
  }
};
afterEach(undoAll);

const EURO = { currency: 'EUR', homeCountry: 'Germany' } as const;
const HEAD = 'order,customer,product,day,quantity,amount';
const WRONG = `${HEAD}\nA1,C1,P1,2025-01-10,2,20\nA2,C2,P1,2025-01-20,1,x\nA3,C3,P1,2025-02-01,1,5\n`;
const RIGHT = `${HEAD}\nA1,C1,P1,2025-01-10,2,25\nA2,C2,P1,2025-01-20,1,7\n`;

const send = async (file: string, text: string, query: object = {}) =>
  house.send(file, text, { ...EURO, ...query });
const stateOf = async (id: string) => {
  const { state, replaces, replacedBy } = await house.get(`/batches/${id}`);
  return { state, replaces, replacedBy };
};
const revenue = async () => (await house.get('/portfolio')).totals.revenue;

describe('a corrected file replaces what it corrects', () => {
  test('also the same file that was read in another way, which never counts twice', async () => {
    const first = await send('lines.csv', RIGHT);
    const { id } = (await house.inspect('lines.csv', RIGHT)).body;
    const fields = Object.fromEntries(HEAD.split(',').map(name => [name, { columns: [name] }]));
    const mapping = {
      kind: 'order-lines',
      fields: { ...fields, amount: { columns: ['amount'], factor: '2' } },
    };
    const imported = async (more: object) =>
      house.ended(
        (await house.ask(`/files/${id}/import`, 'POST', { file: 'lines.csv', mapping, ...more })).body.id,
      );
    const twice = await imported({});
    expect(twice).toMatchObject({ state: 'refused', sentence: expect.stringContaining('count twice') });
    expect(await imported({ replaces: first.id })).toMatchObject({ state: 'kept', amount: '64' });
    expect(await imported({})).toMatchObject({ state: 'unchanged' });
    expect((await house.undo((await house.get(`/batches/${first.id}`)).replacedBy)).status).toBe(200);
    expect(await revenue()).toBe('32');
  });

  test('from one moment on, after a check has shown the difference', async () => {
    const wrong = await send('wrong.csv', WRONG);
    const before = (await house.get('/book')).revision;
    const asked = { file: 'right.csv', settings: EURO, replaces: wrong.id };
    const { body } = await house.ask(
      `/files/${(await house.inspect('right.csv', RIGHT)).body.id}/check`,
      'POST',
      asked,
    );
    const checked = await house.ended(body.id);
    expect(checked).toMatchObject({ state: 'checked', replaces: wrong.id });
    expect(checked.findings).toMatchObject({
      duplicates: { existing: { rows: 0 } },
      customers: { created: 1, gone: 1, createdKeys: ['C2'], goneKeys: ['C3'] },
      difference: {
        before: { customers: 2, lines: 2, revenue: '25' },
        after: { customers: 2, lines: 2, revenue: '32' },
      },
    });
    await house.ask(`/batches/${checked.id}/keep`, 'POST', {});
    expect(await house.ended(checked.id)).toMatchObject({ state: 'kept' });
    expect(await stateOf(wrong.id)).toEqual({ state: 'replaced', replaces: null, replacedBy: checked.id });
    expect(await revenue()).toBe('32');
    expect(await house.get('/customers?search=C3')).toEqual([]);
    expect((await house.get('/book')).revision).toBe(before + 1);
    expect(await house.get('/reconciliation')).toMatchObject({ reconciled: true, revenue: { files: '32' } });
    expect((await house.get('/lineage')).months).toMatchObject([
      { batches: [{ id: checked.id, replaces: wrong.id }] },
    ]);
  });

  test('and undoing it brings back what it replaced, under its own id, row for row', async () => {
    const wrong = await send('wrong.csv', WRONG);
    const problems = await house.problems(wrong.id);
    const right = await send('right.csv', RIGHT, { replaces: wrong.id });
    expect(right.state).toBe('kept');
    const preview = await house.get(`/batches/${right.id}/undo`);
    expect(preview).toMatchObject({
      comesBack: { id: wrong.id, file: 'wrong.csv', rows: 2 },
      months: ['2025-01', '2025-02'],
      customers: { gone: 1, created: 1, goneKeys: ['C2'], createdKeys: ['C3'] },
      difference: { before: { revenue: '32' }, after: { revenue: '25', lines: 2, customers: 2 } },
    });
    expect(await revenue()).toBe('32');
    expect((await house.undo(right.id)).body.state).toBe('undone');
    expect(await stateOf(wrong.id)).toEqual({ state: 'kept', replaces: null, replacedBy: null });
    expect(await revenue()).toBe('25');
    expect(await house.problems(wrong.id)).toEqual(problems);
    expect(await house.get('/reconciliation')).toMatchObject({ reconciled: true, revenue: { files: '25' } });
    // At once, too: nobody looked at figures in between.
    const once = await send('once.csv', `${RIGHT}A4,C4,P1,2025-03-01,1,1\n`, { replaces: wrong.id });
    expect((await house.undo(once.id)).status).toBe(200);
    expect(await revenue()).toBe('25');
  });

  test('with rows that were left out, which stay left out when it comes back', async () => {
    await send('there.csv', `${HEAD}\nA1,C1,P1,2025-01-10,2,20\n`);
    const wrong = await send('wrong.csv', WRONG, { leaveOutExisting: true });
    expect(wrong).toMatchObject({ rowsKept: 1, rowsLeftOut: 1 });
    const right = await send('right.csv', RIGHT, { replaces: wrong.id });
    await house.undo(right.id);
    expect(await revenue()).toBe('25');
  });

  test('at the exchange rates that it was converted at, whatever became of them', async () => {
    const rates = await send('rates.csv', 'day,currency,rate\n2025-01-01,USD,0.9\n');
    const dollars = `${HEAD},currency\nA1,C1,P1,2025-01-10,2,20,USD\n`;
    const wrong = await send('wrong.csv', dollars);
    expect(wrong).toMatchObject({ state: 'kept', amount: '18' });
    const right = await send('right.csv', RIGHT, { replaces: wrong.id });
    await send('later.csv', 'day,currency,rate\n2025-01-02,USD,0.8\n');
    await house.undo(rates.id);
    await house.undo(right.id);
    expect(await revenue()).toBe('18');
  });

  test('in chains, each undone in turn', async () => {
    const files = ['20', '30', '40'].map(amount => `${HEAD}\nA1,C1,P1,2025-01-10,2,${amount}\n`);
    const ids: string[] = [];
    for (const text of files) {
      const batch = await send('chain.csv', text, ids.length === 0 ? {} : { replaces: ids.at(-1) });
      expect(batch.state).toBe('kept');
      ids.push(batch.id);
    }
    const [first, second, third] = ids as [string, string, string];
    expect(await house.undo(second)).toMatchObject({ status: 409, body: { code: 'not-kept' } });
    for (const [id, left] of [
      [third, '30'],
      [second, '20'],
      [first, '0'],
    ] as const) {
      await house.undo(id);
      expect(await revenue()).toBe(left);
    }
  });

  test('only where that is kept, of the same kind, and in months that are open', async () => {
    const wrong = await send('wrong.csv', WRONG);
    const returns = await send(
      'returns.csv',
      'return,customer,product,day,quantity,amount\nR1,C1,P1,2025-01-10,2,20\n',
      { replaces: wrong.id },
    );
    expect(returns).toMatchObject({
      state: 'refused',
      sentence: `A file replaces only one of its own kind: wrong.csv (${wrong.id}) holds order-lines, this file returns.`,
    });
    await house.ask('/months/2025-02/close', 'POST');
    const right = await send('right.csv', RIGHT, { replaces: wrong.id });
    expect(right).toMatchObject({ state: 'refused', sentence: expect.stringMatching(/^2025-02 is closed/) });
    await house.ask('/months/2025-02/reopen', 'POST', { reason: 'a correction' });
    await house.ask(`/batches/${right.id}/keep`, 'POST', {});
    expect(await house.ended(right.id)).toMatchObject({ state: 'kept' });
    await house.ask('/months/2025-02/close', 'POST');
    expect(await house.get(`/batches/${right.id}/undo`)).toMatchObject({ closedMonths: ['2025-02'] });
    expect(await house.undo(right.id)).toMatchObject({ status: 409, body: { code: 'closed-month' } });
    await house.ask('/months/2025-02/reopen', 'POST', { reason: 'end of the test' });
    expect(
      await house.queue('again.csv', RIGHT.replace('25\n', '26\n'), { ...EURO, replaces: wrong.id } as never),
    ).toMatchObject({
      status: 409,
      body: { code: 'not-kept' },
    });
  });

  test('and does not come back where the same file was imported again meanwhile', async () => {
    const wrong = await send('wrong.csv', WRONG);
    const right = await send('right.csv', RIGHT, { replaces: wrong.id });
    const again = await send('again.csv', WRONG);
    expect(again.state).toBe('kept');
    await house.undo(right.id);
    expect(await stateOf(wrong.id)).toMatchObject({ state: 'replaced' });
    expect(await revenue()).toBe('25');
  });
});

/** What is kept, under the number of its file: later files stand over earlier ones. */
interface Kept {
  readonly id: string;
  readonly number: number;
  readonly file: FactFile;
  readonly replaced: Kept | undefined;
}

const steps = fc.record({
  files: histories.map(history => history.files),
  /** Of each file: whether it replaces a kept one of its kind, and whether one is undone after it. */
  replaces: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
  undoes: fc.array(fc.option(fc.nat()), { minLength: 6, maxLength: 6 }),
});

test('any history of imports, replacements and undos comes to what its kept files come to', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(steps, async ({ files, replaces, undoes }) => {
      let kept: Kept[] = [];
      for (const [step, file] of files.entries()) {
        number += 1;
        const alike = kept.filter(other => other.file.kind === file.kind);
        const replaced =
          alike.length === 0 ? undefined : alike[(replaces[step] as number) % (alike.length + 1)];
        const query = { kind: file.kind, ...(replaced && { replaces: replaced.id }) };
        const { id, state } = await send(`${number}.csv`, textOf(file, number), query);
        expect(state).toBe('kept');
        kept = [...kept.filter(other => other !== replaced), { id, number, file, replaced }];
        if (file.looked) await house.get('/portfolio');
        const undone = kept[(undoes[step] ?? kept.length) % (kept.length + 1)];
        if (undoes[step] === null || !undone) continue;
        expect((await house.undo(undone.id)).status).toBe(200);
        kept = [...kept.filter(other => other !== undone), ...(undone.replaced ? [undone.replaced] : [])];
      }
      const inOrder = kept.sort((a, b) => a.number - b.number).map(({ file }) => file);
      expect(await measuredByLedger(house)).toEqual(measuredByEngine(factsOf(inOrder), 'Germany'));
      expect((await house.get('/reconciliation')).reconciled).toBe(true);
      await undoAll();
    }),
    { numRuns: 4 },
  );
}, 180_000);

const NAMES = ['C1', 'C2', 'C3'] as const;
const attribute = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: '' });
const customerFiles = fc.array(
  fc.record({
    rows: fc.array(fc.tuple(fc.constantFrom(...NAMES), attribute, attribute), { minLength: 1, maxLength: 4 }),
    replaces: fc.nat(),
    undoes: fc.option(fc.nat()),
  }),
  { minLength: 3, maxLength: 6 },
);

test('customers are as the kept files have them, in whatever order files came, were replaced and undone', async () => {
  let number = 0;
  interface Named {
    readonly id: string;
    readonly number: number;
    readonly rows: readonly (readonly [string, string, string])[];
    readonly replaced: Named | undefined;
  }
  await fc.assert(
    fc.asyncProperty(customerFiles, async files => {
      let kept: Named[] = [];
      for (const { rows, replaces, undoes } of files) {
        number += 1;
        // Of a customer that stands twice in a file the last row counts.
        const text = `customer,name,segment,file_${number}\n${rows.map(row => `${row.join(',')},\n`).join('')}`;
        const replaced = kept[replaces % (kept.length + 1)];
        const { id } = await send(`${number}.csv`, text, replaced ? { replaces: replaced.id } : {});
        const last = [...new Map(rows.map(row => [row[0], row])).values()];
        kept = [...kept.filter(other => other !== replaced), { id, number, rows: last, replaced }];
        const undone = undoes === null ? undefined : kept[undoes % (kept.length + 1)];
        if (!undone) continue;
        const { customers } = await house.get(`/batches/${undone.id}/undo`);
        const before = await cards();
        expect((await house.undo(undone.id)).status).toBe(200);
        const after = await cards();
        expect(customers.gone).toBe([...before.keys()].filter(key => !after.has(key)).length);
        expect(customers.created).toBe([...after.keys()].filter(key => !before.has(key)).length);
        kept = [...kept.filter(other => other !== undone), ...(undone.replaced ? [undone.replaced] : [])];
      }
      const expected = new Map<string, { name: string; segment: string | null }>();
      for (const { rows } of kept.sort((a, b) => a.number - b.number))
        for (const [key, name, segment] of rows) {
          const known = expected.get(key) ?? { name: key, segment: null };
          expected.set(key, { name: name || known.name, segment: segment || known.segment });
        }
      expect(await cards()).toEqual(expected);
      await undoAll();
    }),
    { numRuns: 4 },
  );
}, 180_000);

async function cards(): Promise<Map<string, { name: string; segment: string | null }>> {
  const found = await Promise.all(
    NAMES.map(async key => {
      const { status, body } = await house.ask(`/customers/${key}`);
      return status === 200
        ? [[key, { name: body.customer.name, segment: body.customer.segment }] as const]
        : [];
    }),
  );
  return new Map(found.flat());
}
