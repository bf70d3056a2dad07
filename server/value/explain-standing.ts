import { type Explained, type Explaining, input, NO_FACTS } from '../profit/explaining.ts';
import { customerPredictability } from './customer-predictability.ts';
import { type Made, valueRank } from './forecast-row.ts';
import type { ValueStores } from './terms.ts';
import { type ValueStanding, valueFigure } from './value-figure.ts';

export interface StandingOf {
  readonly stores: ValueStores;
  readonly scope: Explaining['scope'];
  readonly made: Made;
  readonly row: number;
  readonly name: string;
  readonly id: string;
}

/** Where a customer stands by its value, how well it can be planned for, and how long it has been silent. */
export const STANDINGS: Readonly<
  Record<ValueStanding, (of: StandingOf) => Promise<Explained | undefined> | Explained | undefined>
> = { rank: rankOf, predictability: predictabilityOfCustomer, silence: silenceOf };

function rankOf({ made, row, name, id }: StandingOf): Explained {
  const value = made.forecast.value[row] as number;
  return {
    title: `Rank of ${name} by value`,
    value: String(valueRank(made, row)),
    unit: 'rank',
    formula: `Place among the ${made.forecast.value.length} customers with a purchase that counts, the most valuable first`,
    caution: null,
    inputs: [
      input('Value', value.toFixed(2), made.read.ranked.settings.currency, valueFigure(made.terms, id)),
    ],
    ...NO_FACTS,
  };
}

async function predictabilityOfCustomer({ stores, scope, made, row, name }: StandingOf) {
  const { score, parts } = await customerPredictability(stores, scope, made, row);
  if (score === null) return undefined;
  return {
    title: `Predictability of ${name}`,
    value: String(score),
    unit: '',
    formula: 'Sum over the parts that are known of 100 × weight × value ÷ weight of all that are known',
    caution: 'What each part weighs is a judgement.',
    inputs: parts.map(({ part, points, weight, reason }) =>
      input(
        `${part.charAt(0).toUpperCase()}${part.slice(1)}, weight ${weight}`,
        points === null ? 'not known' : points.toFixed(4),
        points === null ? '' : 'points',
        null,
        reason,
      ),
    ),
    ...NO_FACTS,
  };
}

function silenceOf({ made, row, name, id }: StandingOf): Explained | undefined {
  const signal = made.forecast.lapses[row];
  if (signal?.silence === undefined) return undefined;
  const { silence, usual, threshold, falseAlarmRate } = signal;
  const days = (label: string, value: number | undefined) =>
    value === undefined ? [] : [input(label, String(Math.round(value * 100) / 100), 'days')];
  return {
    title: `Silence of ${name}`,
    value: String(silence),
    unit: 'days',
    formula: 'Days from its last purchase day to the last day observed',
    caution: null,
    inputs: [
      ...days('Usual interval', usual),
      ...days('Overdue after', threshold),
      ...(falseAlarmRate === undefined
        ? []
        : [input('Such silences that ended with an order', String(falseAlarmRate), 'share')]),
      input('P(alive)', String(made.forecast.alive[row]), 'share', valueFigure(made.terms, id, 'alive')),
    ],
    ...NO_FACTS,
  };
}
