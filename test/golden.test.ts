import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { ProductMap } from '../contract/product-cells.ts';
import { POSTGRES_18 } from './engines.ts';
import { type TestHouse, testHouse } from './house.ts';
import { measuredByLedger } from './ledger-measures.ts';
import { GOLDENS, hasOnlineRetail, ONLINE_RETAIL, onlineRetailFacts } from './online-retail-facts.ts';
import { measuredByEngine } from './plain-facts.ts';
import { micros } from './shown-figures.ts';

/** Published facts about a public file; what the numbers leave open stands in the README beside them. */
interface Goldens {
  readonly special_codes: readonly string[];
  readonly totals: Readonly<Record<string, number | string>>;
  readonly drivers_total: Readonly<Record<string, number>>;
  readonly whale: Readonly<Record<string, number | string>>;
  readonly gini: { readonly revenue_positive_only: number; readonly profit_all: number };
  readonly demand: {
    readonly class_counts: Readonly<Record<string, number>>;
    readonly customers: readonly {
      customer: number;
      nonzero: number;
      periods: number;
      adi: number;
      cv2: number;
      cls: string;
    }[];
  };
  readonly customers: readonly (Readonly<Record<string, number>> & { first: string; last: string })[];
}

/** The golden's names of our drivers. */
const DRIVERS = {
  orders: 'orders',
  lines: 'lines',
  units: 'units',
  ret_orders: 'returnOrders',
  ret_lines: 'returnLines',
  special_lines: 'specialLines',
  export_orders: 'exportOrders',
  skus: 'skus',
  sale_days: 'saleDays',
};

if (!hasOnlineRetail()) {
  test('the published goldens are left out, since ../shared with Online Retail and its goldens is not here', () => {
    console.log('Golden and conformance on Online Retail left out: ../shared is not here.');
    expect(hasOnlineRetail()).toBe(false);
  });
} else {
  const golden: Goldens = JSON.parse(readFileSync(GOLDENS, 'utf8'));
  let answers: Awaited<ReturnType<typeof importedAndAsked>>;
  beforeAll(async () => {
    answers = await importedAndAsked(await testHouse());
  });
  const ofCustomer = <T extends { sourceKey: string }>(rows: readonly T[], customer: number | undefined) =>
    rows.find(row => row.sourceKey === String(customer)) as T;

  test('every line of Online Retail is kept, and their control total is the published one', () => {
    const { batch, used } = answers;
    expect(used.status).toBe(200);
    expect(batch).toMatchObject({ state: 'kept', rowsKept: golden.totals.lines, rowsRefused: 0 });
    expect(batch.amount).toBe(golden.totals.revenue);
  });

  test('the totals are the golden ones to the last digit, and the books close', () => {
    const { portfolio } = answers;
    const { totals } = portfolio;
    expect(portfolio).toMatchObject({ reconciled: true, difference: '0' });
    expect({
      lines: totals.lines,
      revenue: totals.revenue,
      revenue_unassigned: totals.revenueUnassigned,
      revenue_customers: totals.revenueCustomers,
      customers: totals.customers,
      minutes: totals.minutes,
      cost_to_serve: totals.costToServe,
      profit_customers: totals.profitCustomers,
      profit_unassigned: totals.profitUnassigned,
      profit_total: totals.profitTotal,
    }).toEqual(golden.totals);
  });

  test('the drivers add up to the golden ones, the lines without a customer included', () => {
    const { totals } = answers.drivers;
    const named = Object.entries(DRIVERS).filter(([theirs]) => theirs in golden.drivers_total);
    expect(Object.fromEntries(named.map(([theirs, ours]) => [theirs, totals[ours]]))).toEqual(
      golden.drivers_total,
    );
  });

  test.each(golden.customers)('customer $customer has the golden money, drivers and days', expected => {
    const { ranking, drivers } = answers;
    const row = ofCustomer<(typeof ranking.customers)[number]>(ranking.customers, expected.customer);
    const counted = ofCustomer<(typeof drivers.customers)[number]>(drivers.customers, expected.customer);
    const activities: string[] = Object.values(row.activities);
    expect({
      customer: Number(row.sourceKey),
      revenue_milli: milli(row.revenue),
      gross_milli: milli(counted.gross),
      cancel_milli: milli(counted.returned),
      ...Object.fromEntries(Object.entries(DRIVERS).map(([theirs, ours]) => [theirs, counted.drivers[ours]])),
      first: counted.first,
      last: counted.last,
      recency_days: counted.recencyDays,
      // At 0.62 a minute, a hundredth of a minute costs 6,200 micro-units.
      centimin: micro(row.costToServe) / 6200,
      cts_micro: activities.reduce((total, cost) => total + micro(cost), 0),
      margin_micro: micro(row.contribution),
      profit_micro: micro(row.profit),
    }).toEqual(expected);
    expect(counted.revenue).toBe(row.revenue);
  });

  test('the whale curve has the golden peak, end and shares', () => {
    const { whale } = answers.portfolio;
    expect({
      peak: whale.peak,
      peak_customers: whale.peakCustomers,
      end: whale.end,
      unprofitable: whale.unprofitable,
      zero: whale.zero,
    }).toEqual({
      peak: golden.whale.peak,
      peak_customers: golden.whale.peak_customers,
      end: golden.whale.end,
      unprofitable: golden.whale.unprofitable,
      zero: golden.whale.zero,
    });
    expectNear(whale.peakOverEnd * 100, golden.whale.peak_over_end_pct);
    for (const [index, percent] of [1, 10, 20].entries()) {
      expect(whale.topShares[index].top).toBe(percent / 100);
      expectNear(whale.topShares[index].share, golden.whale[`top_${percent}pct_share`]);
    }
  });

  test('the Gini coefficients are the golden ones', () => {
    const { portfolio } = answers;
    expectNear(portfolio.gini.revenuePositiveOnly, golden.gini.revenue_positive_only);
    expectNear(portfolio.gini.profitAll, golden.gini.profit_all);
  });

  test('as many customers fall into each demand class as the golden says', () => {
    expect(answers.drivers.demandClasses).toEqual(golden.demand.class_counts);
  });

  test.each(golden.demand.customers)('the demand of customer $customer is $cls', expected => {
    const { drivers } = answers;
    const { demand } = ofCustomer<(typeof drivers.customers)[number]>(drivers.customers, expected.customer);
    expect([demand.nonzero, demand.periods, demand.class]).toEqual([
      expected.nonzero,
      expected.periods,
      expected.cls,
    ]);
    expectNear(demand.adi, expected.adi);
    expectNear(demand.cv2, expected.cv2);
  });

  test('what the largest customers bought adds up to their golden profit, product by product', () => {
    const { rows, products, shown, rest, all } = answers.products;
    expect(rows.length).toBeGreaterThan(10);
    const sum = (some: readonly ({ profit: string } | null)[]) =>
      some.reduce((total, one) => total + (one ? micros(one.profit) : 0n), 0n);
    for (const { cells, others, whole, total, sourceKey } of rows) {
      expect(sum([...cells, others, whole]), sourceKey).toBe(micros(total.profit));
      expect(total.profit).toBe(
        ofCustomer<(typeof rows)[number]['total'] & { sourceKey: string }>(
          answers.ranking.customers,
          Number(sourceKey),
        ).profit,
      );
    }
    expect(sum([...products, shown.others, shown.whole])).toBe(micros(shown.total.profit));
    expect(sum([shown.total, rest])).toBe(micros(all.profit));
    expect(all.profit).toBe(answers.portfolio.totals.profitCustomers);
  });

  test('a ledger on PostgreSQL answers the same to the last digit', async () => {
    const engine = await POSTGRES_18.start();
    expect(withoutIds(await importedAndAsked(await engine.house()))).toEqual(withoutIds(answers));
  });

  test('the measures of the ledger’s SQL are those of the engine’s plain definition, row by row', () => {
    const { ofLedger } = answers;
    const ofEngine = measuredByEngine(onlineRetailFacts(golden.special_codes), 'United Kingdom');
    const differing = ofEngine.customerMonths.filter(
      (row, index) => JSON.stringify(sorted(row)) !== JSON.stringify(sorted(ofLedger.customerMonths[index])),
    );
    expect(differing).toEqual([]);
    expect(ofLedger.customerMonths.length).toBe(ofEngine.customerMonths.length);
    expect(ofEngine.customerMonths.reduce((all, row) => all + row.orders, 0)).toBe(
      golden.drivers_total.orders,
    );
  });
}

/** Without what differs from one book to the next: ids, and when something was done. */
function withoutIds(answered: object): unknown {
  const text = JSON.stringify(answered, (key, value) => (key === 'at' ? undefined : value));
  return JSON.parse(text.replace(/(?<=(?:cus|bat|mod)_)\w+/g, ''));
}

/** The two commands that the goldens are about, over HTTP, and what the product then answers. */
async function importedAndAsked(house: TestHouse) {
  try {
    const batch = await house.send('online-retail.csv.gz', readFileSync(ONLINE_RETAIL), {
      preset: 'online-retail',
    });
    const model = readFileSync(new URL('../examples/online-retail/cost-model.json', import.meta.url), 'utf8');
    return {
      batch,
      used: await house.ask('/models', 'POST', JSON.parse(model)),
      portfolio: await house.get('/portfolio'),
      drivers: await house.get('/drivers'),
      ranking: await house.get('/portfolio/customers?limit=5000'),
      products: (await house.get('/products?customers=60&products=40')) as ProductMap,
      losses: (await house.get('/products/losses?limit=50')).cells,
      ofLedger: await measuredByLedger(house),
    };
  } finally {
    await house.close();
  }
}

/** The file gives some ratios to eight or nine digits: relative 1e-8, or half of its last digit. */
function expectNear(actual: number, expected: number | string | undefined): void {
  const value = Number(expected);
  const decimals = String(expected).split('.')[1]?.length ?? 0;
  const tolerance = Math.max(Math.abs(value) * 1e-8, 0.5000001 * 10 ** -decimals);
  expect(Math.abs(actual - value), `${actual} against ${value}`).toBeLessThanOrEqual(tolerance);
}

function micro(decimal: string): number {
  const [whole = '', fraction = ''] = decimal.split('.');
  return Number(`${whole}${fraction.padEnd(6, '0')}`) || 0;
}

function milli(decimal: string): number {
  return micro(decimal) / 1000;
}

function sorted(row: object | undefined): [string, unknown][] {
  return Object.entries(row ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
