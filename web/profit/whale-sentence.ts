import type { Portfolio } from '../../contract/profit-answers.ts';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import { sumOfDecimals } from '../ui/decimal-sum.ts';
import { countText, shareText, shortText } from '../ui/number-text.ts';

/** A stretch of the sentence: plain words, or a figure with its address and its exact value. */
export interface SentencePart {
  readonly text: string;
  readonly figure?: string;
  /** Exact decimal, where the text shortens an amount. */
  readonly exact?: string;
}

type Whale = Pick<Portfolio['whale'], 'peak' | 'peakCustomers' | 'end' | 'peakOverEnd' | 'unprofitable'>;

/**
 * The whale curve in one sentence, in parts so that its figures can be opened. Example: peak 7.4 M after 316 of 412,
 * end 4.11 M → "316 of 412 customers earn 180 % of the profit; 96 lose 3.29 M"
 */
export function whaleSentence(whale: Whale, customers: number): SentencePart[] {
  const { peak, end } = whale;
  const earn = [
    { text: countText(whale.peakCustomers), figure: narrowedFigure('ranking/customers', { sign: 'gain' }) },
    { text: ' of ' },
    { text: countText(customers), figure: 'portfolio/customers' },
    { text: ' customers earn ' },
  ];
  const peakPart = (text: string): SentencePart => ({ text, figure: 'portfolio/peak', exact: peak });
  if (whale.unprofitable === 0)
    return [...earn, peakPart('all'), { text: ' of the profit; none loses money' }];
  const lost = sumOfDecimals([peak, end.startsWith('-') ? end.slice(1) : `-${end}`]);
  const lose = [
    {
      text: countText(whale.unprofitable),
      figure: narrowedFigure('ranking/customers', { sign: 'loss' }),
    },
    { text: ' lose ' },
    { text: shortText(lost), figure: narrowedFigure('ranking/profit', { sign: 'loss' }), exact: lost },
  ];
  if (whale.peakOverEnd === null) return [...earn, peakPart(shortText(peak)), { text: '; ' }, ...lose];
  return [...earn, peakPart(shareText(whale.peakOverEnd)), { text: ' of the profit; ' }, ...lose];
}
