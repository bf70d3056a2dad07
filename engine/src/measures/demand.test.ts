import { describe, expect, test } from 'vitest';
import { classifyDemand } from './demand.ts';

describe('demand is classified by how often and how evenly it comes', () => {
  test.each([
    ['smooth', [10, 10, 10, 10], 0, 3, 1, 0],
    ['erratic', [1, 1, 1, 9], 0, 3, 1, 12 / 9],
    ['intermittent', [10, 10], 0, 3, 2, 0],
    ['lumpy', [1, 9], 0, 3, 2, 16 / 25],
    ['insufficient', [10], 0, 9, 10, 0],
    ['smooth', [5, 0, -3, 5, 5, 5], 0, 4, 1.25, 0],
  ])('%s: buckets %j of %i to %i', (kind, demands, first, last, adi, cv2) => {
    const demand = classifyDemand(demands, first, last);
    expect(demand?.class).toBe(kind);
    expect(demand?.adi).toBeCloseTo(adi, 12);
    expect(demand?.cv2).toBeCloseTo(cv2, 12);
  });

  test('an interval of just 1.32 is intermittent, and a variation of just 0.49 is lumpy', () => {
    expect(classifyDemand(Array(25).fill(1), 0, 32)).toMatchObject({ adi: 1.32, class: 'intermittent' });
    expect(classifyDemand([3, 17], 0, 1)).toMatchObject({ cv2: 0.49, class: 'erratic' });
    expect(classifyDemand([3, 17], 0, 3)).toMatchObject({ cv2: 0.49, class: 'lumpy' });
  });

  test('without a bucket that has demand there is nothing to classify', () => {
    expect(classifyDemand([], 0, 10)).toBeUndefined();
    expect(classifyDemand([0, -5], 0, 10)).toBeUndefined();
  });

  test('another unit of quantity changes nothing', () => {
    const demands = [3, 1, 4, 1, 5, 9, 2, 6];
    const scaled = classifyDemand(
      demands.map(demand => demand * 1000),
      2,
      30,
    );
    expect(scaled?.cv2).toBeCloseTo(classifyDemand(demands, 2, 30)?.cv2 as number, 12);
  });
});
