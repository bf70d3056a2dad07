import * as fc from 'fast-check';
import type { PlainActivity, PlainFacts, PlainLine, PlainProduct } from './plain-facts.ts';

/** A file to import: its text in the generic layout, and the facts that it holds by our own arithmetic. */
export interface FactFile {
  readonly kind: 'order-lines' | 'returns' | 'activities' | 'products';
  readonly rows: readonly RandomRow[];
  /** Whether somebody looks at the figures after this file, so that the next one is derived on top. */
  readonly looked: boolean;
}

interface RandomRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly line?: PlainLine;
  readonly activity?: PlainActivity;
  readonly product?: ProductRecord;
}
interface ProductRecord {
  readonly product: string;
  readonly special: boolean;
  readonly unitCost: number | undefined;
}

const CUSTOMERS = ['', 'C1', 'c1', 'C10', 'Ünal "X"', "O'Neill; DROP", '00017'];
const PRODUCTS = ['P1', 'p1', 'M', 'P 4'];
const DAYS = [
  '2023-12-31',
  '2024-01-01',
  '2024-01-31',
  '2024-02-01',
  '2024-02-29',
  '2024-03-01',
  '2024-03-15',
];
const COUNTRIES = [undefined, 'Germany', 'France', 'germany'];

/** Thousandths: whole, fractional, zero, and values whose product with an odd price ends in a half. */
const quantities = fc.oneof(
  fc.constantFrom(0, 1, 500, 1000, 1500, 2500, 333),
  fc.integer({ min: -9999, max: 999_999 }),
);
/** Micro-units: odd ones round, large ones sum far. */
const prices = fc.oneof(
  fc.constantFrom(0, 1, 3, 5, 999_999, 1_000_001),
  fc.integer({ min: 0, max: 900_000_000_000 }),
);
const money = fc.oneof(fc.constantFrom(0, 1, 999_999), fc.integer({ min: 0, max: 5_000_000_000_000 }));
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
/** How a number is written: plainly, or in a way that the engine has to bring into canonical writing first. */
const hands = fc.constantFrom('plain', 'plain', 'plus', 'zeros', 'blanks', 'quoted');

const orderLines = fc
  .record({
    order: fc.constantFrom('A1', 'A2', 'A3', 'a1'),
    customer: fc.constantFrom(...CUSTOMERS),
    product: fc.constantFrom(...PRODUCTS),
    day: fc.constantFrom(...DAYS),
    quantity: quantities,
    amount: perhaps(money),
    price: prices,
    list: perhaps(money),
    discount: perhaps(money),
    rebate: perhaps(money),
    cost: perhaps(money),
    country: fc.constantFrom(...COUNTRIES),
    channel: fc.constantFrom(undefined, 'manual', 'edi', 'web'),
    hand: hands,
  })
  .map((row): RandomRow => {
    const amount = row.amount ?? halfToEven(BigInt(row.quantity) * BigInt(row.price));
    const { order, day, customer, product, quantity, cost, country, channel, hand } = row;
    const line: PlainLine = {
      ...{ order, day, customer, product, quantity, cost, country, channel, amount },
      kind: 'sale',
      listAmount: row.list ?? amount + (row.discount ?? 0),
      discount: row.discount ?? 0,
      rebate: row.rebate ?? 0,
      own: false,
    };
    const cells = {
      ...{ order, customer, product, day, country: country ?? '', channel: channel ?? '' },
      quantity: written(quantity, 3, hand),
      amount: written(row.amount, 6, hand),
      unit_price: row.amount === undefined ? written(row.price, 6, hand) : '',
      list_amount: written(row.list, 6, hand),
      discount: written(row.discount, 6, hand),
      rebate: written(row.rebate, 6, hand),
      cost: written(cost, 6, hand),
    };
    return { cells, line };
  });

const returns = fc
  .record({
    order: fc.constantFrom('R1', 'R2', 'A1'),
    customer: fc.constantFrom(...CUSTOMERS),
    product: fc.constantFrom(...PRODUCTS),
    day: fc.constantFrom(...DAYS),
    quantity: fc.integer({ min: 0, max: 99_999 }),
    amount: money,
    cost: perhaps(money),
    country: fc.constantFrom(...COUNTRIES),
    cause: fc.constantFrom('', 'customer', 'own', 'OWN'),
    hand: hands,
  })
  .map(({ order, customer, product, day, quantity, amount, cost, country, cause, hand }): RandomRow => {
    const line: PlainLine = {
      ...{ order, customer, product, day, country },
      kind: 'return',
      quantity: 0 - quantity,
      listAmount: 0,
      discount: 0,
      rebate: 0,
      amount: 0 - amount,
      cost: 0 - (cost ?? 0),
      channel: undefined,
      own: cause.toLowerCase() === 'own',
    };
    const cells = {
      ...{ return: order, customer, product, day, country: country ?? '', cause },
      quantity: written(quantity, 3, hand),
      amount: written(amount, 6, hand),
      cost: written(cost, 6, hand),
    };
    return { cells, line };
  });

const activities = fc
  .record({
    activity: fc.constantFrom('visit', 'Visit', 'dunning'),
    customer: fc.constantFrom(...CUSTOMERS),
    day: fc.constantFrom(...DAYS),
    count: perhaps(quantities),
    minutes: perhaps(fc.integer({ min: 0, max: 600_000 })),
    money: perhaps(money),
    flag: fc.constantFrom(undefined, 'weekend', 'WEEKEND'),
    cause: fc.constantFrom('', 'own'),
    hand: hands,
  })
  .map(({ activity, customer, day, count, minutes, flag, cause, hand, ...row }): RandomRow => {
    const fact: PlainActivity = {
      ...{ activity, customer, flag, month: day.slice(0, 7), own: cause === 'own' },
      count: count ?? 1000,
      minutes: minutes ?? 0,
      money: row.money ?? 0,
    };
    const cells = {
      ...{ activity, customer, day, flag: flag ?? '', cause },
      count: written(count, 3, hand),
      minutes: written(minutes, 3, hand),
      money: written(row.money, 6, hand),
    };
    return { cells, activity: fact };
  });

const products = fc
  .record({
    product: fc.constantFrom(...PRODUCTS),
    special: fc.boolean(),
    unitCost: perhaps(prices),
    hand: hands,
  })
  .map(({ hand, ...product }): RandomRow => {
    const kind = product.special ? 'special' : hand === 'plain' ? '' : 'Goods';
    return {
      cells: { product: product.product, kind, unit_cost: written(product.unitCost, 6, hand) },
      product,
    };
  });

const fileOf = (kind: FactFile['kind'], rows: fc.Arbitrary<RandomRow>) =>
  fc.record({
    kind: fc.constant(kind),
    rows: fc.array(rows, { minLength: 1, maxLength: kind === 'products' ? 4 : 30 }),
    looked: fc.boolean(),
  });

/** A history of imports, and which of them are taken back at the end, one by one. */
export const histories = fc.record({
  files: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fileOf('order-lines', orderLines) },
      { weight: 1, arbitrary: fileOf('returns', returns) },
      { weight: 1, arbitrary: fileOf('activities', activities) },
      { weight: 2, arbitrary: fileOf('products', products) },
    ),
    { minLength: 2, maxLength: 6 },
  ),
  undone: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }),
});

/** The text of a file; a column that no field takes makes its bytes its own, since the same file twice is refused. */
export function textOf({ rows }: FactFile, number: number): string {
  const headings = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells))), `file_${number}`];
  const cellsOf = ({ cells }: RandomRow) => headings.map(heading => quoted(cells[heading] ?? ''));
  return [headings, ...rows.map(cellsOf)].map(cells => `${cells.join(',')}\n`).join('');
}

/** All facts of files in the order of their import; a product is as the newest file that says something has it. */
export function factsOf(files: readonly FactFile[]): PlainFacts {
  const rows = files.flatMap(file => file.rows);
  const known = new Map<string, PlainProduct>();
  for (const { product } of rows.filter(row => row.product !== undefined)) {
    const { product: key, special, unitCost } = product as ProductRecord;
    known.set(key, { product: key, special, unitCost: unitCost ?? known.get(key)?.unitCost });
  }
  return {
    lines: rows.flatMap(({ line }) => line ?? []),
    activities: rows.flatMap(({ activity }) => activity ?? []),
    products: [...known.values()],
  };
}

/** Thousandths of micro-units to micro-units: written out on its own, so that it shares no mistake with the engine. */
function halfToEven(thousandths: bigint): number {
  const below = thousandths >= 0n ? thousandths / 1000n : -((-thousandths + 999n) / 1000n);
  const rest = thousandths - below * 1000n;
  const up = rest > 500n || (rest === 500n && below % 2n !== 0n);
  return Number(up ? below + 1n : below);
}

function written(value: number | undefined, digits: number, hand: string): string {
  if (value === undefined) return '';
  const size = String(Math.abs(value)).padStart(digits + 1, '0');
  const fraction = size.slice(-digits).replace(/0+$/, '');
  const text = `${value < 0 ? '-' : ''}${size.slice(0, -digits)}${fraction && `.${fraction}`}`;
  if (hand === 'plus' && value >= 0) return `+${text}`;
  if (hand === 'zeros') return fraction ? `${text}00` : `${text}.000`;
  return hand === 'blanks' ? ` ${text}  ` : text;
}

function quoted(cell: string): string {
  return /[",;\n']/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
