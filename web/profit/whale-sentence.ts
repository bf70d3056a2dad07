import type { Portfolio } from '../../contract/profit-answers.ts';
import { countText, shareText, shortText } from '../ui/number-text.ts';

/** The whale curve in one sentence, in parts so that its figures can be opened. */
export interface WhaleSentence {
  /** "316 of 412 customers earn " */
  readonly earners: string;
  /** "180 %", or an amount where a share of the profit would mean nothing. */
  readonly peak: string;
  /** " of the profit; 96 lose 3.3 M" */
  readonly losers: string;
}

type Whale = Pick<Portfolio['whale'], 'peak' | 'peakCustomers' | 'end' | 'peakOverEnd' | 'unprofitable'>;

/** Example: peak 7.4 M after 316 of 412, end 4.11 M → "316 of 412 customers earn 180 % of the profit; 96 lose 3.29 M" */
export function whaleSentence(whale: Whale, customers: number): WhaleSentence {
  const earners = `${countText(whale.peakCustomers)} of ${countText(customers)} customers earn `;
  const lost = shortText(String(Number(whale.peak) - Number(whale.end)));
  if (whale.unprofitable === 0) return { earners, peak: 'all', losers: ' of the profit; none loses money' };
  const losers = `${countText(whale.unprofitable)} lose ${lost}`;
  if (whale.peakOverEnd === null) return { earners, peak: shortText(whale.peak), losers: `; ${losers}` };
  return { earners, peak: shareText(whale.peakOverEnd), losers: ` of the profit; ${losers}` };
}
