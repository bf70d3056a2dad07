import { expect, test } from 'vitest';
import { at, grantFor, rivals, wallFacts } from '../../../test/wall-facts.ts';
import { hiddenFrom, whoCanSee } from './visibility.ts';
import { wallsIndex } from './walls-index.ts';

const [FIRST, SECOND, THIRD] = [7, 8, 9] as const;
const NOON = at('2026-03-10');

test('hidden are all walled customers but those that the person may see, ascending', () => {
  const walls = wallsIndex(
    wallFacts({
      classes: [rivals(1, 103, 101), rivals(2, 104, 102)],
      walled: [{ customer: 9, from: '2026-03-10' }],
      grants: [grantFor(FIRST, 102), grantFor(FIRST, 103, { id: 2, until: '2026-03-10' })],
    }),
  );
  expect(hiddenFrom(walls, SECOND, NOON)).toEqual([9, 101, 102, 103, 104]);
  expect(hiddenFrom(walls, FIRST, NOON)).toEqual([9, 101, 104]);
  expect(hiddenFrom(walls, FIRST, at('2026-03-11', '00:00'))).toEqual([9, 101, 103, 104]);
  expect(hiddenFrom(walls, FIRST, at('2026-03-09', '23:59:59'))).toEqual([101, 104]);
});

test('whoever can see a customer is named with the rule that lets them in', () => {
  const breakGlass = [
    { id: 3, person: THIRD, customer: 101, approvedBy: FIRST, from: NOON.instant, until: NOON.instant + 1 },
  ];
  const grants = [grantFor(FIRST, 101, { role: 'owner' })];
  const walls = wallsIndex(wallFacts({ classes: [rivals(1, 101, 102)], grants, breakGlass }));
  expect(whoCanSee(walls, [THIRD, SECOND, FIRST], 101, NOON)).toEqual([
    { person: THIRD, access: { open: true, rule: 'break-glass', breakGlass: 3 } },
    { person: FIRST, access: { open: true, rule: 'grant', grant: 1, role: 'owner' } },
  ]);
  expect(whoCanSee(walls, [SECOND], 5, NOON)).toEqual([
    { person: SECOND, access: { open: true, rule: 'unwalled' } },
  ]);
});

test('of 1,000 classes and 100,000 customers all are hidden but those of the person’s grants', () => {
  const classes = Array.from({ length: 1000 }, (_none, id) =>
    rivals(id, ...Array.from({ length: 100 }, (_each, member) => id * 100 + member)),
  );
  const grants = Array.from({ length: 500 * 200 }, (_none, id) =>
    grantFor(id % 500, (id * 7919) % 100_000, { id, begins: at('2026-03-01', '00:00').instant + id }),
  );
  const walls = wallsIndex(wallFacts({ classes, grants }));
  const hidden = Array.from({ length: 50 }, (_none, person) => hiddenFrom(walls, person, NOON).length);
  // Each has 200 grants, some of them in one class.
  expect(Math.min(...hidden)).toBeGreaterThanOrEqual(99_800);
  expect(Math.max(...hidden)).toBeLessThan(100_000);
});
