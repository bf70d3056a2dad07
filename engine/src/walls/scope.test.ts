import { expect, test } from 'vitest';
import { localOwner, type Scope, seenOf, seesWholeCompany } from './scope.ts';

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
