import { expect, test } from 'vitest';
import {
  may,
  REACHES,
  type Reach,
  RIGHTS,
  type Right,
  ROLES,
  type RoleName,
  reachOf,
  rightsOf,
  rightsOfBoth,
} from './roles.ts';

const names = Object.keys(ROLES) as RoleName[];
const rights = Object.keys(RIGHTS) as Right[];

// Whose records each role may do what with; `-` is not allowed, `none` is allowed of no single customer.
test.each([
  ['owner', 'all', 'all', 'all', 'all', 'all', 'all', 'all'],
  ['controller', 'all', 'all', 'all', 'all', 'all', '-', '-'],
  ['account manager', 'own', 'own', 'own', '-', '-', '-', '-'],
  ['quality manager', 'all', '-', 'all', 'all', '-', '-', '-'],
  ['planner', 'all', '-', 'all', '-', '-', '-', '-'],
  ['front line', 'own', '-', '-', '-', '-', '-', '-'],
  ['executive', '-', '-', 'none', '-', '-', '-', '-'],
  ['compliance steward', '-', '-', '-', '-', '-', 'none', 'none'],
  ['auditor', '-', '-', '-', '-', '-', '-', 'none'],
] as const)('%s', (name, ...expected) => {
  const own = rightsOf([name]);
  const asked: readonly Right[] = [
    ...(['customers.read', 'profit.read', 'aggregates.read', 'facts.read', 'models.write'] as const),
    ...(['walls.write', 'audit.read'] as const),
  ];
  expect(asked.map(right => (may(own, right) ? reachOf(own, right) : '-'))).toEqual(expected);
});

test('a role says what it is for, and denies nothing that it allows', () => {
  for (const name of names) {
    const { label, purpose, allows, denies } = ROLES[name];
    expect([label.length > 0, purpose.endsWith('.')]).toEqual([true, true]);
    expect(denies.filter(denied => (allows as readonly Right[]).includes(denied))).toEqual([]);
  }
});

test('nobody may anything without a role, and every right is some role’s', () => {
  expect(rights.filter(right => may(rightsOf([]), right))).toEqual([]);
  expect(reachOf(rightsOf([]), 'profit.read')).toBe('none');
  expect(rights.filter(right => !names.some(name => may(rightsOf([name]), right)))).toEqual([]);
});

test('a denial wins over any other role of the same person, in whatever order', () => {
  for (const roles of [
    ['owner', 'compliance steward'],
    ['compliance steward', 'owner'],
  ] as const) {
    const both = rightsOf(roles);
    expect(may(both, 'profit.read')).toBe(false);
    expect(may(both, 'customers.read')).toBe(false);
    expect(may(both, 'backups.make')).toBe(false);
    expect(may(both, 'walls.write')).toBe(true);
  }
  const audited = rightsOf(['auditor', 'controller']);
  expect(rights.filter(right => may(audited, right) && !right.endsWith('.read'))).toEqual([]);
});

test('each right reaches as far as the widest role that allows it, and no further', () => {
  const both = rightsOf(['planner', 'account manager']);
  expect(reachOf(both, 'customers.read')).toBe('all');
  expect(reachOf(both, 'profit.read')).toBe('own');
  expect(reachOf(rightsOf(['executive', 'account manager']), 'aggregates.read')).toBe('own');
});

test('over all pairs of roles: allowed by one of them, denied by none, as wide as the wider', () => {
  const widest = (reaches: readonly Reach[]) => REACHES.findLast(reach => reaches.includes(reach)) ?? 'none';
  for (const one of names) {
    for (const other of names) {
      const both = rightsOf([one, other]);
      const roles = [ROLES[one], ROLES[other]];
      for (const right of rights) {
        const allowing = roles.filter(({ allows }) => (allows as readonly Right[]).includes(right));
        const isDenied = roles.some(({ denies }) => (denies as readonly Right[]).includes(right));
        expect(may(both, right)).toBe(allowing.length > 0 && !isDenied);
        expect(reachOf(both, right)).toBe(isDenied ? 'none' : widest(allowing.map(({ reach }) => reach)));
      }
    }
  }
});

test('two people may both what each of them may, as far as the narrower reaches', () => {
  for (const one of names) {
    for (const other of names) {
      const [mine, theirs] = [rightsOf([one]), rightsOf([other])];
      const both = rightsOfBoth(mine, theirs);
      for (const right of rights) {
        expect(may(both, right)).toBe(may(mine, right) && may(theirs, right));
        const reaches = [reachOf(mine, right), reachOf(theirs, right)];
        expect(reachOf(both, right)).toBe(REACHES.find(reach => reaches.includes(reach)));
      }
    }
  }
});

test('only owners view as others: who runs walls would see nothing more by it', () => {
  expect(names.filter(name => may(rightsOf([name]), 'people.view'))).toEqual(['owner']);
});

test('a role that is none is refused: what it was to deny is unknown', () => {
  expect(() => rightsOf(['director' as RoleName])).toThrow(RangeError);
  expect(() => rightsOf(['constructor' as RoleName])).toThrow(RangeError);
});
