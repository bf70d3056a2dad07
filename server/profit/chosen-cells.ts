import { orderByLargest, type Scope, WHOLE_CUSTOMER } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { Recent } from '../recent.ts';
import { numbers } from './columns.ts';
import { customerFor } from './customer-page.ts';
import { rowOf } from './figures.ts';
import { monthBounds } from './months.ts';
import type { SumsAsked } from './period-slots.ts';
import { isMany, periodSums } from './period-sums-store.ts';
import type { RankedPortfolio } from './portfolio.ts';
import { type CellsRead, readCells } from './product-facts.ts';
import type { ProfitStores, Ranked } from './ranked.ts';
import { type CustomerFilter, passingCustomers } from './ranking-filter.ts';

const LINES: SumsAsked = {
  table: 'customer_month',
  sums: { lines: 'lines + return_lines + own_return_lines' },
};

/** Which cells are asked for, as the contract has it. */
export interface CellQuery extends CustomerFilter {
  readonly customer?: string | undefined;
  readonly product?: string | undefined;
  readonly by: 'revenue' | 'loss';
}

/**
 * As many customers and order lines as are spread over products at once, in the order asked for: a book of 50 million lines
 * has to answer, too. The first customer is read whatever it has.
 */
export const CUSTOMERS_MOST = 600;
const LINES_MOST = 50_000;

/** A cell of the customers that were read. */
export interface Cell {
  /** Where it stands in the columns. */
  readonly at: number;
  readonly customer: number;
  /** Number of the product, `WHOLE_CUSTOMER` where the cell has none. */
  readonly product: number;
  readonly revenue: number;
  readonly profit: number;
}

export interface ChosenCells {
  readonly read: CellsRead;
  /** Positions in the portfolio's columns of all customers that pass, and of those that were read, in the order asked for. */
  readonly passing: Uint32Array;
  readonly customers: Uint32Array;
  /** The cells of each customer by its id. */
  readonly cellsOf: ReadonlyMap<number, readonly Cell[]>;
}

const recent = new Recent<ChosenCells>(4);

/** The cells of the first customers that pass. */
export async function chosenCells(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  query: CellQuery & { readonly customers: number },
): Promise<ChosenCells> {
  const only =
    query.customer === undefined ? undefined : (await customerFor(stores, scope, query.customer)).id;
  const { where, segment, country, search, sign, by, customers } = query;
  const key = JSON.stringify(only ?? { where, segment, country, search, sign, by, customers });
  return await recent.get(ranked.portfolio, key, () => choose(stores, scope, ranked, { query, only }));
}

async function choose(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  { query, only }: { query: CellQuery & { readonly customers: number }; only: number | undefined },
): Promise<ChosenCells> {
  const { portfolio } = ranked;
  const { cards } = portfolio;
  const passing =
    only === undefined
      ? await passingCustomers(stores, scope, ranked, query, orderOf(portfolio, query.by))
      : Uint32Array.from(cards.keys()).filter(at => cards[at]?.id === only);
  const customers = await readable(stores, scope, ranked, passing.subarray(0, query.customers));
  const ids = Array.from(customers, at => (cards[at] as KnownCustomer).id);
  const read = await readCells(stores, { ...scope, customers: ids }, ranked);
  return { read, passing, customers, cellsOf: byCustomer(read) };
}

function orderOf({ revenue, profit, byProfit }: RankedPortfolio, by: CellQuery['by']): Uint32Array {
  return orderByLargest(by === 'revenue' ? revenue : profit.map(amount => -amount), byProfit);
}

/** The first of them, up to so many lines. */
async function readable(
  { ledger }: ProfitStores,
  scope: Scope,
  { portfolio, period }: Ranked,
  first: Uint32Array,
): Promise<Uint32Array> {
  if (first.length <= 1 || portfolio.totals.lines <= LINES_MOST) return first;
  const ids = Array.from(first, at => (portfolio.cards[at] as KnownCustomer).id);
  const of = isMany(scope) ? scope : { ...scope, customers: ids };
  const counted = await periodSums(of, ledger, LINES, monthBounds(period));
  const counts = { customers: numbers(counted.customer_id) };
  const linesOf = (id: number) => numbers(counted.lines)[rowOf(counts, id)] ?? 0;
  let room = LINES_MOST;
  const over = ids.findIndex((id, at) => {
    room -= linesOf(id);
    return at > 0 && room < 0;
  });
  return over < 0 ? first : first.subarray(0, over);
}

function byCustomer({ cells }: CellsRead): Map<number, Cell[]> {
  const found = new Map<number, Cell[]>();
  for (let at = 0; at < cells.customers.length; at++) {
    const customer = cells.customers[at] as number;
    const mine = found.get(customer) ?? [];
    found.set(customer, mine);
    mine.push({
      ...{ at, customer },
      product: cells.products[at] as number,
      revenue: cells.revenue[at] as number,
      profit: cells.profit[at] as number,
    });
  }
  return found;
}

/** The customers that were read, by id. */
export function cardsOf({ portfolio }: Ranked, { customers }: ChosenCells): Map<number, KnownCustomer> {
  return new Map(
    Array.from(customers, at => {
      const card = portfolio.cards[at] as KnownCustomer;
      return [card.id, card];
    }),
  );
}

/** Cells with a product that lose money, those that lose most first; of some products where the query says so. */
export function losingCells({ cellsOf, read }: ChosenCells, product?: string): Cell[] {
  const sought = soughtProducts(read, product);
  return [...cellsOf.values()]
    .flat()
    .filter(cell => cell.product !== WHOLE_CUSTOMER && cell.profit < 0 && sought(cell.product))
    .sort((a, b) => a.profit - b.profit || a.customer - b.customer || a.product - b.product);
}

/** Whether a product is meant: by a part of its number, name or group. */
export function soughtProducts(
  { products }: CellsRead,
  text: string | undefined,
): (product: number) => boolean {
  const sought = text?.trim().toLocaleLowerCase();
  if (!sought) return () => true;
  const meant = products.map(({ key, name, group }) =>
    [key, name, group].some(one => one?.toLocaleLowerCase().includes(sought)),
  );
  return product => meant[product] === true;
}
