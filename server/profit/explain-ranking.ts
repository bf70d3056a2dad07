import { type Narrowing, narrowedFigure } from '../../contract/profit-figure.ts';
import {
  explainSelectionLine,
  explainSelectionShare,
  type Selection,
  sumOfCustomers,
} from './explain-selection.ts';
import { type Explained, type Explaining, inputsIn, NO_FACTS, startOf } from './explaining.ts';
import type { RankedPortfolio } from './portfolio.ts';
import { type CustomerFilter, passingCustomers, signOf, whichText } from './ranking-filter.ts';
import { sumAt } from './selection.ts';

interface Summed {
  readonly title: string;
  /** The amount of a customer by its position. */
  readonly amount: (portfolio: RankedPortfolio, at: number) => number;
}

const of = (column: Float64Array, at: number) => column[at] as number;

/** What the ranking sums, by the last part of the address, which is also that of a customer's own figure. */
const SUMS: Readonly<Record<string, Summed>> = {
  revenue: { title: 'Net revenue', amount: ({ revenue }, at) => of(revenue, at) },
  productCost: {
    title: 'Product cost',
    amount: ({ contribution, revenue }, at) => of(contribution, at) - of(revenue, at),
  },
  contribution: { title: 'Contribution', amount: ({ contribution }, at) => of(contribution, at) },
  costToServe: { title: 'Cost to serve', amount: ({ costToServe }, at) => of(costToServe, at) },
  profit: { title: 'Profit', amount: ({ profit }, at) => of(profit, at) },
  ownMistakes: { title: 'Our own mistakes', amount: ({ ownMistakes }, at) => of(ownMistakes, at) },
};

/**
 * A sum over the customers of the ranking, how many they are, or a line of their profit and loss:
 * `ranking/profit?where=segment:Rail&sign=loss`, `ranking/line/orders`.
 */
export async function explainRanking(
  asked: Explaining,
  path: readonly string[],
): Promise<Explained | undefined> {
  const [figure = '', more = ''] = path;
  const { stores, scope, ranked } = asked;
  const { portfolio, settings } = ranked;
  const filter = filterOf(asked.narrowing);
  const passing = await passingCustomers(stores, scope, ranked, filter);
  const selection: Selection = { filter, passing };
  if (figure === 'share') return explainSelectionShare(asked, selection, more);
  if (figure === 'customers' && more === '') return explainCount(asked, selection);
  const summed = more === '' ? SUMS[figure] : undefined;
  if (!summed) return await explainSelectionLine(asked, selection, path);
  return sumOfCustomers(asked, selection, {
    title: summed.title,
    figure,
    unit: settings.currency,
    amounts: Float64Array.from(passing, at => summed.amount(portfolio, at)),
  });
}

/** How many customers pass: by what they earn, and what they come to. */
function explainCount(asked: Explaining, { filter, passing }: Selection): Explained {
  const { portfolio, settings } = asked.ranked;
  const { plus } = inputsIn('customers');
  const { beside } = inputsIn(settings.currency);
  const narrowed = (figure: string, sign: CustomerFilter['sign']) =>
    narrowedFigure(figure, { ...asked.narrowing, sign });
  const count = (label: string, sign: NonNullable<CustomerFilter['sign']>) => {
    const these = passing.filter(at => signOf(of(portfolio.profit, at)) === sign);
    return plus(label, these.length * MICRO, narrowed('ranking/customers', sign));
  };
  return {
    title: capital(whichText(filter)),
    value: String(passing.length),
    unit: 'customers',
    formula:
      'Customers with an order line, a return or a costed activity in the period, counted by what they earn',
    caution: null,
    inputs: [
      ...(filter.sign === undefined
        ? [count('Earn money', 'gain'), count('Come out at zero', 'zero'), count('Lose money', 'loss')]
        : []),
      beside('Their profit', sumAt(portfolio.profit, passing), narrowed('ranking/profit', filter.sign)),
    ],
    ...NO_FACTS,
  };
}

/** Counts stand in the inputs as amounts do: in millionths. */
const MICRO = 1_000_000;

/** Which customers an address means. */
export function filterOf(narrowing: Narrowing): CustomerFilter {
  const text = (name: string) => (narrowing[name] === undefined ? undefined : String(narrowing[name]));
  const sign = (['loss', 'gain', 'zero'] as const).find(one => one === narrowing.sign);
  const top = narrowing.top === undefined ? undefined : startOf(narrowing.top);
  const where = [narrowing.where ?? []].flat().map(String);
  return { where, segment: text('segment'), country: text('country'), search: text('search'), sign, top };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
