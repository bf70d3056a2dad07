import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

const paced = (steps: readonly (readonly [ms: number, share: number, rows: number])[]) => {
  const pace = new Pace(1000);
  for (const [ms, share, rows] of steps) pace.step(1000 + ms, share, rows);
  return pace.now;
};
/** A step each 100 ms at a steady rate. */
const steady = (from: number, until: number, shareEach: number, rowsEach: number) =>
  Array.from({ length: (until - from) / 100 }, (_, i) => {
    const n = from / 100 + i + 1;
    return [n * 100, n * shareEach, n * rowsEach] as const;
  });

test.each([
  ['nothing is said before half a second', steady(0, 400, 0.01, 1000), null, null],
  ['a steady rate is that rate, and what is left takes as long', steady(0, 5000, 0.01, 1000), 10_000, 5],
  ['at the end nothing is left to say', steady(0, 10_000, 0.01, 1000), 10_000, null],
  ['where no share is known only the rate is', steady(0, 5000, 0, 1000), 10_000, null],
])('%s', (_title, steps, rowsPerSecond, secondsLeft) => {
  expect(paced(steps)).toEqual({ rowsPerSecond, secondsLeft });
});

test('what is long ago counts little: a disk that slows down to a tenth shows within seconds', () => {
  const fast = steady(0, 4000, 0.01, 1000);
  const slow = Array.from(
    { length: 160 },
    (_, i) => [4100 + i * 100, 0.4 + (i + 1) * 0.001, 40_000 + (i + 1) * 100] as const,
  );
  const { rowsPerSecond, secondsLeft } = paced([...fast, ...slow]);
  expect(rowsPerSecond).toBeGreaterThan(1000);
  expect(rowsPerSecond).toBeLessThan(2000);
  expect(secondsLeft).toBeGreaterThan(20);
});

test('one slow step does not make the time left jump', () => {
  const { secondsLeft } = paced([...steady(0, 5000, 0.01, 1000), [5500, 0.501, 50_100]]);
  expect(secondsLeft).toBeLessThan(8);
});
