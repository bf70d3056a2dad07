import { type GroupTotals, groupTotals, type Scope } from '@clientele/engine';
import { BAND } from '../../contract/selection.ts';
import { type FieldColumn, fieldColumn } from './field-columns.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';
import { type CustomerFilter, passingCustomers, signOf } from './ranking-filter.ts';
import { groupAnswer, totalsOfSelection } from './selection.ts';

const GROUPS_MOST = 500;
/** Fields whose values have an order of their own; the others are ordered by net revenue. */
const ORDERED = ['grade', 'since', BAND];
const BANDS = [
  ['gain', 'Earn money'],
  ['zero', 'Come out at zero'],
  ['loss', 'Lose money'],
] as const;

interface Group {
  readonly value: string | null;
  readonly name: string;
  readonly totals: GroupTotals;
}

/** The customers that pass a filter, summed by a field; the groups sum to the selection exactly. */
export async function groupsAnswer(
  stores: ProfitStores,
  scope: Scope,
  { by, ...query }: CustomerFilter & { readonly period: string; readonly by: string },
) {
  const ranked = await rankedPortfolio(stores, scope, query.period);
  const { portfolio, settings } = ranked;
  const [column, passing] = await Promise.all([
    by === BAND ? bandColumn(ranked) : fieldColumn(stores, scope, ranked, by),
    passingCustomers(stores, scope, ranked, query),
  ]);
  const groups = groupsOf(column, groupTotals(portfolio, column.codes, column.values.length + 1, passing));
  const others = groups.slice(GROUPS_MOST);
  return {
    period: query.period,
    currency: settings.currency,
    by: { key: column.field, name: column.name },
    total: groupAnswer(totalsOfSelection(portfolio, passing)),
    groups: groups
      .slice(0, GROUPS_MOST)
      .map(({ value, name, totals }) => ({ value, name, ...groupAnswer(totals) })),
    others:
      others.length === 0
        ? null
        : { groups: others.length, ...groupAnswer(together(others.map(({ totals }) => totals))) },
  };
}

/** Groups with a customer, in their order; what is not stated comes last. */
function groupsOf({ field, values }: FieldColumn, totals: readonly GroupTotals[]): Group[] {
  const stated = values.map((value, place): Group => {
    const name = field === BAND ? (BANDS.find(([band]) => band === value)?.[1] ?? value) : value;
    return { value, name, totals: totals[place + 1] as GroupTotals };
  });
  if (!ORDERED.includes(field)) stated.sort((a, b) => Number(b.totals.revenue - a.totals.revenue));
  const silent: Group = { value: null, name: 'Not stated', totals: totals[0] as GroupTotals };
  return [...stated, silent].filter(({ totals: { customers } }) => customers > 0);
}

/** Whether a customer earns or loses is known of every one. */
function bandColumn({ portfolio }: Ranked): FieldColumn {
  const values = BANDS.map(([band]) => band);
  const codes = Uint32Array.from(portfolio.profit, profit => values.indexOf(signOf(profit)) + 1);
  return { field: BAND, name: 'Profit or loss', values, codes };
}

function together(groups: readonly GroupTotals[]): GroupTotals {
  return groups.reduce((all, one) => ({
    customers: all.customers + one.customers,
    revenue: all.revenue + one.revenue,
    contribution: all.contribution + one.contribution,
    costToServe: all.costToServe + one.costToServe,
    profit: all.profit + one.profit,
    losing: all.losing + one.losing,
    lost: all.lost + one.lost,
  }));
}
