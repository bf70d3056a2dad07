import {
  formatDecimal,
  type GroupTotals,
  groupTotals,
  ratio,
  type Sales,
  type Scope,
  type Statement,
  statementOfTotals,
  sum,
  type Total,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { Recent } from '../recent.ts';
import { monthBounds, yearBounds } from './months.ts';
import type { RankedPortfolio } from './portfolio.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';
import { type CustomerFilter, passingCustomers } from './ranking-filter.ts';
import { statementAnswer } from './statement-answer.ts';

const STATEMENT = scopedQuery('statement-of-selection');

/** Headline and profit and loss of the customers that pass a filter; of all where there is none. */
export async function selectionAnswer(
  stores: ProfitStores,
  scope: Scope,
  query: CustomerFilter & { readonly period: string },
) {
  const ranked = await rankedPortfolio(stores, scope, query.period);
  const { portfolio, settings } = ranked;
  const passing = await passingCustomers(stores, scope, ranked, query);
  const stated = await statementOfSelection(stores, scope, ranked, passing);
  return {
    period: query.period,
    currency: settings.currency,
    of: portfolio.rows.length,
    ...groupAnswer(totalsOfSelection(portfolio, passing)),
    statement: statementAnswer(portfolio.model, stated),
  };
}

export function totalsOfSelection(portfolio: RankedPortfolio, passing: Uint32Array): GroupTotals {
  const one = new Uint32Array(portfolio.rows.length);
  return groupTotals(portfolio, one, 1, passing)[0] as GroupTotals;
}

/** As the contract words it; a share of net revenue that is not above zero says nothing. */
export function groupAnswer({ customers, losing, ...sums }: GroupTotals) {
  return {
    customers,
    revenue: formatDecimal(sums.revenue),
    contribution: formatDecimal(sums.contribution),
    costToServe: formatDecimal(sums.costToServe),
    profit: formatDecimal(sums.profit),
    profitShare: sums.revenue > 0n ? (ratio(sums.profit, sums.revenue) ?? null) : null,
    losing,
    losingShare: ratio(losing, customers) ?? null,
    lost: formatDecimal(sums.lost),
  };
}

interface SelectionStatement {
  readonly statement: Statement<Total>;
  readonly minutes: readonly Total[];
  readonly ownMistakes: Total;
}

const recent = new Recent<SelectionStatement>(12);

/** The profit and loss of some customers together. */
function statementOfSelection(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  passing: Uint32Array,
): Promise<SelectionStatement> {
  const key = keyOf(ranked.portfolio, passing);
  return recent.get(ranked.portfolio, key, () => readStatement(stores, scope, ranked, passing));
}

/** Names a selection by who is in it, since one selection can be written in many ways. */
function keyOf({ rows }: RankedPortfolio, passing: Uint32Array): string {
  if (passing.length === rows.length) return 'all';
  const members = new Uint8Array((rows.length + 7) >> 3);
  for (const at of passing) members[at >> 3] = (members[at >> 3] as number) | (1 << (at & 7));
  return Buffer.from(members).toString('base64');
}

async function readStatement(
  { ledger }: ProfitStores,
  scope: Scope,
  { portfolio, period }: Ranked,
  passing: Uint32Array,
): Promise<SelectionStatement> {
  const { model, totals, rows } = portfolio;
  const only = onlyOf(scope, portfolio, passing);
  const read = await ledger.rows(only, STATEMENT, yearBounds(monthBounds(period)));
  const sales = read.find(({ part }) => part === 'sales');
  const costs = read.filter(({ part }) => part === 'costs');
  const places = passing.map(at => rows[at] as number);
  const amounts = model.activities.map(() => 0n);
  const minutes = model.activities.map(() => 0n);
  let ownMistakes = 0n;
  for (const row of costs) {
    const amount = BigInt(String(row.amount));
    if (row.own) ownMistakes += amount;
    else {
      amounts[Number(row.activity_number)] = amount;
      minutes[Number(row.activity_number)] = BigInt(String(row.minutes));
    }
  }
  for (const distinct of totals.distinct) {
    amounts[distinct.activity] = (amounts[distinct.activity] ?? 0n) + sumAt(distinct.amounts, places);
    minutes[distinct.activity] = (minutes[distinct.activity] ?? 0n) + sumAt(distinct.minutes, places);
  }
  const sold = (name: string): Total => BigInt(String(sales?.[name] ?? 0));
  const together: Sales<Total> = {
    listAmount: sold('list_amount'),
    discount: sold('discount'),
    rebate: sold('rebate'),
    invoiced: sold('invoiced'),
    returned: sold('returned'),
    productCost: sumAt(totals.productCost, places),
  };
  return { statement: statementOfTotals(together, amounts), minutes, ownMistakes };
}

/** The scope of those alone; where they are all, the scope itself reads faster. */
export function onlyOf(scope: Scope, { cards, rows }: RankedPortfolio, passing: Uint32Array): Scope {
  if (passing.length === rows.length) return scope;
  return { ...scope, customers: Array.from(passing, at => (cards[at] as KnownCustomer).id) };
}

export function sumAt(column: Float64Array, positions: ArrayLike<number>): Total {
  const values = new Float64Array(positions.length);
  for (let i = 0; i < values.length; i++) values[i] = column[positions[i] as number] as number;
  return sum(values);
}
