import { RATE_DIGITS } from '@clientele/engine';
import type { Cells } from './cells.ts';
import { currencyIn } from './conversions.ts';
import {
  daysSince1970,
  type FactColumns,
  type FactEnd,
  type FactRows,
  type RateMention,
  type Taken,
} from './fact-rows.ts';
import { KeyIndex } from './key-index.ts';

/** Exchange rates; they go to the operational store, by the batch's commit. */
export class RateRows implements FactRows {
  readonly held = 0;
  readonly #column: (name: string) => number;
  readonly #currencies: KeyIndex;
  readonly #rates: RateMention[] = [];

  /** @param currency the book's own, which needs no rate */
  constructor(column: (name: string) => number, currency: string) {
    this.#column = column;
    this.#currencies = new KeyIndex(text => (text.trim() === currency ? undefined : currencyIn(text)));
  }

  take(cells: Cells): Taken {
    const column = this.#column;
    const currency = cells.key(column('currency'), this.#currencies);
    const day = cells.day(column('day'));
    const rate = cells.decimal(column('rate'), RATE_DIGITS);
    if (currency < 0 || !Number.isFinite(day + rate) || rate <= 0) return 'judge';
    this.#rates.push({
      row: cells.row,
      currency: this.#currencies.texts[currency] as string,
      day: daysSince1970(day),
      rate,
    });
    return 'taken';
  }

  cut(): FactColumns {
    return {};
  }

  end(): FactEnd {
    return { months: [], products: [], customers: [], rates: this.#rates };
  }
}
