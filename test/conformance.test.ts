import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meridian } from '../examples/meridian/generate.ts';
import { answersAbout } from './answers.ts';
import { DUCKDB, ENGINES } from './engines.ts';
import type { TestHouse } from './house.ts';
import { checkKeptSums } from './kept-sums.ts';
import {
  checkActivityMonths,
  checkFieldSums,
  checkYears,
  measuredByLedger,
  productMonthsByLedger,
} from './ledger-measures.ts';
import { meridianFacts } from './meridian-facts.ts';
import { measuredByEngine, productMonths } from './plain-facts.ts';
import { type FactFile, factsOf, histories, textOf } from './random-facts.ts';
import { recosted } from './recosted.ts';

const EXPECTED = JSON.parse(
  readFileSync(new URL('../examples/meridian/expected.json', import.meta.url), 'utf8'),
);
const HOME = 'Germany';
const EURO = { currency: 'EUR', homeCountry: HOME } as const;
/** What the first engine answers; the others have to say the same. */
let ofDuckDb: Record<string, unknown> | undefined;

const LINES = 'order,customer,product,day,quantity,amount,cost,country\n';
const FIRST = `${LINES}A1,Zeta,P1,2024-01-15,1,100,,Germany\nA2,Zeta,P2,2024-02-16,2,50,20,France\n`;
const SECOND = `${LINES}A4,Beta,P1,2024-01-20,1,100,,Germany\nA5,Alpha,P1,2024-01-21,1,100,,Germany\nA6,Zeta,P1,2024-01-03,1,100,,Germany\nA7,Alpha,P3,2024-02-03,3,70,30,Germany\n`;
const PRODUCTS = 'product,name,kind,unit_cost\nP1,Seal,goods,40.5\nP3,Carriage,special,\n';
const RETURNS = 'return,customer,product,day,quantity,amount,cause\nR1,Alpha,P2,2024-02-10,1,25,own\n';
const VISITS =
  'activity,customer,day,count,minutes\nvisit,Alpha,2024-01-05,1,30\nvisit,Beta,2024-02-07,1,45\n';
const BOOKED = 'month,pool,amount,capacity_minutes\n2024-01,desk,1000,733\n2024-02,desk,1000,700\n';
/** A pool whose cost is allocated, with customers whose minutes are equal: who gets the odd micro-unit is a tie. */
const MODEL = {
  name: 'One desk',
  currency: 'EUR',
  productCost: { shareOfNetRevenue: '0.6' },
  pools: [{ key: 'desk', name: 'Desk', kind: 'time' }],
  activities: [
    {
      key: 'orders',
      name: 'Orders',
      line: 'orders',
      pool: 'desk',
      minutes: [{ driver: 'orders', minutes: '7' }],
    },
    {
      key: 'visits',
      name: 'Visits',
      line: 'sales',
      pool: 'desk',
      minutes: [{ driver: 'activity.visit.minutes', minutes: '1' }],
    },
    {
      key: 'returns',
      name: 'Returns',
      line: 'returns',
      pool: 'desk',
      minutes: [{ driver: 'returnOrders', minutes: '11' }],
    },
  ],
};

/** Each history imports files in turn; `undone` are taken back in the end, and `plain` never has them. */
const HISTORIES = [
  { title: 'the first of two files of order lines', files: [FIRST, PRODUCTS, SECOND, BOOKED], undone: [0] },
  {
    title: 'products, returns, activities and the ledger',
    files: [RETURNS, VISITS, FIRST, PRODUCTS, BOOKED, SECOND],
    undone: [0, 1, 3, 4],
  },
];

describe.each(ENGINES)('the ledger on $name', engine => {
  let started: Awaited<ReturnType<typeof engine.start>>;
  let house: TestHouse;
  beforeAll(async () => {
    if (engine.missing !== undefined) return;
    started = await engine.start();
    house = await started.house();
  });
  afterAll(async () => {
    await house?.close();
    await started?.stop();
  });
  const tryOn = (title: string, run: () => Promise<void>) =>
    test(title, async context => {
      if (engine.missing !== undefined) console.log(engine.missing);
      context.skip(engine.missing !== undefined, 'this engine is not at hand');
      await run();
    });

  // Online Retail is held against the engine in golden.test.ts, which has it imported.
  tryOn('measures the example company as the engine does, to the profit of its second costing', async () => {
    expect((await house.ask('/example', 'POST')).status).toBe(200);
    const ofLedger = await measuredByLedger(house);
    const ofEngine = measuredByEngine(meridianFacts(meridian()), HOME);
    for (const measure of ['customerMonths', 'activityMonths'] as const) {
      expect(ofLedger[measure].length).toBe(ofEngine[measure].length);
      const differing = [...ofEngine[measure]].filter(
        (row, index) => inOrder(row) !== inOrder(ofLedger[measure][index]),
      );
      expect(differing).toEqual([]);
    }
    // What the example's own second costing makes of it, in doubles: good to a cent.
    const { totals, reconciled } = await house.get('/portfolio');
    expect(reconciled).toBe(true);
    expect(totals.revenue).toBe(EXPECTED.totals.netRevenue);
    expect(Number(totals.contribution)).toBeCloseTo(Number(EXPECTED.totals.contribution), 2);
    expect(Number(totals.companyProfit)).toBeCloseTo(Number(EXPECTED.totals.companyProfit), 2);
  });

  tryOn(
    'adds up what drafts and scenarios run over to what costing made of the months, to the cent',
    async () => {
      for (const period of ['all', '2025', '2024-11..2025-02', '2025-03']) {
        const { customers, pools } = await recosted(house, period);
        expect(customers.length).toBeGreaterThan(300);
        for (const { tried, costed } of customers) expect(tried).toBeCloseTo(costed, 2);
        for (const { pool, sums } of pools)
          for (const { tried, costed } of sums) expect(tried, `${pool} ${period}`).toBeCloseTo(costed, 2);
      }
    },
  );

  tryOn('answers and explains every sort of figure to the digit and the fact as DuckDB does', async () => {
    const answers = await answersAbout(house);
    ofDuckDb ??= answers;
    expect(Object.keys(answers).length).toBeGreaterThan(100);
    expect(answers).toEqual(ofDuckDb);
  });

  tryOn('measures random facts in any number of files, and what an undo leaves of them', async () => {
    expect((await house.ask('/example', 'DELETE')).status).toBe(200);
    let number = 0;
    const history = fc.asyncProperty(histories, async ({ files, undone }) => {
      const batches: string[] = [];
      try {
        for (const file of files) {
          number += 1;
          const query = { kind: file.kind, ...EURO };
          const batch = await house.send(`${number}.csv`, textOf(file, number), query);
          expect(batch).toMatchObject({ state: 'kept', rowsKept: file.rows.length, rowsRefused: 0 });
          batches.push(batch.id);
          if (file.looked) await house.get('/portfolio');
        }
        await expectMeasuresOf(house, files);
        // Older files go, too: what came after them stays as it is.
        const left = [...files];
        for (const back of undone.slice(0, files.length - 1)) {
          const index = back % left.length;
          left.splice(index, 1);
          expect((await house.undo(batches.splice(index, 1)[0] as string)).body.state).toBe('undone');
          await expectMeasuresOf(house, left);
        }
      } finally {
        for (const batch of batches) await house.undo(batch);
      }
    });
    await fc.assert(history, { numRuns: engine.histories });
  });

  tryOn('calls a product special in earlier lines, too, once a later file does', async () => {
    const generic =
      'order,customer,product,day,quantity,amount\n1,17850,POST,2010-12-01,1,18\n2,17850,85123A,2010-12-01,6,15.3\n';
    const retail =
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n536365,POST,POSTAGE,1,2010-12-02 08:26:00,18.0,13047.0,France\n';
    await house.send('generic.csv', generic, { currency: 'GBP' });
    expect((await house.get('/drivers')).totals.specialLines).toBe(0);
    const batch = await house.send('retail.csv', retail, { preset: 'online-retail' });
    expect(batch.state).toBe('kept');
    expect((await house.get('/drivers')).totals.specialLines).toBe(2);
    await house.undo(batch.id);
    expect((await house.get('/drivers')).totals.specialLines).toBe(0);
  });

  for (const { title, files, undone } of HISTORIES.slice(engine === DUCKDB ? 0 : -1))
    tryOn(`is after the undo of ${title} as if they had never been imported`, async () => {
      const kept = files.filter((_, index) => !undone.includes(index));
      const ofUndone = await derivedIn(await started.house(), async withUndo => {
        const batches = await imported(withUndo, files);
        for (const index of undone) expect((await withUndo.undo(batches[index] as string)).status).toBe(200);
        const left = await derived(withUndo);
        for (const [index, batch] of batches.entries())
          if (!undone.includes(index)) await withUndo.undo(batch);
        const empty = await derived(withUndo);
        for (const table of Object.keys(TABLES)) expect(empty[table], table).toEqual([]);
        expect(empty.book).toMatchObject({ months: null, asOf: null });
        expect(empty.portfolio).toMatchObject({ reconciled: true, totals: { revenue: '0', lines: 0 } });
        return left;
      });
      const ofOthers = await derivedIn(await started.house(), async without => {
        await imported(without, kept);
        return derived(without);
      });
      expect(ofUndone).toEqual(ofOthers);
    });
});

/** Works in a house and closes it. */
async function derivedIn<T>(house: TestHouse, work: (house: TestHouse) => Promise<T>): Promise<T> {
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

async function expectMeasuresOf(house: TestHouse, files: readonly FactFile[]): Promise<void> {
  const facts = factsOf(files);
  expect(await measuredByLedger(house)).toEqual(measuredByEngine(facts, HOME));
  const bought = (await productMonthsByLedger(house)).map(inOrder).sort();
  expect(bought).toEqual(productMonths(facts.lines).map(inOrder).sort());
  await checkFieldSums(house);
  await checkKeptSums(house);
}

function inOrder(row: object | undefined): string {
  return JSON.stringify(Object.entries(row ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Imports in turn and looks at the figures after each, so that every derivation builds on the one before. */
async function imported(house: TestHouse, files: readonly string[]): Promise<string[]> {
  const batches: string[] = [];
  for (const [index, text] of files.entries()) {
    const batch = await house.send(`${index}.csv`, text, EURO);
    expect(batch).toMatchObject({ state: 'kept', rowsRefused: 0 });
    batches.push(batch.id);
    if (index === 0) expect((await house.ask('/models', 'POST', MODEL)).status).toBe(200);
    await house.get('/portfolio');
    await checkActivityMonths(house);
    await checkYears(house);
  }
  return batches;
}

const TABLES = {
  customer_month: 'SELECT * FROM customer_month WHERE {visible}',
  customer_year: 'SELECT * FROM customer_year WHERE {visible}',
  customer_year_cost: 'SELECT * FROM customer_year_cost WHERE {visible}',
  customer_year_activity: 'SELECT * FROM customer_year_activity WHERE {visible}',
  activity_month: 'SELECT * FROM activity_month WHERE {visible}',
  customer_product_month:
    'SELECT m.customer_id, m.month, m.previous_month, p.source_key FROM customer_product_month m JOIN product p USING (product_id) WHERE {visible}',
  customer_product_last:
    'SELECT l.customer_id, l.month, p.source_key FROM customer_product_last l JOIN product p USING (product_id) WHERE {visible}',
  customer_product_count:
    'SELECT customer_id, month, previous_month, CAST(sum(products) AS INTEGER) AS products FROM customer_product_count WHERE {visible} GROUP BY customer_id, month, previous_month HAVING sum(products) <> 0',
  customer_line:
    'SELECT l.customer_id, l.month, l.day, l.quantity, l.net, l.cost, l.is_return, l.own, p.source_key FROM customer_line l JOIN product p USING (product_id) WHERE {visible}',
  product_month:
    'SELECT m.month, m.quantity, m.net, p.source_key FROM product_month m JOIN product p USING (product_id) CROSS JOIN (SELECT 0 AS customer_id) w WHERE {visible}',
  customer_cost: 'SELECT * FROM customer_cost WHERE {visible}',
  activity_month_cost:
    'SELECT month, activity_number, own, nobody, CAST(amount AS VARCHAR) AS amount FROM activity_month_cost CROSS JOIN (SELECT 0 AS customer_id) w WHERE {visible}',
  pool_use: 'SELECT * FROM pool_use CROSS JOIN (SELECT 0 AS customer_id) w WHERE {visible}',
  current_product:
    'SELECT source_key, name, special, stage, product_group, unit, unit_cost, list_price FROM current_product CROSS JOIN (SELECT 0 AS customer_id) w WHERE {visible}',
  stale_month: 'SELECT * FROM stale_month CROSS JOIN (SELECT 0 AS customer_id) w WHERE {visible}',
};

/** Every derived table under source keys, and what the pages say; nothing in it names an id or a revision. */
async function derived(house: TestHouse): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {};
  for (const [table, text] of Object.entries(TABLES)) {
    const rows = await house.ledgerRows(text);
    const keys = await house.customerKeys();
    tables[table] = rows
      .map(row => JSON.stringify({ ...row, customer_id: keys.get(Number(row.customer_id)) }))
      .sort();
  }
  const { revision: _, model: __, whale, ...portfolio } = await house.get('/portfolio');
  const { customers } = await house.get('/portfolio/customers');
  const { settings: ___, revision: ____, ...book } = await house.get('/book');
  return {
    ...tables,
    portfolio,
    whale: { ...whale, points: whale.points.map(({ id: _id, ...point }: { id: string }) => point) },
    ranking: customers.map(({ id: _id, ...row }: { id: string }) => row),
    drivers: sortedByKey(await house.get('/drivers')),
    reconciliation: await house.get('/reconciliation'),
    book,
  };
}

function sortedByKey({ customers, ...rest }: { customers: { sourceKey: string }[] }) {
  return { ...rest, customers: customers.sort((a, b) => (a.sourceKey < b.sourceKey ? -1 : 1)) };
}
