/** The largest part of the customers by revenue that a decision is asked of. */
export const LARGE_SHARE = 0.2;
/** How far down the list a customer has to rank by profit, as a part of it, below its rank by revenue. */
export const LOWER_SHARE = 0.5;

export interface Standing {
  /** Ranks by profit and by revenue among so many customers, 1 for the largest. */
  readonly rank: number;
  readonly revenueRank: number;
  readonly customers: number;
  readonly profit: number;
}

/**
 * Why a decision is asked of a customer: it is among the largest fifth by net revenue, and loses money, or ranks by profit at
 * least half the list lower than by revenue. Undefined where none is asked.
 * Example: rank 62 by profit, 4 by revenue, of 100 with a small profit → 'ranks lower'
 */
export function askedWhy({
  rank,
  revenueRank,
  customers,
  profit,
}: Standing): 'loses' | 'ranks lower' | undefined {
  if (revenueRank > Math.ceil(customers * LARGE_SHARE)) return undefined;
  if (profit < 0) return 'loses';
  return rank - revenueRank >= customers * LOWER_SHARE ? 'ranks lower' : undefined;
}
