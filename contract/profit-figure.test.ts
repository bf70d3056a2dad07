import { expect, test } from 'vitest';
import { figureIn, figureOf, inPeriodOf, narrowedFigure, readFigure } from './profit-figure.ts';

test('a figure of one month carries its month, and so do the inputs opened from it', () => {
  const march = figureIn('customer/cus_x/profit', '2025-03');
  expect(readFigure(march, 'all')).toEqual({ figure: 'customer/cus_x/profit', period: '2025-03' });
  expect(readFigure('customer/cus_x/profit', '2025')).toEqual({
    figure: 'customer/cus_x/profit',
    period: '2025',
  });
  expect(inPeriodOf(march, 'customer/cus_x/revenue')).toBe('customer/cus_x/revenue@2025-03');
  expect(inPeriodOf('customer/cus_x/profit', 'customer/cus_x/revenue')).toBe('customer/cus_x/revenue');
  expect(readFigure('customer/cus_x/driver/a@b', 'all').figure).toBe('customer/cus_x/driver/a@b');
});

test('an input that names its own period keeps it, also where the figure has one', () => {
  expect(inPeriodOf('batch/bat_x/amount@all', 'batch/bat_x/amount@2025-03')).toBe(
    'batch/bat_x/amount@2025-03',
  );
  expect(inPeriodOf('pool/desk@2025-02..2025-07', 'pool/desk/unused')).toBe(
    'pool/desk/unused@2025-02..2025-07',
  );
});

test('what narrows a figure and what a key holds never part an address', () => {
  const figure = narrowedFigure('ranking/profit', { search: 'A&B @2025', sign: 'loss', country: undefined });
  expect(readFigure(figure, 'all')).toEqual({ figure, period: 'all' });
  expect(Object.fromEntries(new URLSearchParams(figure.split('?')[1]))).toEqual({
    search: 'A&B @2025',
    sign: 'loss',
  });
  expect(figureOf('pool', 'desk/door', 'unused')).toBe('pool/desk%2Fdoor/unused');
});
