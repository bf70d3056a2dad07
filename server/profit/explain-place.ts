import { median } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { addressOf, type Subject } from './explain-subject.ts';
import { type Explained, type Explaining, type Input, input, inputsIn, NO_FACTS } from './explaining.ts';
import type { RankedPortfolio } from './portfolio.ts';

const RANKS = {
  rank: { by: 'profit', name: 'Profit', figure: 'profit' },
  revenueRank: { by: 'net revenue', name: 'Net revenue', figure: 'revenue' },
} as const;
type Ranking = keyof typeof RANKS;

/** A customer's place among all of the period: by profit, by revenue, and how far the two lie apart. */
export function explainPlace(
  asked: Explaining,
  subject: Subject,
  [figure = '', more = '']: readonly string[],
): Explained | undefined {
  if (more !== '' || (figure !== 'rankGap' && !Object.hasOwn(RANKS, figure))) return undefined;
  const { portfolio } = asked.ranked;
  const position = portfolio.cards.findIndex(card => card.id === subject.id);
  if (position < 0) return undefined;
  if (figure === 'rankGap') return explainGap(portfolio, subject, position);
  const { by, name, figure: ranked } = RANKS[figure as Ranking];
  const amounts = figure === 'rank' ? portfolio.profit : portfolio.revenue;
  const places = portfolio[figure as Ranking];
  const place = places[position] as number;
  const { beside } = inputsIn(asked.ranked.settings.currency);
  const neighbour = (at: number, where: string): Input[] => {
    const other = places.indexOf(at);
    if (other < 0) return [];
    const card = portfolio.cards[other] as KnownCustomer;
    const figure = `${addressOf(card)}/${ranked}`;
    return [beside(`Rank ${at}, ${card.name}`, amounts[other] as number, figure, where)];
  };
  return {
    title: `Rank of ${subject.name} by ${by}`,
    value: String(place),
    unit: `of ${portfolio.rows.length}`,
    formula: `Position by ${by} in money, the largest first; equal amounts by customer number`,
    caution: null,
    inputs: [
      ...neighbour(place - 1, 'the place before'),
      beside(`${name} of ${subject.name}`, amounts[position] as number, `${subject.address}/${ranked}`),
      ...neighbour(place + 1, 'the place after'),
      beside(`Median ${name.toLowerCase()} of all customers`, Math.round(median(amounts) ?? 0)),
    ],
    ...NO_FACTS,
  };
}

/** Far below zero means large in revenue and poor in profit. */
function explainGap(portfolio: RankedPortfolio, subject: Subject, position: number): Explained {
  const place = (ranking: Ranking) => portfolio[ranking][position] as number;
  const of = `of ${portfolio.rows.length}`;
  const ranked = (ranking: Ranking, sign: '+' | '-'): Input => ({
    ...input(`Rank by ${RANKS[ranking].by}`, String(place(ranking)), of, `${subject.address}/${ranking}`),
    sign,
  });
  return {
    title: `Rank gap of ${subject.name}`,
    value: String(place('revenueRank') - place('rank')),
    unit: 'places',
    formula:
      'Rank by net revenue less rank by profit: below zero where it earns less than its revenue suggests',
    caution: null,
    inputs: [ranked('revenueRank', '+'), ranked('rank', '-')],
    ...NO_FACTS,
  };
}
