import { expect, test } from 'vitest';
import { crossingState, glassState, namesText, previewText, stateSentence, stateWord } from './wall-words.ts';
import { wallsSearch } from './walls-search.ts';

const change = (loses: number, gains = 0) => ({ loses: Array(loses).fill(1), gains: Array(gains).fill(1) });

test('a preview says how many lose sight, and how many are not touched', () => {
  expect(previewText({ changes: [change(2), change(1)], others: 9 })).toBe(
    '2 people lose sight of customers; 9 people are not touched',
  );
  expect(previewText({ changes: [change(1)], others: 0 })).toBe('1 person loses sight of customers');
  expect(previewText({ changes: [change(0, 1)], others: 0 })).toBe(
    'Nobody loses sight of a customer; 1 person is not touched',
  );
});

test('names are listed as one says them', () => {
  const named = (...names: string[]) => namesText(names.map(name => ({ name })));
  expect([named(), named('Motor A'), named('Motor A', 'Motor B'), named('A', 'B', 'C')]).toEqual([
    '',
    'Motor A',
    'Motor A and Motor B',
    'A, B and C',
  ]);
});

test('a state is a word, and a sentence where the word does not say why', () => {
  const lapsed = { state: 'training lapsed', sentence: 'Training “Drawings” is missing or has lapsed' };
  expect(stateWord(lapsed.state)).toBe('no training');
  expect(stateSentence(lapsed)).toBe(lapsed.sentence);
  expect([stateWord('grant'), stateSentence({ state: 'grant', sentence: 'Let in as owner' })]).toEqual([
    'in',
    undefined,
  ]);
});

test('a crossing cools off until its day, and break-glass is open until its hour', () => {
  const named = { id: '1', name: 'One' };
  const crossing = {
    id: 'c',
    person: named,
    class: named,
    to: { ...named, sourceKey: 'K1' },
    reason: 'Moves',
  };
  const approved = { ...crossing, approvedBy: named, from: '2026-03-10', withdrawn: null };
  expect(crossingState(approved, '2026-03-09')).toBe('cooling off');
  expect(crossingState(approved, '2026-03-10')).toBe('gone over');
  expect(crossingState({ ...approved, withdrawn: '2026-03-09T10:00:00Z' }, '2026-03-10')).toBe('withdrawn');
  const glass = {
    ...{ id: 'g', person: named, customer: crossing.to, reason: 'Line down', approvedBy: named },
    ...{ from: '2026-03-10T10:00:00Z', until: '2026-03-10T14:00:00Z', ended: null },
  };
  const at = (text: string) => Date.parse(`2026-03-10T${text}:00Z`);
  expect(glassState(glass, at('09:59'))).toBe('to come');
  expect(glassState(glass, at('13:59'))).toBe('open');
  expect(glassState(glass, at('14:00'))).toBe('over');
  expect(glassState({ ...glass, ended: '2026-03-10T11:00:00Z' }, at('12:00'))).toBe('ended');
});

test('the place of the page stands in the address, and an odd one opens to the rivals', () => {
  expect(wallsSearch({ section: 'odd', rivals: 'cus_1', customer: '' })).toEqual({
    section: 'rivals',
    rivals: ['cus_1'],
  });
  expect(wallsSearch({ section: 'who', customer: 'cus_1', rivals: ['a', 'b', 'a'], over: 'shown' })).toEqual({
    section: 'who',
    customer: 'cus_1',
    rivals: ['a', 'b'],
    over: 'shown',
  });
});
