import type { Spending } from './gamma-gamma.ts';
import { winsorised } from './spend-checks.ts';

/** Amounts far above those of the others stay as they are, or count as a limit that is stated. */
export type Outliers = 'keep' | 'cap';

/** What capping did: nothing of it is silent. */
export interface CappedAmounts {
  /** Share of the customers with an amount who stand at the limit or below. */
  readonly quantile: number;
  /** In whole currency: mean amounts of a customer's purchase above it count as it. */
  readonly limit: number;
  /** Whose mean amount was lowered, by row of the histories, with what it was; the largest first. */
  readonly lowered: readonly { readonly row: number; readonly from: number }[];
}

const QUANTILE = 0.99;
/** With fewer customers nobody stands above that quantile: then the largest is lowered to the one below it. */
const CUSTOMERS_FOR_QUANTILE = 100;

/**
 * Mean amounts of customers above the 99 % quantile lowered to it; with fewer than a hundred customers, the largest to the one
 * below it. Undefined with fewer than two customers who have a repeat and an amount.
 *
 * Source: winsorising, see `winsorised`. Example: [50, 60, 90000] → limit 60, the third lowered from 90,000
 */
export function cappedAmounts(
  spending: Spending,
): { readonly spending: Spending; readonly capped: CappedAmounts } | undefined {
  const { repeats, meanAmount } = spending;
  const count = meanAmount.reduce(
    (so, m, i) => so + Number((repeats[i] as number) > 0 && m > 0 && m < Number.POSITIVE_INFINITY),
    0,
  );
  const quantile = count >= CUSTOMERS_FOR_QUANTILE ? QUANTILE : (count - 1) / count;
  const found = count < 2 ? undefined : winsorised(spending, quantile);
  if (!found) return undefined;
  const lowered = found.lowered
    .map(row => ({ row, from: meanAmount[row] as number }))
    .sort((a, b) => b.from - a.from || a.row - b.row);
  return { spending: found.spending, capped: { quantile, limit: found.limit, lowered } };
}
