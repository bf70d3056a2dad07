import { median } from '../profit/ranking.ts';
import { fitSpend, type Spending } from './gamma-gamma.ts';

/** What tells whether amounts and purchases may be forecast apart, and on whom the amounts rest. */
export interface SpendChecks {
  /** Correlation of x and m, of which Gamma–Gamma assumes none; undefined where one of them does not vary. */
  readonly pearson: number | undefined;
  /** The same of their ranks, equal values sharing their mean rank. */
  readonly spearman: number | undefined;
  /** Of the customers with the largest m, how many times the median it is. */
  readonly largest: readonly {
    readonly position: number;
    readonly amount: number;
    readonly timesMedian: number;
  }[];
  /**
   * Mean amount of a purchase over all customers by the fit, without the customer of the largest m: beside the one with
   * it, it tells how much rests on a single customer. Undefined where that fit has none.
   */
  readonly populationMeanWithoutLargest: number | undefined;
}

const LARGEST = 3;

/** Checks of customers with a repeat and an amount above zero; positions are those of the columns given. */
export function spendChecks({ repeats, meanAmount }: Spending): SpendChecks {
  const positions = [...repeats.keys()].filter(
    i => (repeats[i] as number) > 0 && (meanAmount[i] as number) > 0 && Number.isFinite(meanAmount[i]),
  );
  const x = Float64Array.from(positions, i => repeats[i] as number);
  const m = Float64Array.from(positions, i => meanAmount[i] as number);
  const middle = median(m) ?? 0;
  const largest = positions
    .toSorted((a, b) => (meanAmount[b] as number) - (meanAmount[a] as number) || a - b)
    .slice(0, LARGEST)
    .map(position => {
      const amount = meanAmount[position] as number;
      return { position, amount, timesMedian: amount / middle };
    });
  const without = meanAmount.map((amount, i) => (i === largest[0]?.position ? 0 : amount));
  return {
    pearson: correlation(x, m),
    spearman: correlation(ranksOf(x), ranksOf(m)),
    largest,
    populationMeanWithoutLargest: fitSpend({ repeats, meanAmount: without })?.populationMean,
  };
}

/**
 * Amounts above a quantile lowered to it, for a fit that does not rest on a few, with the positions that were: to be
 * shown, and never done silently. Undefined without amounts or for a quantile outside 0 to 1.
 * Source: winsorising, after C. P. Winsor (Dixon 1960). Example: [1, 2, 100] at 0.5 → [1, 2, 2], lowered [2]
 */
export function winsorised(
  { repeats, meanAmount }: Spending,
  quantile: number,
): { readonly spending: Spending; readonly limit: number; readonly lowered: readonly number[] } | undefined {
  const amounts = meanAmount
    .filter((m, i) => (repeats[i] as number) > 0 && m > 0 && m < Number.POSITIVE_INFINITY)
    .sort();
  if (amounts.length === 0 || !(quantile >= 0 && quantile <= 1)) return undefined;
  // (n − 1) ÷ n × n may come to a hair above n − 1.
  const place = Math.ceil(quantile * amounts.length - 1e-9) - 1;
  const limit = amounts[place] ?? (amounts[0] as number);
  const lowered = [...meanAmount.keys()].filter(
    i => (repeats[i] as number) > 0 && (meanAmount[i] as number) > limit,
  );
  return { spending: { repeats, meanAmount: meanAmount.map(m => Math.min(m, limit)) }, limit, lowered };
}

function correlation(x: Float64Array, y: Float64Array): number | undefined {
  const count = x.length;
  const meanX = x.reduce((sum, value) => sum + value, 0) / count;
  const meanY = y.reduce((sum, value) => sum + value, 0) / count;
  let [both, ofX, ofY] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [(x[i] as number) - meanX, (y[i] as number) - meanY];
    both += dx * dy;
    ofX += dx * dx;
    ofY += dy * dy;
  }
  const value = both / Math.sqrt(ofX * ofY);
  return Number.isFinite(value) ? value : undefined;
}

function ranksOf(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
