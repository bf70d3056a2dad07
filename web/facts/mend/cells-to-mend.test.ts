import { expect, test } from 'vitest';
import type { MappingAsked } from '../../../contract/mapping.ts';
import { alteredCells, columnsOfProblems } from './cells-to-mend.ts';

const problem = (field: string) => ({ field, what: 'is wrong', mend: 'Mend it.' });

test('a problem is about the columns that its field is read from', () => {
  const headings = ['Beleg', 'Strasse', 'Ort', 'Betrag'];
  const mapping: MappingAsked = {
    kind: 'order-lines',
    fields: { amount: { columns: ['Betrag'] }, country: { columns: ['Strasse', 'Ort'] } },
  };
  expect(columnsOfProblems(headings, [problem('amount'), problem('country')], mapping)).toEqual([1, 2, 3]);
});

test('without a mapping it is about the heading that spells the field; a problem of the whole row about none', () => {
  const headings = ['Order Number', 'amount', 'unit price'];
  expect(columnsOfProblems(headings, [problem('unit_price'), problem('unit_price')], null)).toEqual([2]);
  expect(columnsOfProblems(headings, [problem('row')], null)).toEqual([]);
});

test('only altered cells are sent, by heading', () => {
  expect(alteredCells(['a', 'b', 'c'], ['1', '2'], ['1', '3', ''])).toEqual({ b: '3' });
});
