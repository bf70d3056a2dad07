import { type Day, type ForecastTerms, parseDay, type Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import type { ProfitStores } from '../profit/ranked.ts';
import type { Forecasts } from './forecasts.ts';
import { lastDayOf } from './purchase-days.ts';

export interface ValueStores extends ProfitStores {
  readonly forecasts: Forecasts;
}

/** As the contract has it. */
export interface TermsAsked {
  readonly until?: string | undefined;
  readonly unit: 'day' | 'week';
  readonly months: number;
  readonly rate: number;
  readonly outliers: 'keep' | 'cap';
  readonly wait: number;
}

const WAIT_MOST = 60;

/** What a forecast is made for; undefined in an empty book. Refuses what cannot be, by its field. */
export async function readTerms(
  stores: ValueStores,
  scope: Scope,
  { until: text, unit, months, rate, outliers, wait }: TermsAsked,
): Promise<ForecastTerms | undefined> {
  if (!Number.isInteger(months) || months < 1 || months > 120)
    throw new Refusal('not-asked-right', `months: "${months}" cannot be. Write whole months from 1 to 120.`);
  if (!(rate >= 0.001 && rate <= 1))
    throw new Refusal(
      'not-asked-right',
      `rate: "${rate}" cannot be. Write a share from 0.001 to 1: 0.1 is 10 % a year.`,
    );
  if (!(wait >= 0 && wait <= WAIT_MOST))
    throw new Refusal('not-asked-right', `wait: "${wait}" cannot be. Write seconds from 0 to ${WAIT_MOST}.`);
  const until = text === undefined || text === '' ? await lastDayOf(stores, scope) : dayAsked(text);
  return until === undefined ? undefined : { until, unit, months, annualRate: rate, outliers };
}

function dayAsked(text: string): Day {
  if (parseDay(text) !== text)
    throw new Refusal('not-asked-right', `until: "${text}" is no day. Write it as YYYY-MM-DD.`);
  return text;
}
