import { converted, daysIn, type ExchangeRate, type RateOn, ratesByDay } from '@clientele/engine';
import type { Cells } from './cells.ts';
import { daysSince1970, type FactColumns } from './fact-rows.ts';
import { EMPTY, KeyIndex, UNKNOWN } from './key-index.ts';

/** An exchange rate with the batch and the row that state it. */
export interface KnownRate extends ExchangeRate {
  readonly batch: number;
  readonly row: number;
}

/** The money of a row, in micro-units; NaN where it states none. */
const MONEY = ['amount', 'listAmount', 'discount', 'rebate', 'cost'] as const;
type Money = { [name in (typeof MONEY)[number]]?: number };

interface Conversion {
  readonly row: number;
  readonly customer: number;
  readonly rate: KnownRate;
  readonly stated: Money;
}

/** The rate of a row in another currency; null where it is in the book's own, undefined where it has to be judged. */
export type RateOfRow = (cells: Cells, hasMoney?: boolean) => KnownRate | null | undefined;

/** Rows in another currency than the book's: what they state, and at which rate it was converted. */
export class Conversions {
  readonly #currency: string;
  readonly rateOn: RateOn<KnownRate>;
  /** Batches whose rates were taken. */
  readonly batches = new Set<number>();
  #held: Conversion[] = [];

  constructor(currency: string, rates: readonly KnownRate[]) {
    this.#currency = currency;
    this.rateOn = ratesByDay(rates);
  }

  /**
   * How the currency of a file's rows is read.
   * @param dayOf the day that a row converts at, as yyyymmdd
   */
  reader(column: number, dayOf: (cells: Cells) => number): RateOfRow {
    const known = new KeyIndex(text => (text.trim() === this.#currency ? '' : currencyIn(text)));
    return (cells, hasMoney = true) => {
      const number = cells.key(column, known);
      // Without money there is nothing to convert.
      if (number === EMPTY || (number !== UNKNOWN && !hasMoney)) return null;
      const day = number === UNKNOWN ? Number.NaN : dayOf(cells);
      return Number.isFinite(day)
        ? this.rateOn(known.texts[number] as string, daysSince1970(day))
        : undefined;
    };
  }

  /** Converts a row's money where it stands and answers what it was; undefined where it leaves the range. */
  convert(rate: KnownRate, money: Money): Money | undefined {
    const stated: Money = {};
    for (const name of MONEY) {
      const amount = money[name];
      if (amount === undefined || Number.isNaN(amount)) continue;
      const result = converted(amount, rate);
      if (result === undefined) return undefined;
      stated[name] = amount;
      money[name] = result;
    }
    return stated;
  }

  /** Remembers the conversion of a row that was taken. */
  add(conversion: Conversion): void {
    this.batches.add(conversion.rate.batch);
    this.#held.push(conversion);
  }

  cut(): FactColumns {
    const held = this.#held;
    this.#held = [];
    const stated = (name: keyof Money) => Float64Array.from(held, row => row.stated[name] ?? Number.NaN);
    return {
      row: Int32Array.from(held, ({ row }) => row),
      customer: Int32Array.from(held, ({ customer }) => customer),
      currency: held.map(({ rate }) => rate.currency),
      rate: Float64Array.from(held, ({ rate }) => rate.rate),
      rateDay: Int32Array.from(held, ({ rate }) => rate.day),
      rateBatch: Int32Array.from(held, ({ rate }) => rate.batch),
      rateRow: Int32Array.from(held, ({ rate }) => rate.row),
      ...Object.fromEntries(MONEY.map(name => [name, stated(name)])),
    };
  }
}

/** '' for none, three capital letters as they are; anything else has to be judged. */
export function currencyIn(text: string): string | undefined {
  const currency = text.trim();
  return currency === '' || /^[A-Z]{3}$/.test(currency) ? currency : undefined;
}

/** The last day of a month that is written yyyymm, as yyyymmdd. */
export function lastDayIn(month: number): number {
  return month * 100 + (Number.isFinite(month) ? daysIn(Math.floor(month / 100), month % 100) : 0);
}
