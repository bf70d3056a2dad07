import { formatDecimal, RATE_DIGITS } from '@clientele/engine';
import { figureOf } from '../../contract/profit-figure.ts';
import type { BatchRow } from '../facts/batch-store.ts';
import { rateSource } from '../facts/rate-store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { type Explaining, type Input, input } from './explaining.ts';

const CONVERSION = scopedQuery('row-conversion');

/** How a row in another currency was converted. */
export interface Conversion {
  readonly currency: string;
  /** As text, such as `0.9231`. */
  readonly rate: string;
  readonly rateDay: string;
  /** The rate, which opens to its own file and row. */
  readonly rateInput: Input;
  readonly caution: string | null;
  /** What the row states in its own currency, by the column of the fact. */
  stated(column: string): number | undefined;
}

/** Undefined for a row in the book's own currency. */
export async function conversionOf(
  { stores, scope, ranked }: Explaining,
  batch: BatchRow,
  row: number,
): Promise<Conversion | undefined> {
  const [found] = await stores.ledger.rows(scope, CONVERSION, { batch: batch.id, row });
  if (!found) return undefined;
  const source = await stores.database.within(scope, store =>
    rateSource(scope, store, Number(found.rate_batch_id)),
  );
  const [currency, rateDay] = [String(found.currency), String(found.rate_day)];
  const rate = formatDecimal(Number(found.rate), RATE_DIGITS);
  const isKept = source?.state === 'kept';
  const place = `of ${rateDay}, ${source?.file_name ?? 'a file'}, row ${found.rate_row}`;
  return {
    currency,
    rate,
    rateDay,
    rateInput: input(
      'Exchange rate',
      rate,
      `${ranked.settings.currency} for 1 ${currency}`,
      isKept ? figureOf('batch', source.public_id, 'row', Number(found.rate_row), 'rate') : null,
      place,
    ),
    caution: isKept
      ? null
      : 'The file of its exchange rate does not count any more; the amount stays as it was converted.',
    stated: column => {
      const stated = found[column];
      return stated === null || stated === undefined ? undefined : Number(stated);
    },
  };
}

/** "1,200.00 USD × 0.9231 of 2025-03-28" */
export function conversionText({ currency, rate, rateDay }: Conversion, stated: number): string {
  return `${amountText(stated)} ${currency} × ${rate} of ${rateDay}`;
}

/** With thousands apart and at least two decimals. */
function amountText(amount: number): string {
  const [whole = '', decimals = ''] = formatDecimal(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals.padEnd(2, '0')}`;
}
