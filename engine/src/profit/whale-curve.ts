import type { Amount, Total } from '../units/amount.ts';
import { RunningTotal, ratio } from '../units/amount.ts';

/** Cumulative profit over customers, most profitable first; and what a reader asks of it. */
export interface WhaleCurve {
  /** The largest cumulative profit, and after how many customers it is reached. */
  readonly peak: Total;
  readonly peakCustomers: number;
  readonly end: Total;
  /** peak ÷ end; undefined where the end is zero or below, since the ratio then means nothing. */
  readonly peakOverEnd: number | undefined;
  readonly unprofitable: number;
  readonly zero: number;
  /** Share of the end that the first ceil(n × p) customers earn; undefined where the end is zero or below. */
  readonly topShares: readonly { readonly top: number; readonly share: number | undefined }[];
}

/**
 * @param profits ordered from the most to the least profitable (ties by customer id)
 * Source: the whale curve of Kaplan & Narayanan 2001. Example: [3, 1, -1] → peak 4 after 2 customers, end 3, peakOverEnd 4/3
 */
export function whaleCurve(
  profits: Float64Array | readonly Amount[],
  tops: readonly number[] = [0.01, 0.1, 0.2],
): WhaleCurve {
  let profitable = 0;
  let unprofitable = 0;
  for (const profit of profits) {
    if (profit > 0) profitable += 1;
    else if (profit < 0) unprofitable += 1;
  }
  const counts = tops.map(top => Math.ceil(profits.length * top));
  // Profits descend: the curve climbs for as long as they are positive.
  const [peak = 0n, end = 0n, ...earned] = cumulativeAt(profits, [profitable, profits.length, ...counts]);
  const share = (part: Total) => (end > 0n ? ratio(part, end) : undefined);
  return {
    peak,
    peakCustomers: profitable,
    end,
    peakOverEnd: share(peak),
    unprofitable,
    zero: profits.length - profitable - unprofitable,
    topShares: tops.map((top, i) => ({ top, share: share(earned[i] as Total) })),
  };
}

/** Cumulative profit after each of some numbers of customers. */
function cumulativeAt(profits: ArrayLike<Amount>, counts: readonly number[]): Total[] {
  const cumulative = counts.map(() => 0n);
  const running = new RunningTotal();
  let next = Math.min(...counts);
  for (let i = 0; i <= profits.length; i++) {
    if (i === next) {
      for (const [at, count] of counts.entries()) if (count === i) cumulative[at] = running.total;
      next = Math.min(...counts.filter(count => count > i));
    }
    if (i < profits.length) running.add(profits[i] as number);
  }
  return cumulative;
}
