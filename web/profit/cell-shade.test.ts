import { expect, test } from 'vitest';
import { shadeOf, shadeSteps } from './cell-shade.ts';

test('half of the cells are pale and the largest stand out, losses and gains by the same measure', () => {
  const profits = [-100, -40, -3, 0, 2, 5, 8, 60, 900, 1];
  const steps = shadeSteps(profits);
  expect(steps).toEqual([8, 100]);
  expect(profits.map(profit => shadeOf(profit, steps))).toEqual([-3, -2, -1, 0, 1, 1, 2, 2, 3, 1]);
});

test('no cells have no steps', () => {
  expect(shadeSteps([])).toEqual([0, 0]);
});
