import { expect, test } from 'vitest';
import { at, grantFor, rivals, wallFacts } from '../../../test/wall-facts.ts';
import { hiddenFrom, whoCanSee } from './visibility.ts';
import { wallsIndex } from './walls-index.ts';

const [ANNA, BEN, CARL] = [7, 8, 9] as const;
const NOON = at('2026-03-10');

test('hidden are all walled customers but those that the person may see, ascending', () => {
  const walls = wallsIndex(
    wallFacts({
      classes: [rivals(1, 103, 101), rivals(2, 104, 102)],
      walled: [{ customer: 9, from: '2026-03-10' }],
      grants: [grantFor(ANNA, 102), grantFor(ANNA, 103, { id: 2, until: '2026-03-10' })],
    }),
  );
  expect(hiddenFrom(walls, BEN, NOON)).toEqual([9, 101, 102, 103, 104]);
  expect(hiddenFrom(walls, ANNA, NOON)).toEqual([9, 101, 104]);
  expect(hiddenFrom(walls, ANNA, at('2026-03-11', '00:00'))).toEqual([9, 101, 103, 104]);
  expect(hiddenFrom(walls, ANNA, at('2026-03-09', '23:59:59'))).toEqual([101, 104]);
});

test('whoever can see a customer is named with the rule that lets them in', () => {
  const breakGlass = [
    { id: 3, person: CARL, customer: 101, approvedBy: ANNA, from: NOON.instant, until: NOON.instant + 1 },
  ];
  const grants = [grantFor(ANNA, 101, { role: 'owner' })];
  const walls = wallsIndex(wallFacts({ classes: [rivals(1, 101, 102)], grants, breakGlass }));
  expect(whoCanSee(walls, [CARL, BEN, ANNA], 101, NOON)).toEqual([
    { person: CARL, access: { open: true, rule: 'break-glass', breakGlass: 3 } },
    { person: ANNA, access: { open: true, rule: 'grant', grant: 1, role: 'owner' } },
  ]);
  expect(whoCanSee(walls, [BEN], 5, NOON)).toEqual([
    { person: BEN, access: { open: true, rule: 'unwalled' } },
  ]);
});

test('1,000 classes, 500 people and 100,000 customers are no reason to wait', () => {
  const classes = Array.from({ length: 1000 }, (_none, id) =>
    rivals(id, ...Array.from({ length: 100 }, (_each, member) => id * 100 + member)),
  );
  const grants = Array.from({ length: 500 * 200 }, (_none, id) =>
    grantFor(id % 500, (id * 7919) % 100_000, { id, begins: at('2026-03-01', '00:00').instant + id }),
  );
  const walls = wallsIndex(wallFacts({ classes, grants }));
  const startedAt = performance.now();
  const hidden = Array.from({ length: 50 }, (_none, person) => hiddenFrom(walls, person, NOON).length);
  // Each has 200 grants, some of them in one class. It takes 5 ms a person, and a tenth of a second on a busy machine.
  expect(Math.min(...hidden)).toBeGreaterThanOrEqual(99_800);
  expect((performance.now() - startedAt) / hidden.length).toBeLessThan(100);
});
