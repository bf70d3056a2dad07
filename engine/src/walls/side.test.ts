import { expect, test } from 'vitest';
import { at, grantFor, rivals, wallFacts } from '../../../test/wall-facts.ts';
import { sideOf } from './side.ts';
import type { Crossing, WallFacts } from './walls.ts';
import { wallsIndex } from './walls-index.ts';

const [FIRST, SECOND, THIRD] = [7, 8, 9] as const;
const [NORD, SUED, WEST] = [101, 102, 103] as const;
const RIVALS = { classes: [rivals(1, NORD, SUED)] };
const NOON = at('2026-03-10');

const side = (facts: Partial<WallFacts>, moment = NOON, person: number = FIRST) =>
  sideOf(wallsIndex(wallFacts({ ...RIVALS, ...facts })), { person, conflictClass: 1, moment });
const read = (customer: number, { instant }: { instant: number }, person: number = FIRST) => ({
  ...{ person, customer, instant },
});

test('who never read nor was let in stands nowhere', () => {
  expect(side({})).toBeUndefined();
  expect(side({ reads: [read(NORD, NOON, SECOND)] })).toBeUndefined();
  expect(side({ reads: [read(WEST, NOON)] })).toBeUndefined();
});

const march2 = grantFor(FIRST, NORD, { from: '2026-03-02' });
const lastNight = read(SUED, at('2026-03-01', '23:59:59'));
const atMidnight = read(SUED, at('2026-03-02', '00:00'));
const sued = grantFor(FIRST, SUED, { id: 2, from: '2026-03-02' });

test.each([
  ['a read a second before the first day of a grant', { grants: [march2], reads: [lastNight] }, SUED],
  ['a read at midnight, when the grant begins', { grants: [march2], reads: [atMidnight] }, NORD],
  ['two grants of one day: the one made first', { grants: [sued, march2] }, NORD],
  [
    'two reads of one instant: the lower id',
    { reads: [atMidnight, { ...atMidnight, customer: NORD }] },
    NORD,
  ],
  ['a read to come', { reads: [read(SUED, at('2026-03-11'))], grants: [march2] }, NORD],
  [
    'a grant made for last week after a read',
    {
      grants: [{ ...march2, from: '2026-02-20', begins: at('2026-03-05').instant }],
      reads: [read(SUED, at('2026-03-04'))],
    },
    SUED,
  ],
])('the earliest counts: %s', (_what, facts, customer) => {
  expect(side(facts)).toMatchObject({ customer });
});

test('says what put the person there', () => {
  expect(side({ grants: [march2] })).toEqual({ customer: NORD, by: 'grant', grant: 1 });
  expect(side({ reads: [atMidnight] })).toEqual({ customer: SUED, by: 'read', instant: atMidnight.instant });
});

test('a grant counts from midnight of its first day', () => {
  expect(side({ grants: [march2] }, at('2026-03-01', '23:59:59'))).toBeUndefined();
  expect(side({ grants: [march2] }, at('2026-03-02', '00:00'))).toMatchObject({ customer: NORD });
});

test('a grant withdrawn before its first day never counted; one withdrawn or over later leaves its side', () => {
  const withdrawn = (moment: { instant: number }) =>
    side({ grants: [{ ...march2, withdrawn: moment.instant }] });
  expect(withdrawn(at('2026-03-01', '23:59:59'))).toBeUndefined();
  expect(withdrawn(at('2026-03-02', '00:00'))).toMatchObject({ customer: NORD });
  expect(side({ grants: [march2] }, at('2026-12-31'))).toMatchObject({ customer: NORD });
});

test('who left the class counts for nothing in it, and again after coming back', () => {
  const left = { customer: NORD, from: '2026-01-01', until: '2026-03-09' };
  const grants = [march2, { ...sued, from: '2026-03-05', begins: at('2026-03-05', '00:00').instant }];
  const classes = [{ id: 1, members: [left, { customer: SUED, from: '2026-01-01' }] }];
  expect(side({ classes, grants }, at('2026-03-09', '23:59:59'))).toMatchObject({ customer: NORD });
  expect(side({ classes, grants }, at('2026-03-10', '00:00'))).toMatchObject({ customer: SUED });
  const back = [...classes, { id: 1, members: [{ customer: NORD, from: '2026-03-20' }] }];
  expect(side({ classes: back, grants }, at('2026-03-20', '00:00'))).toMatchObject({ customer: NORD });
});

const crossing: Crossing = {
  ...{ id: 5, person: FIRST, class: 1, to: SUED, from: '2026-03-10', approvedBy: SECOND },
  begins: at('2026-03-10', '00:00').instant,
};
const later: Crossing = {
  ...crossing,
  id: 6,
  to: NORD,
  from: '2026-03-12',
  begins: at('2026-03-12', '00:00').instant,
};
const moved = (change: Partial<Crossing>, facts: Partial<WallFacts> = {}, moment = NOON) =>
  side({ grants: [march2], crossings: [{ ...crossing, ...change }], ...facts }, moment)?.customer;

test.each([
  ['holds from its day on', {}, {}, SUED],
  ['withdrawn is none', { withdrawn: NOON.instant }, {}, NORD],
  ['not approved by somebody else is none', { approvedBy: FIRST }, {}, NORD],
  [
    'approved by somebody of either side is none',
    {},
    { reads: [read(SUED, at('2026-03-01'), SECOND)] },
    NORD,
  ],
  [
    'approved by somebody let in on its first day is none',
    {},
    { grants: [march2, grantFor(SECOND, SUED, { id: 3, from: '2026-03-10' })] },
    NORD,
  ],
  [
    'stands although its approver joins a side later',
    {},
    { reads: [read(SUED, at('2026-03-10', '00:01'), SECOND)] },
    SUED,
  ],
  [
    'stands although its approver reads of a side in the very instant that it begins',
    {},
    { reads: [read(SUED, at('2026-03-10', '00:00'), SECOND)] },
    SUED,
  ],
  ['to a customer of no such class is none', { to: WEST }, {}, NORD],
] as const)('a crossing %s', (_what, change, facts, customer) => {
  expect(moved(change, facts)).toBe(customer);
});

test('a crossing waits for its day, and the latest one counts', () => {
  expect(moved({}, {}, at('2026-03-09', '23:59:59'))).toBe(NORD);
  expect(moved({}, {}, at('2026-03-10', '00:00'))).toBe(SUED);
  const crossings = [later, crossing];
  expect(moved({}, { crossings }, at('2026-03-11', '23:59:59'))).toBe(SUED);
  expect(moved({}, { crossings }, at('2026-03-12', '00:00'))).toBe(NORD);
});

test('two people do not approve each other over', () => {
  const back = { ...crossing, id: 6, person: SECOND, approvedBy: FIRST };
  expect(side({ crossings: [crossing, back] })).toBeUndefined();
  expect(side({ crossings: [{ ...crossing, approvedBy: THIRD }, back] })).toMatchObject({ crossing: 5 });
});

test('a read by break-glass puts somebody on a side who had none, and moves nobody', () => {
  const breakGlass = [
    {
      id: 1,
      person: FIRST,
      customer: SUED,
      approvedBy: SECOND,
      from: NOON.instant,
      until: NOON.instant + 1000,
    },
  ];
  const reads = [read(SUED, NOON)];
  expect(side({ breakGlass, reads })).toMatchObject({ customer: SUED });
  expect(side({ breakGlass, reads, grants: [march2] })).toMatchObject({ customer: NORD });
});
