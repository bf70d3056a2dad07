import { expect, test } from 'vitest';
import { adjustmentText, confidenceText, fieldText, questionText } from './column-text.ts';

test('confidence is a word', () => {
  expect([1, 0.95, 0.8, 0.4].map(confidenceText)).toEqual(['certain', 'certain', 'likely', 'unsure']);
});

test('what is done with a column, in a few words', () => {
  expect(fieldText('unit_price')).toBe('Unit price');
  expect(adjustmentText({ columns: ['Netto'] }, 'Netto')).toBe('');
  expect(
    adjustmentText(
      {
        columns: ['Strasse', 'Ort'],
        split: { by: ',', take: -1 },
        values: { a: 'b' },
        negate: true,
        factor: '0.001',
      },
      'Strasse',
    ),
  ).toBe('joined with Ort, part -1 of “,”, 1 value replaced, sign turned, × 0.001');
  expect(adjustmentText({ constant: 'DE' }, null)).toBe('always DE');
});

test('a question about days is asked with an example that the answers read differently', () => {
  const asked = questionText(
    {
      about: 'days',
      field: 'day',
      heading: 'Belegdatum',
      examples: ['05/05/2025', '03/04/2025'],
      choices: ['dmy', 'mdy'],
    },
    'en-GB',
  );
  expect(asked.ask).toBe('Which day is “03/04/2025” in Belegdatum?');
  expect(asked.choices).toEqual([
    { value: 'dmy', text: '3 April 2025', note: 'day, month, year' },
    { value: 'mdy', text: '4 March 2025', note: 'month, day, year' },
  ]);
});

test('a question about decimals says how much it would be', () => {
  const asked = questionText({
    about: 'decimal',
    field: 'amount',
    heading: 'Betrag',
    examples: ['1.234'],
    choices: ['comma', 'point'],
  });
  expect(asked.choices.map(({ text }) => text)).toEqual(['1234', '1.234']);
});

test('a question about the currency names the column, or that there is none', () => {
  const question = {
    about: 'currency',
    field: 'amount',
    examples: ['$ 12'],
    choices: ['USD', 'CAD'],
  } as const;
  const ask = (heading: string | null) =>
    questionText(
      { ...question, heading, examples: [...question.examples], choices: [...question.choices] },
      'en',
    );
  expect(ask('Total').ask).toBe('Which currency is “$ 12” in Total?');
  expect(ask(null).ask).toContain('No column says it');
  expect(ask(null).choices[0]).toEqual({ value: 'USD', text: 'USD', note: 'US Dollar' });
});
