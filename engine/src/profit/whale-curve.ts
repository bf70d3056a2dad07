import type { Amount, Total } from '../units/amount.ts';
import { ratio, sum } from '../units/amount.ts';

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
 * @param descending profits, ordered from the most to the least profitable (ties by customer id)
 * Source: the whale curve of Kaplan & Narayanan 2001. Example: [3, 1, -1] → peak 4 after 2 customers, end 3, peakOverEnd 4/3
 */
export function whaleCurve(
  descending: Float64Array | readonly Amount[],
  tops: readonly number[] = [0.01, 0.1, 0.2],
): WhaleCurve {
  const profits = descending instanceof Float64Array ? descending : Float64Array.from(descending);
  let profitable = 0;
  while ((profits[profitable] as number) > 0) profitable += 1;
  let unprofitable = 0;
  while ((profits[profits.length - 1 - unprofitable] as number) < 0) unprofitable += 1;
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
function cumulativeAt(profits: Float64Array, counts: readonly number[]): Total[] {
  const reached = new Map<number, Total>();
  let [total, from] = [0n, 0];
  for (const count of [...counts].sort((a, b) => a - b)) {
    total += sum(profits.subarray(from, count));
    from = count;
    reached.set(count, total);
  }
  return counts.map(count => reached.get(count) as Total);
}
