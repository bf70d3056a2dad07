import { expect, test } from 'vitest';
import { wheatMorrisonOfPairs } from './regularity.ts';
import { rfmScores } from './rfm.ts';

test('equal values share a score, and the most recent is the best', () => {
  const scores = rfmScores({
    sinceLast: Float64Array.of(10, 20, 30, 40, 50),
    frequency: Float64Array.of(1, 1, 1, 4, 9),
    monetary: Float64Array.of(5, 5, 5, 5, 5),
  });
  expect([...scores.recency]).toEqual([5, 4, 3, 2, 1]);
  expect([...scores.frequency]).toEqual([1, 1, 1, 4, 5]);
  expect([...scores.monetary]).toEqual([1, 1, 1, 1, 1]);
});

test('nobody has no scores', () => {
  const none = new Float64Array();
  expect(rfmScores({ sinceLast: none, frequency: none, monetary: none }).recency).toHaveLength(0);
});

test('gaps that share a line at random have a regularity of 1', () => {
  // M spread evenly over 0 to 1 is Beta(1, 1).
  const earlier = Float64Array.from({ length: 1000 }, (_, i) => i + 0.5);
  const later = earlier.map(gap => 1000 - gap);
  expect(wheatMorrisonOfPairs(earlier, later)?.k).toBeCloseTo(1, 3);
});
