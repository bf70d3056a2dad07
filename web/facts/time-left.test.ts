import { expect, test } from 'vitest';
import { timeLeftText } from './time-left.ts';

test('time left is said as a person says it', () => {
  expect([0.4, 4.2, 74, 118, 120, 5400].map(timeLeftText)).toEqual([
    'less than a second left',
    'about 4 s left',
    'about 1 min 10 s left',
    'about 2 min left',
    'about 2 min left',
    'about 1 h 30 min left',
  ]);
});
