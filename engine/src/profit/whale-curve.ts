import type { Amount, Total } from '../units/amount.ts';
import { ratio } from '../units/amount.ts';

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
  const cumulative = cumulate(profits);
  const end = cumulative.at(-1) ?? 0n;
  let peak = 0n;
  let peakCustomers = 0;
  let unprofitable = 0;
  let zero = 0;
  for (let i = 0; i < profits.length; i++) {
    if ((cumulative[i] as bigint) > peak) {
      peak = cumulative[i] as bigint;
      peakCustomers = i + 1;
    }
    if ((profits[i] as number) < 0) unprofitable += 1;
    if (profits[i] === 0) zero += 1;
  }
  const share = (part: Total) => (end > 0n ? ratio(part, end) : undefined);
  const topShares = tops.map(top => {
    const count = Math.ceil(profits.length * top);
    return { top, share: share(cumulative[count - 1] ?? 0n) };
  });
  return { peak, peakCustomers, end, peakOverEnd: share(peak), unprofitable, zero, topShares };
}

function cumulate(profits: Float64Array | readonly Amount[]): bigint[] {
  const cumulative: bigint[] = [];
  let total = 0n;
  for (const profit of profits) {
    total += BigInt(profit);
    cumulative.push(total);
  }
  return cumulative;
}
