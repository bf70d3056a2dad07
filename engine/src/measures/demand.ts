/** How regular and how even a customer's demand is, in buckets of a fixed length. */
export type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'insufficient';

export interface Demand {
  /** Buckets with demand. */
  readonly nonzero: number;
  /** Buckets from the first with demand to the last of the window. */
  readonly periods: number;
  /** Average inter-demand interval: periods ÷ nonzero. */
  readonly adi: number;
  /** Squared coefficient of variation of the non-zero demands (population variance). */
  readonly cv2: number;
  readonly class: DemandClass;
}

/**
 * Classifies demand by bucket. Cut-offs 1.32 and 0.49: Syntetos, Boylan & Croston (2005), doi
 * 10.1057/palgrave.jors.2601841. Fewer than two buckets with demand are insufficient.
 *
 * @param demands quantity of each bucket that has order lines, any unit; sums of zero or below are no demand
 * @param firstBucket the customer's first bucket with order lines
 * @param lastBucket the last bucket of the window, both counted from the same day
 * @returns undefined where no bucket has demand
 */
export function classifyDemand(
  demands: readonly number[],
  firstBucket: number,
  lastBucket: number,
): Demand | undefined {
  const positive = demands.filter(demand => demand > 0);
  const nonzero = positive.length;
  if (nonzero === 0) return undefined;
  const periods = lastBucket - firstBucket + 1;
  const mean = positive.reduce((total, demand) => total + demand, 0) / nonzero;
  const variance = positive.reduce((total, demand) => total + (demand - mean) ** 2, 0) / nonzero;
  const adi = periods / nonzero;
  const cv2 = mean === 0 ? Number.POSITIVE_INFINITY : variance / mean ** 2;
  return { nonzero, periods, adi, cv2, class: nonzero < 2 ? 'insufficient' : classOf(adi, cv2) };
}

function classOf(adi: number, cv2: number): DemandClass {
  if (adi < 1.32) return cv2 < 0.49 ? 'smooth' : 'erratic';
  return cv2 < 0.49 ? 'intermittent' : 'lumpy';
}
