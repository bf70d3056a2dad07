import { formatDecimal, type Statement } from '@clientele/engine';
import type { OfSubject } from './explain-customer.ts';
import { type FactsAsked, factsBehind } from './explain-facts.ts';
import { explainProductCost } from './explain-product-cost.ts';
import { type Explained, type Explaining, type Input, inputsIn, NO_FACTS } from './explaining.ts';
import { statementAt } from './figures.ts';

interface Step {
  readonly title: string;
  readonly formula: string;
  readonly facts: Omit<FactsAsked, 'customer'>;
}
type StepKey = keyof Statement & ('list' | 'discounts' | 'rebates' | 'returns' | 'priceCorrections');

/** The steps from list price to net revenue, which come straight from order lines. */
const STEPS: Readonly<Record<StepKey, Step>> = {
  list: {
    title: 'Sales at list price',
    formula: 'The list amounts of all sale lines',
    facts: { measure: 'list', adds: 1 },
  },
  discounts: {
    title: 'Discounts',
    formula: 'The discounts on all sale lines',
    facts: { measure: 'discount', adds: 1 },
  },
  priceCorrections: {
    title: 'Price corrections',
    formula: 'Invoiced amount less (list amount less discount): what the source corrected by hand',
    facts: { measure: 'correction', adds: 1 },
  },
  rebates: {
    title: 'Rebates',
    formula: 'The rebates granted on all sale lines',
    facts: { measure: 'rebate', adds: 1 },
  },
  returns: {
    title: 'Returns and credits',
    formula: 'The credited amounts of all returns',
    facts: { measure: 'amount', lines: 'return', adds: 1 },
  },
};

/** The lines of a profit and loss above the cost lines, and its profit. */
export async function explainStatement(
  asked: Explaining,
  of: OfSubject,
  [figure = '', key = '']: readonly string[],
): Promise<Explained | undefined> {
  if (figure === 'productCost') return explainProductCost(asked, of, key);
  if (key !== '') return undefined;
  const step = STEPS[figure as StepKey];
  if (step) return explainStep(asked, of, figure as StepKey, step);
  const build = SUMS[figure];
  if (!build) return undefined;
  const statement = statementAt(of.figures, of.row);
  const { subject } = of;
  const { plus, minus } = inputsIn(asked.ranked.settings.currency);
  const built = build(statement, {
    plus: (label, amount, part) => plus(label, amount, `${subject.address}/${part}`),
    minus: (label, amount, part) => minus(label, amount, `${subject.address}/${part}`),
  });
  const facts =
    figure === 'revenue'
      ? await factsBehind(asked, { customer: subject.id, measure: 'net', adds: 1 })
      : NO_FACTS;
  const title = `${built.title} of ${subject.name}`;
  return { unit: asked.ranked.settings.currency, caution: null, ...built, title, ...facts };
}

async function explainStep(
  asked: Explaining,
  { subject, figures, row }: OfSubject,
  key: StepKey,
  { title, formula, facts }: Step,
): Promise<Explained> {
  return {
    title: `${title} of ${subject.name}`,
    value: formatDecimal(statementAt(figures, row)[key]),
    unit: asked.ranked.settings.currency,
    formula,
    caution: null,
    inputs: [],
    ...(await factsBehind(asked, { customer: subject.id, ...facts })),
  };
}

type Line = (label: string, amount: number, part: string) => Input;
type Built = Pick<Explained, 'title' | 'value' | 'formula' | 'inputs'>;

/** Figures that add up other figures. */
const SUMS: Readonly<
  Record<string, (statement: Statement, line: { readonly plus: Line; readonly minus: Line }) => Built>
> = {
  profit: (statement, { plus, minus }) => ({
    title: 'Profit',
    value: formatDecimal(statement.profit),
    formula:
      'Contribution less cost to serve; our own mistakes, unused capacity and sustaining cost are not charged',
    inputs: [
      plus('Contribution', statement.contribution, 'contribution'),
      minus('Cost to serve', -statement.costToServe || 0, 'costToServe'),
    ],
  }),
  revenue: (statement, { plus }) => ({
    title: 'Net revenue',
    value: formatDecimal(statement.netRevenue),
    formula: 'Sales at list price less discounts, rebates and returns',
    inputs: Object.entries(STEPS).map(([key, { title }]) => plus(title, statement[key as StepKey], key)),
  }),
  contribution: (statement, { plus }) => ({
    title: 'Contribution',
    value: formatDecimal(statement.contribution),
    formula: 'Net revenue less product cost',
    inputs: [
      plus('Net revenue', statement.netRevenue, 'revenue'),
      plus('Product cost', statement.productCost, 'productCost'),
    ],
  }),
};
