import type { Day } from '@clientele/engine';

/** A trading company's order lines, day by day, the same on every run: no file has to lie anywhere. */
export interface TradingBook {
  readonly firstDay: Day;
  readonly customers: number;
  /** A multiple of {@link LINES_AN_ORDER}. */
  readonly linesADay: number;
}

/** Twenty years of it are 50 million lines. */
export const TRADING_BOOK: TradingBook = { firstDay: '2005-01-01', customers: 10_000, linesADay: 7_000 };
/** Five years of it are 50 million lines. */
export const WIDE_BOOK: TradingBook = { firstDay: '2020-01-01', customers: 100_000, linesADay: 28_000 };
const LINES_AN_ORDER = 20;
const PRODUCTS = 20_000;
/** Each customer buys from a range of its own. */
const RANGE = 150;
/** Of so many orders one has its last line delivered a day later, which may be in the next month. */
const LATE_EVERY = 40;
const HEADING = 'order,customer,product,day,quantity,unit_price,country,channel\n';

/** The file of some days of the book, from the `from`th on, as a stream that is made while it is read. */
export function bookStream(
  book: TradingBook,
  { from, days }: { from: number; days: number },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let day = from;
  return new ReadableStream<Uint8Array>(
    {
      start: controller => controller.enqueue(encoder.encode(HEADING)),
      pull: controller => {
        controller.enqueue(encoder.encode(linesOfDay(book, day)));
        day += 1;
        if (day === from + days) controller.close();
      },
    },
    { highWaterMark: 2 },
  );
}

/** Orders of the day with 20 lines each, and what was left of the day before. */
function linesOfDay({ firstDay, customers, linesADay }: TradingBook, day: number): string {
  const date = new Date(Date.parse(firstDay) + day * 86_400_000).toISOString().slice(0, 10);
  const ordersADay = linesADay / LINES_AN_ORDER;
  let text = '';
  for (let i = 0; i < ordersADay; i++) {
    const order = day * ordersADay + i;
    const late = order % LATE_EVERY === 0;
    text += linesOfOrder({ order, customers, date }, 0, late ? LINES_AN_ORDER - 1 : LINES_AN_ORDER);
    const before = order - ordersADay;
    if (before >= 0 && before % LATE_EVERY === 0)
      text += linesOfOrder({ order: before, customers, date }, LINES_AN_ORDER - 1, LINES_AN_ORDER);
  }
  return text;
}

interface Order {
  readonly order: number;
  readonly customers: number;
  readonly date: Day;
}

function linesOfOrder({ order, customers, date }: Order, from: number, until: number): string {
  const customer = scattered(order, 1) % customers;
  const begin = `${1_000_000 + order},C${customer},P`;
  const end = `,${customer % 9 === 0 ? 'France' : 'Germany'},${scattered(order, 2) % 5 === 0 ? 'manual' : 'edi'}\n`;
  let text = '';
  for (let line = from; line < until; line++) {
    const seed = scattered(order, 3 + line);
    const product = (customer * 37 + (seed % RANGE) * 131) % PRODUCTS;
    text += `${begin}${product},${date},${1 + (seed % 48)},${1 + (product % 997)}.${10 + (product % 90)}${end}`;
  }
  return text;
}

/** A card a customer: one of twenty segments, one of four tiers. */
export function cardsOf(customers: number): ReadableStream<Uint8Array> {
  const lines = Array.from({ length: customers }, (_, i) => `C${i},Customer ${i},S${i % 20},T${i % 4}\n`);
  return new Blob([`customer,name,segment,Tier\n${lines.join('')}`]).stream();
}

/** A whole number that looks like chance, of two that count up. */
function scattered(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
