import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  localOwner,
  type Scope,
  seenByBoth,
  seenOf,
  seesWholeCompany,
  type VisibleCustomers,
} from './scope.ts';

test.each<[Scope['customers'], number[], boolean]>([
  ['all', [3, 1, 2], true],
  [[2, 3, 9], [3, 2], false],
  [[], [], false],
  [{ except: [1, 7] }, [3, 2], false],
  [{ except: [] }, [3, 1, 2], false],
])('a scope of %j sees of the customers 3, 1 and 2 %j', (customers, seen, whole) => {
  const scope: Scope = { ...localOwner('test'), customers };
  expect(seenOf(scope, [3, 1, 2])).toEqual(seen);
  expect(seesWholeCompany(scope)).toBe(whole);
});

test('what both see is what the one sees of what the other sees', () => {
  const some = [1, 2, 3, 4, 5, 6];
  const part = fc.subarray(some);
  const sight = fc.oneof(
    fc.constant<VisibleCustomers>('all'),
    part,
    part.map(except => ({ except })),
  );
  void fc.assert(
    fc.property(sight, sight, (one, other) => {
      const both = seenByBoth(one, other);
      expect(seenOf({ customers: both }, some)).toEqual(
        seenOf({ customers: one }, seenOf({ customers: other }, some)),
      );
      expect(both === 'all').toBe(one === 'all' && other === 'all');
    }),
  );
});
