import { expect, test } from 'vitest';
import { monthsOfLineage } from './lineage-months.ts';

const lineage = {
  months: [
    { month: '2025-01', closed: true, batches: [] },
    { month: '2025-03', closed: false, batches: [] },
  ],
};
const book = { months: { from: '2025-01', through: '2025-04' }, closedMonths: ['2025-01', '2025-02'] };

test('newest first, and a month that no file made is shown as a gap', () => {
  expect(monthsOfLineage(lineage, book, undefined).map(({ month, closed }) => [month, closed])).toEqual([
    ['2025-04', false],
    ['2025-03', false],
    ['2025-02', true],
    ['2025-01', true],
  ]);
});

test('only the months of the period', () => {
  const within = { from: '2025-02', through: '2025-03' };
  const months = monthsOfLineage({ months: lineage.months.slice(1) }, book, within);
  expect(months.map(({ month }) => month)).toEqual(['2025-03', '2025-02']);
});
