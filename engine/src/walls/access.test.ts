import { expect, test } from 'vitest';
import { at, grantFor, rivals, wallFacts } from '../../../test/wall-facts.ts';
import { accessTo, openThroughAll } from './access.ts';
import type { WallFacts } from './walls.ts';
import { wallsIndex } from './walls-index.ts';

const FIRST = 7;
const SECOND = 8;
const [NORD, SUED, WEST] = [101, 102, 103] as const;
const RIVALS = { classes: [rivals(1, NORD, SUED)] };
const GRANTED = { ...RIVALS, grants: [grantFor(FIRST, NORD)] };
const NOON = at('2026-03-10');

const access = (facts: Partial<WallFacts>, customer: number = NORD, moment = NOON) =>
  accessTo(wallsIndex(wallFacts(facts)), FIRST, customer, moment);

test('a customer without a wall is open to everybody', () => {
  expect(access({}, WEST)).toEqual({ open: true, rule: 'unwalled' });
  expect(access(RIVALS, WEST)).toEqual({ open: true, rule: 'unwalled' });
});

test('a customer that is walled by a contract needs a grant as a rival does', () => {
  const walled = [{ customer: WEST, from: '2026-03-01', until: '2026-03-10' }];
  expect(access({ walled }, WEST)).toEqual({ open: false, rule: 'no grant' });
  expect(access({ walled }, WEST, at('2026-03-11', '00:00'))).toEqual({ open: true, rule: 'unwalled' });
  expect(access({ walled, grants: [grantFor(FIRST, WEST)] }, WEST)).toMatchObject({
    rule: 'grant',
    grant: 1,
  });
});

const attests = (version: number, moment = at('2026-03-02')) => ({
  ...{ person: FIRST, customer: NORD, version, instant: moment.instant },
});
const drawings = { person: FIRST, training: 'drawings', from: '2026-03-01', until: '2026-03-10' };
const rules = { ...GRANTED, handling: [{ customer: NORD, version: 2 }] };
const trained = {
  ...GRANTED,
  trainingRequired: [{ customer: NORD, training: 'drawings' }],
  trainings: [drawings],
};
const withdrawnAtNoon = { ...RIVALS, grants: [grantFor(FIRST, NORD, { withdrawn: NOON.instant })] };

test.each([
  ['nobody was let in', RIVALS, NOON, { rule: 'no grant' }],
  [
    'the last second before the first day',
    GRANTED,
    at('2026-02-28', '23:59:59'),
    { rule: 'not begun', grant: 1 },
  ],
  ['midnight of the first day', GRANTED, at('2026-03-01', '00:00'), { rule: 'grant', role: 'reader' }],
  ['the last second of the last day', GRANTED, at('2026-03-31', '23:59:59'), { rule: 'grant' }],
  ['midnight after the last day', GRANTED, at('2026-04-01', '00:00'), { rule: 'ended', grant: 1 }],
  ['the second before it is withdrawn', withdrawnAtNoon, at('2026-03-10', '11:59:59'), { rule: 'grant' }],
  ['the instant at which it is withdrawn', withdrawnAtNoon, NOON, { rule: 'withdrawn', grant: 1 }],
  ['rules that were never signed', rules, NOON, { rule: 'not attested', version: 2 }],
  [
    'rules signed in a former version',
    { ...rules, attestations: [attests(1)] },
    NOON,
    { rule: 'not attested' },
  ],
  ['rules signed as they are', { ...rules, attestations: [attests(2)] }, NOON, { rule: 'grant' }],
  ['rules signed later', { ...rules, attestations: [attests(2, at('2026-03-11'))] }, NOON, { open: false }],
  ['the last day of a training', trained, at('2026-03-10', '23:59:59'), { rule: 'grant' }],
  ['a training over', trained, at('2026-03-11', '00:00'), { rule: 'training lapsed', training: 'drawings' }],
  ['a training never passed', { ...trained, trainings: [] }, NOON, { rule: 'training lapsed' }],
])('a grant, and %s', (_when, facts, moment, expected) => {
  expect(access(facts, NORD, moment)).toMatchObject(expected);
});

test('a grant made for last week opens from when it was made, and not before', () => {
  const grants = [grantFor(FIRST, NORD, { begins: NOON.instant })];
  expect(access({ ...RIVALS, grants }, NORD, at('2026-03-10', '11:59:59'))).toMatchObject({
    rule: 'not begun',
  });
  expect(access({ ...RIVALS, grants })).toMatchObject({ rule: 'grant' });
});

test('the most powerful of several grants counts, and of those that are over the newest', () => {
  const [reader, owner] = [grantFor(FIRST, NORD), grantFor(FIRST, NORD, { id: 2, role: 'owner' })];
  const contributor = grantFor(FIRST, NORD, { id: 3, role: 'contributor', until: '2026-04-30' });
  const grants = [reader, owner, contributor];
  expect(access({ ...RIVALS, grants })).toMatchObject({ grant: 2, role: 'owner' });
  expect(access({ ...RIVALS, grants }, NORD, at('2026-04-01'))).toMatchObject({
    grant: 3,
    role: 'contributor',
  });
  expect(access({ ...RIVALS, grants }, NORD, at('2026-05-01'))).toMatchObject({ rule: 'ended', grant: 3 });
});

test('a grant for the other side opens nothing, and says whose side it is for the steward', () => {
  const grants = [grantFor(FIRST, NORD), grantFor(FIRST, SUED, { id: 2, from: '2026-03-02' })];
  expect(access({ ...RIVALS, grants })).toMatchObject({ rule: 'grant', grant: 1 });
  expect(access({ ...RIVALS, grants }, SUED)).toEqual({
    ...{ open: false, rule: 'other side', class: 1, customer: NORD },
  });
});

test('a customer in two classes is closed by either of them', () => {
  const classes = [rivals(1, NORD, SUED), rivals(2, SUED, WEST)];
  const grants = [grantFor(FIRST, WEST), grantFor(FIRST, SUED, { id: 2 })];
  expect(access({ classes, grants }, SUED)).toMatchObject({ rule: 'other side', class: 2, customer: WEST });
});

const glass = { id: 9, person: FIRST, customer: SUED, approvedBy: SECOND };
const hour = { from: NOON.instant, until: at('2026-03-10', '13:00').instant };

test.each([
  ['a second before', hour, at('2026-03-10', '11:59:59'), { rule: 'other side' }],
  ['from its first instant', hour, NOON, { open: true, rule: 'break-glass', breakGlass: 9 }],
  ['until a second before its end', hour, at('2026-03-10', '12:59:59'), { rule: 'break-glass' }],
  ['not at its end', hour, at('2026-03-10', '13:00'), { rule: 'other side' }],
  ['not from when it was ended', { ...hour, ended: NOON.instant }, NOON, { rule: 'other side' }],
  ['not if nobody else approved it', { ...hour, approvedBy: FIRST }, NOON, { rule: 'other side' }],
])('break-glass opens the other side: %s', (_when, times, moment, expected) => {
  const grants = [grantFor(FIRST, NORD), grantFor(FIRST, SUED, { id: 2, from: '2026-03-02' })];
  const breakGlass = [{ ...glass, ...times }];
  expect(access({ ...RIVALS, grants, breakGlass }, SUED, moment)).toMatchObject(expected);
});

test('a grant goes before break-glass, so that the log names the lesser exception', () => {
  const breakGlass = [{ ...glass, ...hour, customer: NORD }];
  expect(access({ ...GRANTED, breakGlass })).toMatchObject({ rule: 'grant' });
});

test('what rests on several customers is open through all of their walls only', () => {
  const grants = [grantFor(FIRST, NORD), grantFor(FIRST, SUED, { id: 2 })];
  const walls = wallsIndex(wallFacts({ ...RIVALS, grants }));
  expect(openThroughAll(walls, FIRST, [NORD, WEST], NOON)).toBe(true);
  expect(openThroughAll(walls, FIRST, [NORD, WEST, SUED], NOON)).toBe(false);
  expect(openThroughAll(walls, FIRST, [], NOON)).toBe(true);
});

test('text that is no day is refused, since before or after all days there would be no wall', () => {
  expect(() => access(RIVALS, NORD, { day: '', instant: 0 })).toThrow(RangeError);
});
