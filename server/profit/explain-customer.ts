import { formatDecimal, median, type Scope, type Statement } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { customerFor } from './customer-page.ts';
import type { Explained } from './explain.ts';
import { explainActivity } from './explain-activity.ts';
import { explainDriver } from './explain-driver.ts';
import { type FactsAsked, factsBehind, type Input, input, NO_FACTS } from './explain-facts.ts';
import { type Figures, ownMistakesAt, readFigures, rowOf, statementAt } from './figures.ts';
import { costLinesOf } from './portfolio.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

/** The steps of the statement that come straight from order lines: their formula, and the facts behind them. */
const STEPS: Readonly<
  Record<
    string,
    { title: string; formula: string; step: keyof Statement; facts: Omit<FactsAsked, 'customer'> }
  >
> = {
  list: {
    title: 'Sales at list price',
    step: 'list',
    formula: 'The list amounts of all sale lines',
    facts: { measure: 'list', lines: 'sale' },
  },
  discounts: {
    title: 'Discounts',
    step: 'discounts',
    formula: 'The discounts on all sale lines',
    facts: { measure: 'discount', lines: 'sale' },
  },
  rebates: {
    title: 'Rebates',
    step: 'rebates',
    formula: 'The rebates granted on all sale lines',
    facts: { measure: 'rebate', lines: 'sale' },
  },
  returns: {
    title: 'Returns and credits',
    step: 'returns',
    formula: 'The credited amounts of all returns',
    facts: { measure: 'amount', lines: 'return' },
  },
  priceCorrections: {
    title: 'Price corrections',
    step: 'priceCorrections',
    formula: 'Invoiced amount less (list amount less discount): what the source corrected by hand',
    facts: { measure: 'amount', lines: 'sale' },
  },
  productCost: {
    title: 'Product cost',
    step: 'productCost',
    formula:
      'The cost stated on the line, else quantity × unit cost of the product, else a share of net revenue',
    facts: { measure: 'cost', lines: 'all' },
  },
};

export async function explainCustomer(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  [id = '', figure = '', key = '']: readonly string[],
): Promise<Explained | undefined> {
  const customer = await customerFor(stores, scope, id);
  const { model } = ranked.portfolio;
  const asked = { model, period: ranked.period, customers: [customer.id] };
  const figures = await readFigures(stores.ledger, scope, asked);
  const row = rowOf(figures, customer.id);
  if (figure === 'cost') return explainActivity(stores, scope, ranked, { customer, figures, row, key });
  if (figure === 'driver') return explainDriver(stores, scope, ranked, customer, key);
  if (row < 0) return { ...nothing(customer, ranked), title: `${customer.name}: no facts in this period` };
  if (figure === 'line') return explainLine(ranked, { customer, figures, row, key });
  const step = STEPS[figure];
  if (step) return explainStep(stores, scope, ranked, { customer, figures, row, step });
  return explainSum(stores, scope, ranked, { customer, figures, row, figure });
}

function nothing(customer: KnownCustomer, { settings }: Ranked): Explained {
  const formula = 'No order line and no activity of this customer lies in the period';
  return {
    title: customer.name,
    value: '0',
    unit: settings.currency,
    formula,
    caution: null,
    inputs: [],
    ...NO_FACTS,
  };
}

async function explainStep(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  {
    customer,
    figures,
    row,
    step,
  }: { customer: KnownCustomer; figures: Figures; row: number; step: (typeof STEPS)[string] },
): Promise<Explained> {
  const statement = statementAt(figures, row);
  const share = ranked.model.model.productCost;
  const assumed = step.step === 'productCost' && share?.assumed === true;
  return {
    title: `${step.title} of ${customer.name}`,
    value: formatDecimal(statement[step.step] as number),
    unit: ranked.settings.currency,
    formula: step.formula,
    caution: assumed
      ? `Where no cost is stated it is assumed to be ${share.shareOfNetRevenue} of net revenue. ${share.source ?? ''}`.trim()
      : null,
    inputs: [],
    ...(await factsBehind(stores, scope, ranked, { customer: customer.id, ...step.facts })),
  };
}

async function explainSum(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  {
    customer,
    figures,
    row,
    figure,
  }: { customer: KnownCustomer; figures: Figures; row: number; figure: string },
): Promise<Explained | undefined> {
  if (figure === 'rank') return explainRank(ranked, customer);
  const build = SUMS[figure];
  if (!build) return undefined;
  const { settings } = ranked;
  const line = (label: string, amount: number, part: string | null) =>
    input(label, formatDecimal(amount), settings.currency, part && `customer/${customer.publicId}/${part}`);
  const statement = statementAt(figures, row);
  const { title, ...built } = build({ statement, line, ranked, figures, row });
  const facts =
    figure === 'revenue' || figure === 'netRevenue'
      ? await factsBehind(stores, scope, ranked, { customer: customer.id, measure: 'amount' })
      : NO_FACTS;
  return { title: `${title} ${customer.name}`, unit: settings.currency, caution: null, ...built, ...facts };
}

interface Given {
  readonly statement: Statement;
  readonly line: (label: string, amount: number, part: string | null) => Input;
  readonly ranked: Ranked;
  readonly figures: Figures;
  readonly row: number;
}
type Built = Pick<Explained, 'title' | 'value' | 'formula' | 'inputs'>;

const netRevenue = ({ statement, line }: Given): Built => ({
  title: 'Net revenue of',
  value: formatDecimal(statement.netRevenue),
  formula: 'Sales at list price less discounts, rebates and returns',
  inputs: Object.entries(STEPS)
    .filter(([key]) => key !== 'productCost')
    .map(([key, { title, step }]) => line(title, statement[step] as number, key)),
});

/** Figures that add up other figures. */
const SUMS: Readonly<Record<string, (given: Given) => Built>> = {
  profit: ({ statement, line }) => ({
    title: 'Profit of',
    value: formatDecimal(statement.profit),
    formula:
      'Contribution less cost to serve; our own mistakes, unused capacity and sustaining cost are not charged',
    inputs: [
      line('Contribution', statement.contribution, 'contribution'),
      line('Cost to serve', statement.costToServe, 'costToServe'),
    ],
  }),
  revenue: netRevenue,
  netRevenue,
  contribution: ({ statement, line }) => ({
    title: 'Contribution of',
    value: formatDecimal(statement.contribution),
    formula: 'Net revenue less product cost',
    inputs: [
      line('Net revenue', statement.netRevenue, 'revenue'),
      line('Product cost', statement.productCost, 'productCost'),
    ],
  }),
  costToServe: ({ statement, line, ranked }) => ({
    title: 'Cost to serve',
    value: formatDecimal(statement.costToServe),
    formula: 'The sum of the cost lines below contribution',
    inputs: costLinesOf(ranked.portfolio.model).map(({ key, name, activities }) =>
      line(
        name,
        activities.reduce((total, { index }) => total + (statement.costs[index] as number), 0),
        `line/${key}`,
      ),
    ),
  }),
  ownMistakes: ({ line, ranked: { portfolio }, figures, row }) => ({
    title: 'Our own mistakes with',
    value: formatDecimal(ownMistakesAt(figures, row)),
    formula:
      'What returns and activities that we caused cost; a line of its own, not charged to the customer',
    inputs: portfolio.model.activities
      .map((activity, index) => ({
        activity,
        amount: (figures.own[index] as Float64Array)[row] as number,
      }))
      .filter(({ amount }) => amount !== 0)
      .map(({ activity, amount }) => line(activity.name, amount, null)),
  }),
};

function explainRank({ portfolio, settings }: Ranked, customer: KnownCustomer): Explained {
  const position = portfolio.cards.findIndex(card => card.id === customer.id);
  const at = (column: ArrayLike<number>) => column[position] as number;
  return {
    title: `Rank of ${customer.name}`,
    value: String(at(portfolio.rank)),
    unit: `of ${portfolio.rows.length}`,
    formula: 'Position by profit in money, the largest first; equal profits by customer id',
    caution: null,
    inputs: [
      input(
        'Profit',
        formatDecimal(at(portfolio.profit)),
        settings.currency,
        `customer/${customer.publicId}/profit`,
      ),
      input(
        'Net revenue',
        formatDecimal(at(portfolio.revenue)),
        settings.currency,
        `customer/${customer.publicId}/revenue`,
      ),
      input('Rank by revenue', String(at(portfolio.revenueRank)), `of ${portfolio.rows.length}`),
      input(
        'Median profit of all customers',
        formatDecimal(Math.round(median(portfolio.profit) ?? 0)),
        settings.currency,
      ),
    ],
    ...NO_FACTS,
  };
}

function explainLine(
  { portfolio, settings }: Ranked,
  { customer, figures, row, key }: { customer: KnownCustomer; figures: Figures; row: number; key: string },
): Explained | undefined {
  const line = costLinesOf(portfolio.model).find(candidate => candidate.key === key);
  if (!line) return undefined;
  const costs = statementAt(figures, row).costs;
  return {
    title: `${line.name} for ${customer.name}`,
    value: formatDecimal(line.activities.reduce((total, { index }) => total + (costs[index] as number), 0)),
    unit: settings.currency,
    formula: 'The sum of its activities',
    caution: line.activities.some(({ assumed }) => assumed)
      ? 'Some of these rates are assumed, not measured.'
      : null,
    inputs: line.activities.map(({ index, key: activity, name, assumed }) =>
      input(
        name,
        formatDecimal(costs[index] as number),
        settings.currency,
        `customer/${customer.publicId}/cost/${activity}`,
        assumed ? 'assumed' : null,
      ),
    ),
    ...NO_FACTS,
  };
}
