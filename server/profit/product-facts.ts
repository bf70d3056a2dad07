import {
  type ActivityEvents,
  type CellCostOverMonths,
  type CellMonth,
  type ProductCells,
  type ProductLines,
  productCells,
  type Scope,
  versionAt,
  WHOLE_CUSTOMER,
} from '@clientele/engine';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { numbers } from './columns.ts';
import { distinctCosts, distinctProductsOf } from './distinct-costs.ts';
import { ASSUMED_PRODUCT_COST, monthCosts } from './month-costs.ts';
import { monthBounds } from './months.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

const QUERIES = {
  lines: scopedQuery('product-lines'),
  begun: scopedQuery('orders-begun'),
  products: scopedQuery('products-of-lines'),
  events: scopedQuery('activities-of-months'),
  ofOrders: scopedQuery('activities-of-orders'),
  orders: scopedQuery('products-of-orders'),
};

export interface BoughtProduct {
  readonly key: string;
  readonly name: string | null;
  readonly special: boolean;
  readonly group: string | null;
}

/** Cells of some customers, with what their numbers stand for. */
export interface CellsRead {
  readonly cells: ProductCells;
  /** By the number that a cell has. */
  readonly products: readonly BoughtProduct[];
  /** Quantities of the sale lines of each cell that loses money. */
  readonly quantities: ReadonlyMap<number, readonly number[]>;
}

/** Reads the lines and costs of some customers and spreads the one over the other. */
export async function readCells(
  { ledger }: ProfitStores,
  scope: Scope,
  { portfolio, model, settings, period }: Ranked,
): Promise<CellsRead> {
  const bounds = monthBounds(period);
  const [lines, costs, events, ofOrders] = await Promise.all([
    ledger.columns(scope, QUERIES.lines, { ...bounds, home_country: settings.homeCountry }),
    monthCosts(ledger, scope, period),
    ledger.columns(scope, QUERIES.events, bounds),
    ledger.columns(scope, QUERIES.ofOrders, bounds),
  ]);
  const documents = [...new Set(numbers(ofOrders.document_id))];
  const [orders, begun] = await Promise.all([
    documents.length === 0 ? undefined : ledger.columns(scope, QUERIES.orders, { documents }),
    ordersBegun(ledger, scope, { lines, first: bounds.first }),
  ]);
  const bought = await productsIn(ledger, scope, [lines, ...(orders ? [orders] : [])]);
  const numberOf = new Map(Array.from(numbers(bought.product_id), (id, number) => [id, number]));
  const columns = linesOf(lines, numberOf, begun);
  const months = monthsOf({ lines, costs, events, ofOrders, orders }, numberOf);
  const cells = productCells({
    model: portfolio.model,
    modelIn: month => versionAt(model.timeline.versions, monthText(month))?.model,
    lines: columns,
    months,
    overMonths: costsOverMonths(lines, model, portfolio.model),
    named: model.timeline.named,
  });
  return { cells, products: productsOf(bought), quantities: quantitiesOf(cells, columns, months) };
}

/** What the products of some lines are. */
async function productsIn(
  ledger: ProfitStores['ledger'],
  scope: Scope,
  read: readonly Columns[],
): Promise<Columns> {
  const products = new Set<number>();
  for (const { product_id } of read) for (const product of numbers(product_id)) products.add(product);
  const [customer = 0] = read.flatMap(({ customer_id }) => numbers(customer_id)[0] ?? []);
  return await ledger.columns(scope, QUERIES.products, { customer, products: [...products] });
}

function productsOf(bought: Columns): BoughtProduct[] {
  const texts = (name: string) => bought[name] as readonly (string | null)[];
  return texts('source_key').map((key, number) => ({
    key: key as string,
    name: texts('name')[number] ?? null,
    special: numbers(bought.special)[number] === 1,
    group: texts('product_group')[number] ?? null,
  }));
}

/** Keys of the lines' orders that began before the period. */
async function ordersBegun(
  ledger: ProfitStores['ledger'],
  scope: Scope,
  { lines, first }: { lines: Columns; first: number },
): Promise<Set<number>> {
  const documents = numbers(lines.document_id);
  if (first === 0 || documents.length === 0) return new Set();
  let [least, most] = [documents[0] as number, documents[0] as number];
  for (const document of documents) {
    least = Math.min(least, document);
    most = Math.max(most, document);
  }
  const begun = await ledger.columns(scope, QUERIES.begun, { first, least, most });
  return new Set(Array.from(numbers(begun.document_id), (_, row) => kindKey(begun, row)));
}

/** A return may have the number of an order. */
function kindKey(columns: Columns, row: number): number {
  return 2 * orderKey(columns, row) + (numbers(columns.is_return)[row] as number);
}

/** Of each line whether its order or return began in an earlier month; lines of a customer come by month. */
function begunColumn(lines: Columns, before: ReadonlySet<number>): Float64Array {
  const months = numbers(lines.month);
  const firsts = new Map<number, number>();
  const begun = new Float64Array(months.length);
  for (let row = 0, month = 0; row < months.length; row++) {
    month = months[row] as number;
    const key = kindKey(lines, row);
    const first = firsts.get(key) ?? (before.has(key) ? 0 : month);
    if (first === month) firsts.set(key, first);
    else begun[row] = 1;
  }
  return begun;
}

function linesOf(
  lines: Columns,
  numberOf: ReadonlyMap<number, number>,
  begun: ReadonlySet<number>,
): ProductLines {
  const column = (name: string) => numbers(lines[name]);
  return {
    product: column('product_id').map(id => numberOf.get(id) as number),
    document: column('document_id'),
    day: column('day_number'),
    quantity: column('quantity'),
    net: column('net'),
    cost: column('product_cost'),
    isReturn: column('is_return'),
    own: column('own'),
    manual: column('manual'),
    export: column('export'),
    special: column('special'),
    begun: begunColumn(lines, begun),
  };
}

interface MonthColumns {
  readonly lines: Columns;
  readonly costs: Columns;
  readonly events: Columns;
  readonly ofOrders: Columns;
  /** Undefined where no activity names an order. */
  readonly orders: Columns | undefined;
}

type Growing = { -readonly [key in keyof CellMonth]: CellMonth[key] } & {
  costs: CellMonth['costs'][number][];
  events: ActivityEvents[];
  ofOrders: CellMonth['ofOrders'][number][];
};

/** Whatever a customer's month has, gathered from rows in any order; of lines only where they lie. */
function monthsOf(read: MonthColumns, numberOf: ReadonlyMap<number, number>): CellMonth[] {
  const months = new Map<number, Growing>();
  const monthAt = (columns: Columns, row: number): Growing => {
    const customer = numbers(columns.customer_id)[row] as number;
    const month = numbers(columns.month)[row] as number;
    const key = customer * 1_000_000 + month;
    const found = months.get(key) ?? {
      ...{ customer, month, from: 0, until: 0 },
      ...{ costs: [], assumedProductCost: 0, events: [], ofOrders: [] },
    };
    months.set(key, found);
    return found;
  };
  for (let row = 0; row < numbers(read.lines.customer_id).length; row++) {
    const month = monthAt(read.lines, row);
    if (month.until === 0) month.from = row;
    month.until = row + 1;
  }
  const { activity_number: activities, amount: amounts } = read.costs;
  for (let row = 0; row < numbers(activities).length; row++) {
    const activity = numbers(activities)[row] as number;
    const amount = numbers(amounts)[row] as number;
    if (amount === 0) continue;
    const month = monthAt(read.costs, row);
    if (activity === ASSUMED_PRODUCT_COST) month.assumedProductCost = amount;
    else month.costs.push({ activity, amount });
  }
  for (const [row, event] of eventsIn(read.events).entries())
    if (numbers(read.events.own)[row] === 0) monthAt(read.events, row).events.push(event);
  const named = read.orders && productsOfOrders(read.orders, numberOf);
  for (const [row, event] of eventsIn(read.ofOrders).entries()) {
    const order = named?.get(orderKey(read.ofOrders, row));
    if (!order) continue;
    const { activity, flag, count, minutes, money } = event;
    const { products, lines } = order;
    monthAt(read.ofOrders, row).ofOrders.push({ activity, flag, count, minutes, money, products, lines });
  }
  return [...months.values()].sort((a, b) => a.customer - b.customer || a.month - b.month);
}

function eventsIn(columns: Columns): ActivityEvents[] {
  const kinds = columns.activity as readonly string[];
  const flags = columns.flag as readonly (string | null)[];
  return kinds.map((activity, row) => ({
    activity,
    flag: flags[row] ?? undefined,
    count: numbers(columns.events)[row] as number,
    minutes: numbers(columns.minutes)[row] as number,
    money: numbers(columns.money)[row] as number,
  }));
}

/** Twice it is below 2^53 for a million customers and four thousand million orders. */
function orderKey(columns: Columns, row: number): number {
  return (
    (numbers(columns.customer_id)[row] as number) * 2 ** 32 + (numbers(columns.document_id)[row] as number)
  );
}

function productsOfOrders(orders: Columns, numberOf: ReadonlyMap<number, number>) {
  const found = new Map<number, { products: number[]; lines: number[] }>();
  for (let row = 0; row < numbers(orders.product_id).length; row++) {
    const key = orderKey(orders, row);
    const mine = found.get(key) ?? { products: [], lines: [] };
    found.set(key, mine);
    mine.products.push(numberOf.get(numbers(orders.product_id)[row] as number) as number);
    mine.lines.push(numbers(orders.lines)[row] as number);
  }
  return found;
}

/** What counts products over the months of a version is no cost of any month. */
function costsOverMonths(
  lines: Columns,
  model: Ranked['model'],
  all: Ranked['portfolio']['model'],
): CellCostOverMonths[] {
  return model.parts.flatMap(part => {
    const { first, last } = monthBounds(part.period);
    return distinctProductsOf(lines, part).flatMap(one => {
      const customers = numbers(one.products.customer_id);
      return distinctCosts({ ...model, model: all }, customers, [one]).flatMap(({ activity, amounts }) =>
        Array.from(customers, (customer, row): CellCostOverMonths => {
          const amount = amounts[row] as number;
          return { customer, activity, amount, first, last };
        }),
      );
    });
  });
}

/** More than are ever read at once; times as many customers as there may be, below 2^53. */
const PRODUCTS_MOST = 2 ** 21;

/** The quantities of each losing cell's sale lines: what a minimum is worked out from. */
function quantitiesOf(cells: ProductCells, lines: ProductLines, months: readonly CellMonth[]) {
  const quantities = new Map<number, number[]>();
  const losing = new Map<number, number>();
  const keyOf = (customer: number, product: number) => customer * PRODUCTS_MOST + product;
  for (let cell = 0; cell < cells.profit.length; cell++)
    if ((cells.profit[cell] as number) < 0 && cells.products[cell] !== WHOLE_CUSTOMER)
      losing.set(keyOf(cells.customers[cell] as number, cells.products[cell] as number), cell);
  for (const { customer, from, until } of months)
    for (let row = from; row < until; row++) {
      if (lines.isReturn[row] === 1) continue;
      const cell = losing.get(keyOf(customer, lines.product[row] as number));
      if (cell === undefined) continue;
      const mine = quantities.get(cell) ?? [];
      quantities.set(cell, mine);
      mine.push(lines.quantity[row] as number);
    }
  return quantities;
}
