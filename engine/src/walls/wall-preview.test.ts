import { expect, test } from 'vitest';
import { at, grantFor, rivals, wallFacts } from '../../../test/wall-facts.ts';
import { declareRivals, wallPreview } from './wall-preview.ts';

const [FIRST, SECOND] = [7, 8] as const;
const NOON = at('2026-03-10');

test('who has no grant loses both rivals, and who has one loses the other', () => {
  const facts = wallFacts({ grants: [grantFor(FIRST, 101)] });
  expect(wallPreview(facts, [rivals(1, 102, 101)], [SECOND, FIRST], NOON)).toEqual([
    { person: SECOND, loses: [101, 102], gains: [] },
    { person: FIRST, loses: [102], gains: [] },
  ]);
});

test('a further member moves the side of whoever knew it first', () => {
  const grants = [grantFor(FIRST, 103), grantFor(FIRST, 101, { id: 2, from: '2026-03-02' })];
  const facts = wallFacts({
    classes: [rivals(1, 101, 102)],
    walled: [{ customer: 103, from: '2026-01-01' }],
    grants,
  });
  expect(wallPreview(facts, [rivals(1, 103)], [FIRST, SECOND], NOON)).toEqual([
    { person: FIRST, loses: [101], gains: [] },
  ]);
});

test('a member can undo a crossing, since its approver turns out to be on a side; then something is gained', () => {
  const crossings = [
    {
      ...{ id: 1, person: FIRST, class: 1, to: 102, approvedBy: SECOND },
      ...{ from: '2026-03-05', begins: at('2026-03-05', '00:00').instant },
    },
  ];
  const grants = [grantFor(FIRST, 101), grantFor(FIRST, 102, { id: 2 }), grantFor(SECOND, 103, { id: 3 })];
  const facts = wallFacts({ classes: [rivals(1, 101, 102)], grants, crossings });
  expect(wallPreview(facts, [rivals(1, 103)], [FIRST], NOON)).toEqual([
    { person: FIRST, loses: [102, 103], gains: [101] },
  ]);
});

test('nothing changes before the rivals are rivals, nor in the facts given', () => {
  const facts = wallFacts({});
  const declared = [{ id: 1, members: [{ customer: 101, from: '2026-03-11' }] }];
  expect(wallPreview(facts, declared, [FIRST], at('2026-03-10', '23:59:59'))).toEqual([]);
  expect(wallPreview(facts, declared, [FIRST], at('2026-03-11', '00:00'))).toEqual([
    { person: FIRST, loses: [101], gains: [] },
  ]);
  expect(declareRivals(facts, declared).classes).toEqual(declared);
  expect(facts.classes).toEqual([]);
});
