import { measuredRows } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { addressOf } from './explain-subject.ts';
import { type Explained, type Explaining, sumOfParts } from './explaining.ts';
import { measurableCosts } from './measurements.ts';

const OF = {
  revenue: {
    title: 'Revenue of customers whose grade rises',
    formula: 'Net revenue of each customer whose grade would be a better one, were this measured',
    figure: 'revenue',
  },
  freed: {
    title: 'Cost that rests on no assumption any more',
    formula:
      'Cost of each customer that rests on this assumption alone, whatever its sign; each counts by size',
    figure: 'costToServe',
  },
  touched: {
    title: 'Cost that rests on the assumption',
    formula:
      'Cost of each customer that rests on this assumption, perhaps beside another; each counts by size',
    figure: 'costToServe',
  },
} as const;

/** What the first, second or third measurement would do: `measurement/1/revenue`. */
export async function explainMeasurement(
  asked: Explaining,
  [place = '', of = '']: readonly string[],
): Promise<Explained | undefined> {
  const { stores, scope, ranked } = asked;
  const { portfolio, settings } = ranked;
  if (!Object.hasOwn(OF, of) || !/^[1-9]$/.test(place)) return undefined;
  const wanted = of as keyof typeof OF;
  const period = await measurableCosts(stores, scope, ranked);
  const found = measuredRows(portfolio.model, period, Number(place) - 1);
  if (!found) return undefined;
  const { measurement, rows } = found;
  const { title, formula, figure } = OF[wanted];
  const opens = measurement.kind === 'productCost' && wanted !== 'revenue' ? 'productCost' : figure;
  return sumOfParts(asked, {
    title: `${title}, if ${measurement.name} is measured`,
    unit: settings.currency,
    formula: Number(place) > 1 ? `${formula}; with the measurements before it made` : formula,
    of: 'customers',
    parts: rows
      .filter(({ from, to }) => wanted !== 'revenue' || from !== to)
      .map(one => {
        const card = portfolio.cards[one.row] as KnownCustomer;
        return {
          label: card.name,
          amount: wanted === 'revenue' ? (period.revenue[one.row] as number) : one[wanted],
          figure: `${addressOf(card)}/${opens}`,
          note: one.from === one.to ? `stays ${one.from}` : `from ${one.from} to ${one.to}`,
        };
      }),
  });
}
