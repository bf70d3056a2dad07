import { expect, test } from 'vitest';
import { aliveMarks, aliveSeries, decileSeries, repeatSeries, weekSeries } from './hold-out-series.ts';

const weeks = [
  { week: 1, expected: 10, actual: 12 },
  { week: 2, expected: 9, actual: 5 },
];

test('purchases by week stand as they are, or added up from the first week on', () => {
  const heights = (addedUp: boolean) =>
    weekSeries(weeks, addedUp).map(({ name, points }) => [name, ...points.map(({ y }) => y)]);
  expect(heights(false)).toEqual([
    ['made', 12, 5],
    ['forecast', 10, 9],
  ]);
  expect(heights(true)).toEqual([
    ['made', 12, 17],
    ['forecast', 10, 19],
  ]);
});

test('tenths and repeats are bars of what was made under a line of what was forecast', () => {
  const [made, forecast] = repeatSeries([{ repeats: '7+', customers: 40, expected: 84, actual: 90 }]);
  expect(made).toMatchObject({
    kind: 'bar',
    points: [{ x: '7+', y: 2.25, more: ['40 customers: 90 made, 84 forecast'] }],
  });
  expect(forecast).toMatchObject({ kind: 'line', points: [{ y: 2.1, text: '2.1' }] });
  expect(decileSeries([{ decile: 1, expected: 2, actual: 3 }])[0]?.points[0]?.label).toBe('Tenth 1');
});

test('bins without customers are no points, and the others stand in order', () => {
  const series = aliveSeries([
    { customers: 3, stated: 0.9, bought: 0.8 },
    { customers: 0, stated: 0.5, bought: 0 },
    { customers: 5, stated: 0.1, bought: 0.2 },
  ]);
  expect(aliveMarks(series)).toEqual([
    { index: 0, label: '5' },
    { index: 1, label: '3' },
  ]);
  expect(series.map(({ points }) => points.map(({ x, y }) => [x, y]))).toEqual([
    [
      [10, 20],
      [90, 80],
    ],
    [
      [10, 10],
      [90, 90],
    ],
  ]);
});
