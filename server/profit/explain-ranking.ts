import { sum } from '@clientele/engine';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { addressOf } from './explain-subject.ts';
import {
  type Explained,
  type Explaining,
  inputsIn,
  NO_FACTS,
  type Part,
  startOf,
  sumOfParts,
} from './explaining.ts';
import type { RankedPortfolio } from './portfolio.ts';
import { type CustomerFilter, passingCustomers } from './ranking-filter.ts';

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
};

/** A sum over the customers of the ranking, or how many they are: `ranking/profit?segment=Rail&sign=loss`. */
export function explainRanking(asked: Explaining, [figure = '', more = '']: readonly string[]) {
  const { portfolio, settings } = asked.ranked;
  const filter = filterOf(asked);
  const passing = passingCustomers(portfolio, filter);
  if (more !== '') return undefined;
  if (figure === 'customers') return explainCount(asked, passing, filter);
  const summed = SUMS[figure];
  if (!summed) return undefined;
  return sumOfParts(asked, {
    title: `${summed.title} of ${whichText(filter)}`,
    unit: settings.currency,
    formula: `The sum over ${countText(passing.length, filter)}; the largest amounts stand first`,
    of: 'customers',
    parts: Array.from(passing, (at): Part => {
      const card = portfolio.cards[at] as KnownCustomer;
      return {
        label: card.name,
        amount: summed.amount(portfolio, at),
        figure: `${addressOf(card)}/${figure}`,
        note: `rank ${portfolio.rank[at]}`,
      };
    }),
  });
}

/** How many customers pass: by what they earn, and what they come to. */
function explainCount(asked: Explaining, passing: Uint32Array, filter: CustomerFilter): Explained {
  const { portfolio, settings } = asked.ranked;
  const { plus } = inputsIn('customers');
  const { beside } = inputsIn(settings.currency);
  const narrowed = (figure: string, sign: CustomerFilter['sign']) =>
    narrowedFigure(figure, { ...asked.narrowing, sign });
  const count = (label: string, sign: NonNullable<CustomerFilter['sign']>) => {
    const these = passingCustomers(portfolio, { ...filter, sign });
    return plus(label, these.length * MICRO, narrowed('ranking/customers', sign));
  };
  const profit = sum(Float64Array.from(passing, at => of(portfolio.profit, at)));
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
      beside('Their profit', profit, narrowed('ranking/profit', filter.sign)),
    ],
    ...NO_FACTS,
  };
}

/** Counts stand in the inputs as amounts do: in millionths. */
const MICRO = 1_000_000;

function filterOf({ narrowing }: Explaining): CustomerFilter {
  const text = (name: string) => (narrowing[name] === undefined ? undefined : String(narrowing[name]));
  const sign = (['loss', 'gain', 'zero'] as const).find(one => one === narrowing.sign);
  const top = narrowing.top === undefined ? undefined : startOf(narrowing.top);
  return { segment: text('segment'), country: text('country'), search: text('search'), sign, top };
}

/** "all customers", "the customers in Rail, Germany that lose money". */
function whichText({ segment, country, search, sign, top }: CustomerFilter): string {
  const places = [segment, country].filter(place => place !== undefined);
  const words = [
    top === undefined ? 'the customers' : `the ${top} most profitable customers`,
    places.length > 0 && `in ${places.join(', ')}`,
    search && `named like "${search}"`,
    sign && { loss: 'that lose money', gain: 'that earn money', zero: 'that come out at zero' }[sign],
  ].filter(Boolean);
  return words.length === 1 && top === undefined ? 'all customers' : words.join(' ');
}

function countText(count: number, filter: CustomerFilter): string {
  const which = whichText(filter);
  if (which === 'all customers') return `all ${count} customers`;
  return filter.top === undefined ? which.replace('the customers', `the ${count} customers`) : which;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
