import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type CostModel,
  checkModel,
  type Field,
  layoutOf,
  parseDay,
  parseDecimal,
  parseMonth,
} from '@clientele/engine';
import { describe, expect, it } from 'vitest';
import { expectedOf } from './expected.ts';
import { meridian } from './generate.ts';
import { type ReferenceCosting, type Row, referenceCosting, rowsOf } from './reference-costing.ts';

const model = modelIn('./cost-model.json');
const files = meridian();
const expected = expectedOf(files, model);
const costing = referenceCosting(files, model, { from: '2024-01', through: '2025-12' });

describe('the files of Meridian Components', () => {
  it('are the same to the last byte on every run', () => {
    const hash = createHash('sha256');
    for (const file of files) hash.update(file.text);
    expect(hash.digest('hex')).toMatchInlineSnapshot(
      `"608cd9e481a498eb4b56e016b8fc56e52f6ddd365caae209b0b8a0f73fa079d8"`,
    );
    expect(meridian()).toEqual(files);
  });

  it('differ with another seed', () => {
    expect(meridian(2).find(file => file.kind === 'order-lines')).not.toEqual(
      files.find(file => file.kind === 'order-lines'),
    );
  });

  it.each(files)('$name obeys its layout in every row', ({ kind }) => {
    const { fields } = layoutOf(kind);
    const problems = rowsOf(files, kind).flatMap((row, index) => {
      const known = Object.keys(row).every(heading => fields.some(field => field.name === heading));
      const bad = fields
        .filter(field => !obeys(row, field))
        .map(field => `${index}: ${field.name} ${row[field.name]}`);
      return known ? bad : [...bad, `${index}: unknown heading`];
    });
    expect(problems).toEqual([]);
  });

  it('give what expected.json says', async () => {
    await expect(`${JSON.stringify(expected, null, 2)}\n`).toMatchFileSnapshot('./expected.json');
  });

  it('name every order, customer and product only as the master files do', () => {
    const customers = new Set(['', ...rowsOf(files, 'customers').map(row => row.customer)]);
    const products = new Set(rowsOf(files, 'products').map(row => row.product));
    const orders = new Set(['', ...rowsOf(files, 'order-lines').map(row => row.order)]);
    const lines = [...rowsOf(files, 'order-lines'), ...rowsOf(files, 'returns')];
    const activities = rowsOf(files, 'activities');
    expect([...lines, ...activities].filter(row => !customers.has(row.customer))).toEqual([]);
    expect(lines.filter(row => !products.has(row.product))).toEqual([]);
    expect([...rowsOf(files, 'returns'), ...activities].filter(row => !orders.has(row.order))).toEqual([]);
  });

  it('have 600 customers of different names in eight segments and four countries, and 40 goods', () => {
    const customers = rowsOf(files, 'customers');
    const distinct = (field: string) => new Set(customers.map(row => row[field])).size;
    expect([customers.length, distinct('customer'), distinct('name')]).toEqual([600, 600, 600]);
    expect([distinct('segment'), distinct('country')]).toEqual([8, 4]);
    expect(rowsOf(files, 'products').filter(row => row.kind === 'goods')).toHaveLength(40);
  });
});

describe('the seasons', () => {
  const revenue = (month: string, only: (row: Row) => boolean = () => true) =>
    rowsOf(files, 'order-lines').reduce(
      (total, row) => total + (row.day?.startsWith(month) && only(row) ? Number(row.amount) : 0),
      0,
    );

  it('dip in December, and in Italy in August', () => {
    expect(revenue('2025-12')).toBeLessThan(0.85 * revenue('2025-11'));
    const italian = (row: Row) => row.country === 'Italy';
    expect(revenue('2025-08', italian)).toBeLessThan(0.4 * revenue('2025-07', italian));
  });

  it('show the shortage of solenoid valves: less invoiced, more back-orders, then a catching up', () => {
    const solenoid = (row: Row) => row.product?.startsWith('V-40') ?? false;
    expect(revenue('2025-10', solenoid)).toBeLessThan(0.6 * revenue('2024-10', solenoid));
    expect(revenue('2025-11', solenoid)).toBeGreaterThan(1.2 * revenue('2024-11', solenoid));
    const backOrders = rowsOf(files, 'activities').filter(row => row.activity === 'back_order');
    const within = backOrders.filter(row => (row.day as string) >= '2025-09-22');
    expect(within.length).toBeGreaterThan(backOrders.length / 2);
  });
});

describe('the story', () => {
  const of = (customer: string) => costing.customers.find(one => one.customer === customer);

  it('bends the whale curve: a quarter of the customers eat more than a third of what the others earn', () => {
    for (const { customers, unprofitable, whalePeakOverEnd } of Object.values(expected.story)) {
      expect(whalePeakOverEnd).toBeGreaterThan(1.5);
      expect(whalePeakOverEnd).toBeLessThan(2.2);
      expect(unprofitable / customers).toBeGreaterThan(0.15);
      expect(unprofitable / customers).toBeLessThan(0.3);
    }
  });

  it('has a biggest customer that loses money by rush, small lots, papers, returns and late payment', () => {
    const castell = of('10104');
    expect(expected.story.all.biggest?.customer).toBe('10104');
    expect(castell?.profit).toBeLessThan(-1_000_000);
    const share = (activity: string) => (castell?.costs[activity] ?? 0) / (castell?.netRevenue ?? 1);
    const usual = (activity: string) => sumOf(costing, activity) / costing.netRevenue;
    for (const activity of [
      'expediting',
      'broken_set_ups',
      'small_lots',
      'first_articles',
      'returned_goods',
      'late_payment',
    ])
      expect(share(activity), activity).toBeGreaterThan(1.2 * usual(activity));
  });

  it('has a quiet customer that earns the most', () => {
    for (const { top } of Object.values(expected.story)) expect(top[0]?.name).toBe('Nordhaven Pumps GmbH');
  });

  it('leaves the company 8 to 12 per cent of its revenue, of about 38 millions a year', () => {
    const margin = costing.companyProfit / costing.netRevenue;
    expect(margin).toBeGreaterThan(0.08);
    expect(margin).toBeLessThan(0.12);
    expect(costing.netRevenue / 2).toBeGreaterThan(36_000_000);
    expect(costing.netRevenue / 2).toBeLessThan(40_000_000);
  });

  it('has a customer with nothing but returns in 2025', () => {
    const facts = [...rowsOf(files, 'order-lines'), ...rowsOf(files, 'returns')];
    const in2025 = facts.filter(row => row.customer === '10263' && (row.day as string) >= '2025');
    expect(in2025.length).toBeGreaterThan(0);
    expect(in2025.every(row => 'return' in row)).toBe(true);
  });

  it('has one pool with room, one about full, and a warehouse that is over its capacity in the season', () => {
    expect(useOf('order_desk', '2024-01', '2025-12')).toBeLessThan(0.75);
    expect(useOf('set_ups', '2024-01', '2025-12')).toBeCloseTo(1, 1);
    expect(useOf('warehouse', '2025-03', '2025-06')).toBeGreaterThan(1.05);
    expect(useOf('warehouse', '2024-08', '2024-12')).toBeLessThan(1);
  });

  it('leaves something unassigned, something uncosted and something that the model does not name', () => {
    expect(of('')?.netRevenue).toBeGreaterThan(0);
    const costed = model.activities.flatMap(one => [
      ...(one.minutes ?? []).map(term => term.driver),
      ...(one.money ?? []),
    ]);
    const uncosted = Object.keys(expected.activities).filter(
      kind => !costed.some(key => key.startsWith(`activity.${kind}`)),
    );
    expect(uncosted).toEqual(['plant_tour']);
    const named = model.pools.map(pool => pool.key);
    expect(Object.keys(expected.ledger).filter(pool => !named.includes(pool))).toEqual([
      'warranty_provision',
    ]);
  });

  function useOf(pool: string, from: string, through: string): number {
    const months = costing.pools.filter(
      one => one.pool === pool && one.month >= from && one.month <= through,
    );
    const total = (pick: 'used' | 'capacity') => months.reduce((sum, month) => sum + month[pick], 0);
    return total('used') / total('capacity');
  }
});

describe('the cost models', () => {
  it('of Meridian can be used, and says where every figure comes from', () => {
    expect(checkModel(model, 'EUR')).toEqual([]);
    expect([...model.pools, ...model.activities].filter(one => !one.source)).toEqual([]);
  });

  it('of Online Retail can be used, and marks everything as assumed', () => {
    const retail = modelIn('../online-retail/cost-model.json');
    expect(checkModel(retail, 'GBP')).toEqual([]);
    expect([...retail.pools, ...retail.activities].filter(one => !(one.assumed && one.source))).toEqual([]);
  });
});

function modelIn(file: string): CostModel {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
}

function sumOf({ customers }: ReferenceCosting, activity: string): number {
  return customers.reduce((total, one) => total + (one.costs[activity] ?? 0), 0);
}

function obeys(row: Row, { name, type, required, choices }: Field): boolean {
  const text = row[name] ?? '';
  if (text === '') return !required;
  if (type === 'day') return parseDay(text) === text && text >= '2006' && text < '2026';
  if (type === 'month') return parseMonth(text) === text;
  if (type === 'choice') return choices?.includes(text) ?? false;
  if (type === 'money') return /^\d+\.\d\d$/.test(text);
  if (type === 'quantity' || type === 'minutes') return (parseDecimal(text, 3) ?? -1) >= 0;
  return text.trim() === text;
}
