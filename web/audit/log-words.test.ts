import { expect, test } from 'vitest';
import { aboutText, fieldChanges, instantText, whatText } from './log-words.ts';

test('an entry is told by what was changed, or by what was asked for', () => {
  expect(whatText({ kind: 'write', what: 'decision', address: null })).toBe('decision');
  expect(whatText({ kind: 'read', what: 'customer', address: '/customers/K1' })).toBe(
    'customer /customers/K1',
  );
});

const named = (name: string) => ({ id: name, sourceKey: name, name, inSight: true });

test.each([
  [[], ''],
  [['A', 'B', 'C'], 'A, B, C'],
  [['A', 'B', 'C', 'D'], 'A, B and 2 more'],
])('an entry about %j reads "%s"', (names, text) => {
  expect(aboutText(names.map(named))).toBe(text);
});

test('whom nobody can tell has a dash', () => {
  expect(aboutText(null)).toBe('–');
});

test('before and after stand beside one another, and what was not there is told from what was empty', () => {
  expect(fieldChanges({ name: 'A', note: '', until: null }, { name: 'B', roles: ['owner'] })).toEqual([
    { field: 'name', before: 'A', after: 'B' },
    { field: 'note', before: 'empty', after: '–' },
    { field: 'until', before: 'none', after: '–' },
    { field: 'roles', before: '–', after: '[\n "owner"\n]' },
  ]);
  expect(fieldChanges(null, null)).toEqual([]);
  expect(fieldChanges(null, [1])).toEqual([{ field: '', before: '–', after: '[\n 1\n]' }]);
});

test('an instant is told to the second', () => {
  expect(instantText('2026-03-31T14:05:09.250Z')).toMatch(/^2026-0[34]-\d\d \d\d:\d5:09$/);
});
