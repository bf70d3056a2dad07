import type { ExampleFile } from '../examples/meridian/generate.ts';
import { type Row, rowsOf } from '../examples/meridian/reference-costing.ts';
import type { PlainFacts } from './plain-facts.ts';

/** The facts of the example company's files, read here and not by the intake; its files write every number plainly. */
export function meridianFacts(files: readonly ExampleFile[]): PlainFacts {
  const sales = rowsOf(files, 'order-lines').map(row => ({
    ...keysOf(row),
    order: row.order as string,
    kind: 'sale' as const,
    quantity: scaled(row.quantity, 3) ?? 0,
    listAmount: scaled(row.list_amount, 6) ?? 0,
    discount: scaled(row.discount, 6) ?? 0,
    rebate: scaled(row.rebate, 6) ?? 0,
    amount: scaled(row.amount, 6) ?? 0,
    cost: scaled(row.cost, 6),
    channel: row.channel,
    own: false,
  }));
  const returns = rowsOf(files, 'returns').map(row => ({
    ...keysOf(row),
    order: row.return as string,
    kind: 'return' as const,
    quantity: 0 - (scaled(row.quantity, 3) ?? 0),
    listAmount: 0,
    discount: 0,
    rebate: 0,
    amount: 0 - (scaled(row.amount, 6) ?? 0),
    cost: 0 - (scaled(row.cost, 6) ?? 0),
    channel: undefined,
    own: row.cause === 'own',
  }));
  const activities = rowsOf(files, 'activities').map(row => ({
    customer: row.customer as string,
    activity: row.activity as string,
    month: (row.day as string).slice(0, 7),
    count: scaled(row.count, 3) ?? 1000,
    minutes: scaled(row.minutes, 3) ?? 0,
    money: scaled(row.money, 6) ?? 0,
    flag: row.flag || undefined,
    own: row.cause === 'own',
  }));
  const products = rowsOf(files, 'products').map(row => ({
    product: row.product as string,
    special: row.kind === 'special',
    unitCost: scaled(row.unit_cost, 6),
  }));
  return { lines: [...sales, ...returns], activities, products };
}

function keysOf({ customer = '', product = '', day = '', country }: Row) {
  return { customer, product, day, country: country || undefined };
}

/** A decimal as an integer; undefined where the cell is empty. */
function scaled(text: string | undefined, digits: number): number | undefined {
  if (!text) return undefined;
  const [whole, fraction = ''] = text.split('.');
  return Number(`${whole}${fraction.padEnd(digits, '0')}`);
}
