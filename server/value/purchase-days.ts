import {
  type CustomerTrade,
  type Day,
  type PurchaseColumns,
  parsePeriod,
  type Scope,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { spanOfFacts } from '../measures/drivers.ts';
import { numbers } from '../profit/columns.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from '../profit/ranked.ts';

const DAYS = scopedQuery('purchase-days');
/** Amounts and quantities of the ledger in whole currency and whole units. */
const MICRO = 1e-6;
const MILLI = 1e-3;

/** Purchases and trade of the customers in scope, with who they are. */
export interface PurchasesRead {
  readonly until: Day;
  readonly ranked: Ranked;
  readonly purchases: PurchaseColumns;
  readonly trade: CustomerTrade;
  /** Units sold of each row of `purchases`. */
  readonly units: Float64Array;
  /** By the position that a customer has in `purchases`. */
  readonly cards: readonly KnownCustomer[];
}

/** The last day with facts in scope; undefined in an empty book. */
export async function lastDayOf(stores: ProfitStores, scope: Scope): Promise<Day | undefined> {
  await stores.costing.settled();
  return (await spanOfFacts(stores, scope))?.asOf;
}

/** What customers bought until a day, and what they earned and cost in those months. */
export async function readPurchases(stores: ProfitStores, scope: Scope, until: Day): Promise<PurchasesRead> {
  const ranked = await rankedPortfolio(stores, scope, await periodUntil(stores, scope, until));
  const days = await stores.ledger.columns(scope, DAYS, { until });
  const { cards, customer, rows, places } = placed(ranked, numbers(days.customer_id));
  const at = (name: string) => {
    const column = numbers(days[name]);
    return rows.length === column.length ? column : Float64Array.from(rows, row => column[row] as number);
  };
  const { revenue, contribution, costToServe } = ranked.portfolio;
  const earned = (column: Float64Array) =>
    Float64Array.from(places, one => (one < 0 ? 0 : (column[one] as number) * MICRO));
  const amount = at('net').map(net => net * MICRO);
  const trade = {
    revenue: earned(revenue),
    contribution: earned(contribution),
    costToServe: earned(costToServe),
  };
  const margins = { cost: at('product_cost'), uncosted: at('uncosted'), customer, amount, trade };
  return {
    until,
    ranked,
    purchases: {
      customers: cards.map(({ publicId }) => publicId),
      customer,
      day: Int32Array.from(at('day_number')),
      amount,
    },
    trade: { ...trade, marginSquares: marginSquares(margins) },
    units: at('units').map(one => one * MILLI),
    cards,
  };
}

/**
 * Which customer each row is of, and where it stands in the portfolio (-1 where it has nothing there). Rows of a customer who came
 * after the portfolio was ranked wait for the next one.
 */
function placed({ portfolio }: Ranked, ids: Float64Array) {
  const { register, cards: ranked } = portfolio;
  const cards: KnownCustomer[] = [];
  const places: number[] = [];
  const rows: number[] = [];
  const customer: number[] = [];
  let [card, place, last] = [0, 0, -1];
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    while (card < register.cards.length && (register.ids[card] as number) < id) card += 1;
    if (register.ids[card] !== id) continue;
    if (id !== last) {
      while (place < ranked.length && (ranked[place] as KnownCustomer).id < id) place += 1;
      places.push(ranked[place]?.id === id ? place : -1);
      cards.push(register.cards[card] as KnownCustomer);
      last = id;
    }
    rows.push(row);
    customer.push(cards.length - 1);
  }
  return { cards, places, rows, customer: Uint32Array.from(customer) };
}

/** From the first month with facts to that of the day. */
async function periodUntil(stores: ProfitStores, scope: Scope, until: Day): Promise<string> {
  const span = await spanOfFacts(stores, scope);
  const month = until.slice(0, 7);
  if (!span || month >= span.through) return 'all';
  const text = `${span.from < month ? span.from : month}..${month}`;
  return parsePeriod(text) === 'refused' ? 'all' : text;
}

/** How far the margins of a customer's days lie from its own rate, where every line of the day states its cost. */
function marginSquares(given: {
  readonly cost: Float64Array;
  readonly uncosted: Float64Array;
  readonly customer: Uint32Array;
  readonly amount: Float64Array;
  readonly trade: Pick<CustomerTrade, 'revenue' | 'contribution'>;
}): Float64Array {
  const { cost, uncosted, customer, amount, trade } = given;
  const squares = new Float64Array(trade.revenue.length);
  for (let row = 0; row < customer.length; row++) {
    const of = customer[row] as number;
    const [net, revenue] = [amount[row] as number, trade.revenue[of] as number];
    if (!(net > 0 && revenue > 0) || uncosted[row] !== 0) continue;
    const own = (trade.contribution[of] as number) / revenue;
    squares[of] = (squares[of] as number) + (1 - ((cost[row] as number) * MICRO) / net - own) ** 2;
  }
  return squares;
}
