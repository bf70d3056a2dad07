import type { OfSubject } from './explain-customer.ts';

/**
 * How the cost of activities is seen: deducted in the profit and loss, below zero; as what serving costs, above zero;
 * or what our own mistakes cost, which is no part of the profit.
 */
export type Seen = 'deducted' | 'costToServe' | 'ownMistakes';

/** What one activity costs as seen; 0 where there are no facts. */
export function costOf({ figures, row }: Pick<OfSubject, 'figures' | 'row'>, seen: Seen, index: number) {
  const column = (seen === 'ownMistakes' ? figures.own : figures.costs)[index];
  const cost = row < 0 ? 0 : ((column as Float64Array)[row] as number);
  return seen === 'deducted' ? -cost || 0 : cost;
}
