import { firstAtLeast } from '../units/ascending.ts';

/** What recency, frequency and monetary scores are given for, a row per customer. */
export interface RfmColumns {
  /** Time since the last purchase. */
  readonly sinceLast: Float64Array;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
}

/** Scores from 1, the worst, to 5, the best. */
export interface RfmScores {
  readonly recency: Uint8Array;
  readonly frequency: Uint8Array;
  readonly monetary: Uint8Array;
}

const SCORES = 5;

/**
 * RFM scores by a rule and not by fifths of a sorted list: 1 + floor(5 × share of customers with a worse value), so that
 * equal values always share a score, in every order of the input. Recency is inverted: the more recent is the better one.
 * Where many customers are alike, as those who bought once, scores are not of equal size.
 *
 * Source: Hughes 1994, Strategic Database Marketing. Example: frequencies [1, 1, 1, 4, 9] → [1, 1, 1, 4, 5]
 */
export function rfmScores({ sinceLast, frequency, monetary }: RfmColumns): RfmScores {
  return {
    recency: scoresOf(sinceLast.map(time => -time)),
    frequency: scoresOf(frequency),
    monetary: scoresOf(monetary),
  };
}

function scoresOf(values: Float64Array): Uint8Array {
  const ascending = values.slice().sort();
  return Uint8Array.from(values, value => {
    const worse = firstAtLeast(ascending, value);
    return 1 + Math.min(SCORES - 1, Math.floor((SCORES * worse) / values.length));
  });
}
