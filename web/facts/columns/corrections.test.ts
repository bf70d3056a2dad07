import type { Mapping } from '@clientele/engine';
import { expect, test } from 'vitest';
import { corrected, correctionsFor } from './corrections.ts';

const guessed: Mapping = {
  kind: 'order-lines',
  decimal: 'comma',
  fields: { order: { columns: ['Beleg'] }, amount: { columns: ['Betrag'] }, day: { columns: ['Datum'] } },
};

test.each<[string, Partial<Mapping>, string[] | undefined]>([
  ['nothing', {}, undefined],
  [
    'another column',
    { fields: { ...guessed.fields, amount: { columns: ['Netto: EUR'] } } },
    ['amount:Netto: EUR'],
  ],
  [
    'a field more',
    { fields: { ...guessed.fields, country: { constant: 'DE' } } },
    ['country:{"constant":"DE"}'],
  ],
  [
    'sign, unit and values',
    {
      fields: {
        ...guessed.fields,
        amount: { columns: ['Betrag'], negate: true, factor: '0.001', values: { frei: '0' } },
      },
    },
    ['amount:{"columns":["Betrag"],"values":{"frei":"0"},"negate":true,"factor":"0.001"}'],
  ],
  ['a field less', { fields: { order: { columns: ['Beleg'] }, day: { columns: ['Datum'] } } }, ['amount:']],
])('%s stands in the address and is read from it again', (_what, change, set) => {
  const wanted = { ...guessed, ...change };
  const kept = correctionsFor(guessed, wanted);
  expect(kept.set).toEqual(set);
  expect(corrected(guessed, kept)).toEqual(wanted);
});

test('answers and own fields too', () => {
  const base: Mapping = { kind: 'customers', fields: {}, custom: { Branche: 'Branche' } };
  const wanted: Mapping = { ...base, days: 'dmy', currency: 'USD', custom: { Industry: 'Branche' } };
  const kept = correctionsFor(base, wanted);
  expect(kept).toMatchObject({ days: 'dmy', currency: 'USD', own: ['Branche:', 'Industry:Branche'] });
  expect(corrected(base, kept)).toEqual(wanted);
});

test('what an address says in no way that is known is a heading, and shows itself as one that the table lacks', () => {
  expect(corrected(guessed, { set: ['amount:{"columns":'] }).fields.amount).toEqual({
    columns: ['{"columns":'],
  });
});
