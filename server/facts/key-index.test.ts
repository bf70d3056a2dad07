import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY, KeyIndex, UNKNOWN } from './key-index.ts';

const numbered = (index: KeyIndex, text: string) => {
  const bytes = Buffer.from(`,${text},`);
  return index.of(bytes, 1, bytes.length - 1);
};

test('equal texts have one number, others another, in the order of their first cell', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 6 })), texts => {
      const index = new KeyIndex(text => text);
      const expected: string[] = [];
      for (const text of texts) {
        const whole = Buffer.from(text).toString('utf8');
        if (whole !== '' && !expected.includes(whole)) expected.push(whole);
        expect(numbered(index, text)).toBe(whole === '' ? EMPTY : expected.indexOf(whole));
      }
      expect(index.texts).toEqual(expected);
    }),
  );
});

test('twenty thousand keys grow the tables and are all found again', () => {
  const index = new KeyIndex();
  const keys = Array.from({ length: 20_000 }, (_, i) => `Kunde ${i * 7919}`);
  for (const key of keys) numbered(index, key);
  expect(keys.every((key, i) => numbered(index, key) === i)).toBe(true);
  index.clear();
  expect(numbered(index, 'Kunde 7919')).toBe(0);
  expect(index.texts).toEqual(['Kunde 7919']);
});

test('blanks around a key do not make another one, and what is not canonical has no number', () => {
  const index = new KeyIndex();
  expect([' A1', 'A1', 'A1\u00a0', '  '].map(text => numbered(index, text))).toEqual([0, 0, 0, EMPTY]);
  const choice = new KeyIndex(text => (text === 'own' ? text : undefined));
  expect(['own', 'Own', 'own'].map(text => numbered(choice, text))).toEqual([0, UNKNOWN, 0]);
});
