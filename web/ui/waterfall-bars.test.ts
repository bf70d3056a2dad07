import { expect, test } from 'vitest';
import { barsOf } from './waterfall-bars.ts';

test('changes hang from the level before them, totals stand on zero', () => {
  const bars = barsOf([
    { amount: '80', kind: 'total' },
    { amount: '-60', kind: 'change' },
    { amount: '-40', kind: 'change' },
    { amount: '-20', kind: 'total' },
  ]);
  expect(bars.zero).toBe(20);
  expect(bars.spans).toEqual([
    { left: 20, width: 80 },
    { left: 40, width: 60 },
    { left: 0, width: 40 },
    { left: 0, width: 20 },
  ]);
});

test('a statement of nothing but zeros has bars without width', () => {
  expect(barsOf([{ amount: '0', kind: 'total' }])).toEqual({ zero: 0, spans: [{ left: 0, width: 0 }] });
});
