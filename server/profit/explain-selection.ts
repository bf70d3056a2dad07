import { ratio, type Sales, statementOf } from '@clientele/engine';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { numbers, place } from './columns.ts';
import { addressOf } from './explain-subject.ts';
import { type Explained, type Explaining, inputsIn, NO_FACTS, type Part, sumOfParts } from './explaining.ts';
import { monthBounds, yearBounds } from './months.ts';
import { costLinesOf, isAssumed } from './portfolio.ts';
import { type CustomerFilter, whichText } from './ranking-filter.ts';
import { onlyOf, totalsOfSelection } from './selection.ts';

const QUERIES = {
  sales: scopedQuery('sales-by-customer'),
  costs: scopedQuery('activity-costs-by-customer'),
};

/** Some customers of the ranking: what they were chosen by, and their positions in the portfolio's columns. */
export interface Selection {
  readonly filter: CustomerFilter;
  readonly passing: Uint32Array;
}

interface SummedLine {
  readonly title: string;
  /** Last parts of the address, which are also those of a customer's own figure. */
  readonly figure: string;
  readonly unit: string;
  /** The amount of each customer of the selection, in its order. */
  readonly amounts: Float64Array;
}

/** A sum over the customers of a selection, those with the largest amounts first; each opens to its own figure. */
export function sumOfCustomers(
  asked: Explaining,
  { filter, passing }: Selection,
  { title, figure, unit, amounts }: SummedLine,
): Explained {
  const { portfolio } = asked.ranked;
  return sumOfParts(asked, {
    title: `${title} of ${whichText(filter)}`,
    unit,
    formula: `The sum over ${countText(passing.length, filter)}; the largest amounts stand first`,
    of: 'customers',
    parts: Array.from(passing, (at, index): Part => {
      const card = portfolio.cards[at] as KnownCustomer;
      return {
        label: card.name,
        amount: amounts[index] as number,
        figure: `${addressOf(card)}/${figure}`,
        note: `rank ${portfolio.rank[at]}`,
      };
    }),
  });
}

function countText(count: number, filter: CustomerFilter): string {
  const which = whichText(filter);
  if (which === 'all customers') return `all ${count} customers`;
  return filter.top === undefined ? which.replace('the customers', `the ${count} customers`) : which;
}

const STEPS = {
  list: 'Sales at list price',
  discounts: 'Discounts',
  priceCorrections: 'Price corrections',
  rebates: 'Rebates',
  returns: 'Returns and credits',
} as const;
type Step = keyof typeof STEPS;

/** A line of the profit and loss of a selection, as the sum of its customers'. */
export async function explainSelectionLine(
  asked: Explaining,
  selection: Selection,
  path: readonly string[],
): Promise<Explained | undefined> {
  const [figure = '', key = '', more = ''] = path;
  if (more !== '') return undefined;
  if (key === '' && Object.hasOwn(STEPS, figure)) return await explainStep(asked, selection, figure as Step);
  const { model } = asked.ranked.portfolio;
  if (figure === 'line') {
    const line = costLinesOf(model).find(one => one.key === key);
    const activities = line?.activities.map(({ index }) => index);
    return (
      line && activities && (await explainCost(asked, selection, { title: line.name, activities, path }))
    );
  }
  const index = model.activities.findIndex(one => one.key === key);
  if (figure !== 'cost' || index < 0) return undefined;
  const title = model.activities[index]?.name ?? key;
  return await explainCost(asked, selection, { title, activities: [index], path });
}

async function explainStep(asked: Explaining, selection: Selection, step: Step): Promise<Explained> {
  const { stores, scope, ranked } = asked;
  const { portfolio, period, settings } = ranked;
  const only = onlyOf(scope, portfolio, selection.passing);
  const read = await stores.ledger.columns(only, QUERIES.sales, yearBounds(monthBounds(period)));
  const sales = (column: Float64Array, row: number): number => column[row] as number;
  const columns = Object.fromEntries(SALES.map(([key, name]) => [key, numbers(read[name])]));
  const ids = numbers(read.customer_id);
  const values = Float64Array.from(ids, (_, row) => {
    const of = Object.fromEntries(SALES.map(([key]) => [key, sales(columns[key] as Float64Array, row)]));
    return statementOf({ ...(of as Record<(typeof SALES)[number][0], number>), productCost: 0 }, [])[step];
  });
  const amounts = amountsOf(asked, selection, { ids, values });
  return sumOfCustomers(asked, selection, {
    title: STEPS[step],
    figure: step,
    unit: settings.currency,
    amounts,
  });
}

const SALES = [
  ['listAmount', 'list_amount'],
  ['discount', 'discount'],
  ['rebate', 'rebate'],
  ['invoiced', 'invoiced'],
  ['returned', 'returned'],
] as const satisfies readonly (readonly [keyof Sales, string])[];

interface CostAsked {
  readonly title: string;
  /** Indices of the model's activities. */
  readonly activities: readonly number[];
  readonly path: readonly string[];
}

async function explainCost(
  asked: Explaining,
  selection: Selection,
  { title, activities, path }: CostAsked,
): Promise<Explained> {
  const { stores, scope, ranked } = asked;
  const { portfolio, period, settings } = ranked;
  const { model, rows, totals } = portfolio;
  const read = await stores.ledger.columns(onlyOf(scope, portfolio, selection.passing), QUERIES.costs, {
    ...monthBounds(period),
    activities,
    own: false,
  });
  const amounts = amountsOf(asked, selection, {
    ids: numbers(read.customer_id),
    values: Float64Array.from(read.amount as readonly string[], amount => -Number(amount) || 0),
  });
  for (const { activity, amounts: distinct } of totals.distinct)
    if (activities.includes(activity))
      for (const [index, at] of selection.passing.entries())
        amounts[index] = (amounts[index] as number) - (distinct[rows[at] as number] as number);
  const figure = path.map(encodeURIComponent).join('/');
  return {
    ...sumOfCustomers(asked, selection, { title, figure, unit: settings.currency, amounts }),
    caution: activities.some(index => isAssumed(model, index))
      ? 'Some of these rates are assumed, not measured.'
      : null,
  };
}

/** What was read by customer, in the order of the selection; zero where nothing was. */
function amountsOf(
  { ranked }: Explaining,
  { passing }: Selection,
  { ids, values }: { readonly ids: Float64Array; readonly values: Float64Array },
): Float64Array {
  const { totals, rows } = ranked.portfolio;
  const placed = place(totals.customers, ids, values);
  return Float64Array.from(passing, at => placed[rows[at] as number] as number);
}

const SHARES = { contribution: 'Contribution', costToServe: 'Cost to serve', profit: 'Profit' } as const;

/** A part of a selection's net revenue, or of its customers those that lose money, as a share. */
export function explainSelectionShare(
  asked: Explaining,
  { filter, passing }: Selection,
  key: string,
): Explained | undefined {
  const { portfolio, settings } = asked.ranked;
  const totals = totalsOfSelection(portfolio, passing);
  const figure = (name: string, more = {}) =>
    narrowedFigure(`ranking/${name}`, { ...asked.narrowing, ...more });
  const which = whichText(filter);
  const shared = { unit: 'share', caution: null, ...NO_FACTS };
  if (key === 'losing') {
    const { beside } = inputsIn('customers');
    return {
      ...shared,
      title: `Share of ${which} that lose money`,
      value: String(ratio(totals.losing, totals.customers) ?? '\u2013'),
      formula: 'Customers whose profit is below zero ÷ all customers of the selection',
      inputs: [
        beside('Lose money', totals.losing * MICRO, figure('customers', { sign: 'loss' })),
        beside('All', totals.customers * MICRO, figure('customers')),
      ],
    };
  }
  const name = SHARES[key as keyof typeof SHARES];
  if (!name) return undefined;
  const { beside } = inputsIn(settings.currency);
  const part = totals[key as keyof typeof SHARES];
  return {
    ...shared,
    title: `${name} of ${which} as a share of net revenue`,
    value: totals.revenue > 0n ? String(ratio(part, totals.revenue)) : '\u2013',
    formula: `${name} ÷ net revenue; nothing where net revenue is not above zero`,
    inputs: [beside(name, part, figure(key)), beside('Net revenue', totals.revenue, figure('revenue'))],
  };
}

/** Counts stand in the inputs as amounts do: in millionths. */
const MICRO = 1_000_000;
