import {
  type ForecastRange,
  type History,
  type LapseSignal,
  lapseSentence,
  purchaseRange,
  UNITS_PER_MONTH,
  uncertainOf,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import type { Forecasted } from './forecasts.ts';
import { valueFigure } from './value-figure.ts';

/** A forecast that there is. */
export interface Made extends Forecasted {
  readonly forecast: NonNullable<Forecasted['forecast']>;
}

/** What ranges come from, wherever the purchases did. */
export type Scored = Pick<Made, 'forecast' | 'terms'>;

/** Estimates are no accounts: two decimals say enough. */
export function moneyText(value: number): string {
  const text = value.toFixed(2);
  return Number(text) === 0 ? '0.00' : text;
}

export function moneyRange({ low, mid, high }: ForecastRange) {
  return { low: moneyText(low), mid: moneyText(mid), high: moneyText(high) };
}

export function cardAnswer({ publicId, sourceKey, name, segment, country }: KnownCustomer) {
  return { id: publicId, sourceKey, name, segment, country };
}

export function cardAt({ read, forecast }: Made, row: number): KnownCustomer {
  return read.cards[forecast.positions[row] as number] as KnownCustomer;
}

/** The row of a customer; undefined without a purchase that counts. */
export function rowOfCustomer(made: Made, publicId: string): number | undefined {
  const row = made.forecast.histories.customers.indexOf(publicId);
  return row < 0 ? undefined : row;
}

export function historyAt({ forecast: { histories } }: Scored, row: number): History {
  return {
    repeats: histories.repeats[row] as number,
    recency: histories.recency[row] as number,
    age: histories.age[row] as number,
  };
}

/** Purchases and value of a customer within the horizon; what is expected always lies within the range. */
export function rangesAt(made: Scored, row: number): { purchases: ForecastRange; value: ForecastRange } {
  const { forecast, terms } = made;
  const mid = forecast.purchases[row] as number;
  const horizon = terms.months * UNITS_PER_MONTH[terms.unit];
  const range = purchaseRange(uncertainOf(forecast.choice), historyAt(made, row), horizon);
  const [low, high] = [Math.min(range?.low ?? mid, mid), Math.max(range?.high ?? mid, mid)];
  const discount = mid > 0 ? (forecast.discountedPurchases[row] as number) / mid : 1;
  const each = (forecast.terms.perPurchase[row] as number) * discount;
  const ends = [low * each, high * each].sort((a, b) => a - b) as [number, number];
  return {
    purchases: { low, mid, high },
    value: { low: ends[0], mid: forecast.value[row] as number, high: ends[1] },
  };
}

/** Place among all by value, 1 for the most; equal ones share it. */
export function valueRank({ forecast: { value } }: Scored, row: number): number {
  return 1 + value.reduce((above, one) => above + Number(one > (value[row] as number)), 0);
}

/** As the contract has a customer of the forecast. */
export function rowAnswer(made: Made, row: number) {
  const card = cardAnswer(cardAt(made, row));
  return { ...card, ...figuresAnswer(made, row), figure: valueFigure(made.terms, card.id) };
}

/** The same without who it is. */
export function figuresAnswer(made: Scored, row: number) {
  const { forecast } = made;
  const { repeats, recency, age } = historyAt(made, row);
  const { purchases, value } = rangesAt(made, row);
  const lapse = forecast.lapses[row];
  return {
    repeats,
    recency,
    age,
    alive: forecast.alive[row] as number,
    purchases,
    value: moneyRange(value),
    silentDays: lapse?.silence ?? null,
    overdue: lapse?.overdue ?? false,
  };
}

export function lapseAnswer(signal: LapseSignal) {
  return {
    sentence: lapseSentence(signal),
    overdue: signal.overdue ?? false,
    basis: signal.basis,
    usualDays: signal.usual ?? null,
    silentDays: signal.silence ?? null,
    thresholdDays: signal.threshold ?? null,
    falseAlarmRate: signal.falseAlarmRate ?? null,
  };
}
