import { describe, expect, test } from 'vitest';
import { guessAs, guessesByKind, guessMapping } from './guess-mapping.ts';
import { headingScore, headingWords } from './headings.ts';
import { LAYOUTS } from './layout.ts';
import type { Mapping } from './mapping.ts';
import { openQuestions } from './mapping-questions.ts';

const table = (text: string) => {
  const [headings = [], ...rows] = text.split('\n').map(line => line.split(';'));
  return { headings, rows };
};
const guessed = (text: string, currency: string | null = 'EUR') => guessMapping({ ...table(text), currency });

describe('a file in the generic layout maps by itself', () => {
  test.each(LAYOUTS.map(layout => [layout.kind, layout] as const))('%s', (kind, { fields }) => {
    const headings = fields.map(({ name }) => name);
    const guess = guessMapping({ headings, rows: [], currency: 'EUR' });
    expect(guess).toMatchObject({ kind, confidence: 1, questions: [], unused: [], missing: [] });
    expect(guess?.mapping).toEqual({
      kind,
      fields: Object.fromEntries(headings.map(name => [name, { columns: [name] }])),
    });
  });

  test('and a point before three decimals is no question there', () => {
    const text = 'order;product;day;quantity;amount\n1;P;2025-01-31;1.250;10.125';
    expect(guessed(text)).toMatchObject({ questions: [], confidence: 1 });
    expect(guessed(text)?.mapping.decimal).toBeUndefined();
  });
});

describe('days', () => {
  const of = (...days: string[]) => {
    const lines = days.map(day => `1;P;${day};1;5`);
    return guessed(`Auftragsnr;Artikel;Datum;Menge;Betrag\n${lines.join('\n')}`);
  };

  test('are decided by one cell, and the reason says by which', () => {
    const guess = of('01.02.2025', '31.01.2025');
    expect(guess?.mapping.days).toBe('dmy');
    expect(guess?.questions).toEqual([]);
    expect(guess?.fields.day?.reason).toBe(
      'heading "Datum" says so, and 2 of 2 cells read as days; "31.01.2025" in Datum can be read in no other order',
    );
  });

  test('with two digits of a year say what those mean', () => {
    expect(of('31.01.25')?.fields.day?.reason).toMatch(/; two digits of a year mean 1970 to 2069$/);
  });

  test('that all can be read both ways are asked about', () => {
    const guess = of('01.02.2025', '03.04.2025', '05.05.2025');
    expect(guess?.mapping.days).toBeUndefined();
    expect(guess?.questions).toEqual([
      {
        about: 'days',
        field: 'day',
        heading: 'Datum',
        examples: ['01.02.2025', '03.04.2025', '05.05.2025'],
        choices: ['dmy', 'mdy'],
      },
    ]);
  });

  test('that contradict each other are asked about', () => {
    const guess = of('31/01/2025', '01/31/2025', '02/02/2025');
    expect(guess?.mapping.days).toBeUndefined();
    expect(guess?.questions).toMatchObject([
      { about: 'days', examples: ['01/31/2025', '31/01/2025'], choices: ['dmy', 'mdy'] },
    ]);
  });

  test('that name their month or begin with the year leave nothing open', () => {
    expect(of('31-Jan-25', '2025/02/01', '20250301')?.questions).toEqual([]);
  });

  test('found by their cells alone are said to be', () => {
    const guess = guessed('Auftragsnr;Artikel;Wann;Menge;Betrag\n1;P;31.01.2025;1;5');
    expect(guess?.fields.day).toEqual({
      confidence: 0.5,
      reason: expect.stringMatching(/^no heading says so, but 1 of 1 cells read as days/),
    });
  });
});

describe('decimals', () => {
  const of = (...amounts: string[]) => {
    const lines = amounts.map(amount => `1;P;2025-01-31;1;${amount}`);
    return guessed(`Auftragsnr;Artikel;Datum;Menge;Betrag\n${lines.join('\n')}`);
  };

  test.each([
    [['1.234,56', '7'], 'comma'],
    [['1,234', '5.5'], 'point'],
    [['1.234', '1.234.567'], 'comma'],
    [['12,50-'], 'comma'],
    [['12'], undefined],
  ])('of %j have a %s', (amounts, mark) => {
    expect(of(...amounts)?.mapping.decimal).toBe(mark);
    expect(of(...amounts)?.questions).toEqual([]);
  });

  test.each([[['1,234', '2,500']], [['1.234', '2.500']], [['1.5', '1,5']]])(
    'of %j are asked about',
    amounts => {
      const guess = of(...amounts);
      expect(guess?.mapping.decimal).toBeUndefined();
      expect(guess?.questions).toMatchObject([
        { about: 'decimal', field: 'amount', heading: 'Betrag', choices: ['point', 'comma'] },
      ]);
    },
  );
});

describe('currency', () => {
  const of = (heading: string, amounts: readonly string[], book: string | null) => {
    const lines = amounts.map(amount => `1;P;2025-01-31;1;${amount}`);
    return guessed(`Auftragsnr;Artikel;Datum;Menge;${heading}\n${lines.join('\n')}`, book);
  };

  test.each([
    ['the book’s, by sign', 'Betrag', ['5.50 €'], 'EUR'],
    ['the book’s, by heading', 'Betrag (EUR)', ['5.50'], 'EUR'],
    ['the book’s dollar', 'Betrag', ['$5.50'], 'CAD'],
    ['not shown at all', 'Betrag', ['5.50'], 'EUR'],
  ])('%s, is no question', (_title, heading, amounts, book) => {
    const guess = of(heading, amounts, book);
    expect(guess?.questions).toEqual([]);
    expect(guess?.mapping.currency).toBeUndefined();
  });

  test.each([
    ['another one by sign', 'Betrag', ['£5.50'], 'EUR', ['GBP', 'EUR']],
    ['another one by heading', 'Betrag USD', ['5.50'], 'EUR', ['USD', 'EUR']],
    ['two signs', 'Betrag', ['£5.50', '€5.50'], 'EUR', ['GBP', 'EUR']],
    [
      'somebody’s dollar in a new book',
      'Betrag',
      ['$5.50'],
      null,
      ['USD', 'CAD', 'AUD', 'MXN', 'SGD', 'HKD', 'NZD'],
    ],
  ])('%s, is asked about', (_title, heading, amounts, book, choices) => {
    const guess = of(heading, amounts, book);
    expect(guess?.mapping.currency).toBeUndefined();
    expect(guess?.questions).toMatchObject([{ about: 'currency', choices }]);
  });

  test('that a new book is shown is stated', () => {
    expect(of('Betrag', ['£5.50'], null)?.mapping.currency).toBe('GBP');
  });

  test('in a column that says whose dollar it is not', () => {
    const text = 'Auftragsnr;Artikel;Datum;Menge;Betrag;Währung\n1;P;2025-01-31;1;5.50;$';
    const guess = guessed(text);
    expect(guess?.questions).toMatchObject([{ about: 'currency', heading: 'Währung', examples: ['$'] }]);
    const mapping = guess?.mapping as Mapping;
    expect(openQuestions({ ...mapping, currency: 'USD' }, table(text), 'EUR')).toEqual([]);
    const translated = { ...mapping.fields, currency: { columns: ['Währung'], values: { $: 'USD' } } };
    expect(openQuestions({ ...mapping, fields: translated }, table(text), 'EUR')).toEqual([]);
  });
});

test('what is answered is not asked again', () => {
  const text = 'Auftragsnr;Artikel;Datum;Menge;Betrag\n1;P;01.02.2025;1;1,234';
  const mapping = guessed(text)?.mapping as Mapping;
  const about = (others: Partial<Mapping>) =>
    openQuestions({ ...mapping, ...others }, table(text), 'EUR').map(question => question.about);
  expect(about({})).toEqual(['days', 'decimal']);
  expect(about({ days: 'dmy' })).toEqual(['decimal']);
  expect(about({ days: 'dmy', decimal: 'comma' })).toEqual([]);
});

test('a heading that says so and cells that do not agree are not believed', () => {
  const guess = guessed('Auftragsnr;Artikel;Datum;Menge;Betrag\n1;P;bald;1;5\n2;P;später;1;5');
  expect(guess?.missing).toEqual(['day']);
  expect(guess?.unused).toEqual(['Datum']);
  expect(guess?.confidence).toBeLessThan(0.85);
});

test('a discount in percent is no discount in money', () => {
  const head = 'Auftragsnr;Artikel;Datum;Menge;Preis;Rabatt;Betrag';
  expect(guessed(`${head}\n1;P;2025-01-31;2;100.00;10;180.00`)?.mapping.fields.discount).toBeUndefined();
  expect(guessed(`${head}\n1;P;2025-01-31;2;100.00;10;190.00`)?.mapping.fields.discount).toBeDefined();
});

test('channels in other words come with a value table', () => {
  const guess = guessed(
    'Auftragsnr;Artikel;Datum;Menge;Betrag;Kanal\n1;P;2025-01-31;2;1;Telefon\n2;P;2025-01-31;2;1;EDI',
  );
  expect(guess?.mapping.fields.channel).toEqual({ columns: ['Kanal'], values: { Telefon: 'manual' } });
});

test('a table of something else is no table of facts', () => {
  expect(guessed('Wochentag;Speise;Beilage\nMontag;Suppe;Brot')).toBeUndefined();
  expect(guessed('a;b\n1;2')).toBeUndefined();
  expect(guessMapping({ headings: [], rows: [], currency: null })).toBeUndefined();
});

test('a table of thousands of columns and a cell of a megabyte are looked at like any other', () => {
  const wide = [
    'Auftragsnr.',
    'Artikel',
    'Datum',
    'Menge',
    'Betrag',
    ...Array.from({ length: 2000 }, (_, i) => `x${i}`),
  ];
  const rows = Array.from({ length: 50 }, (_, row) =>
    wide.map((_, i) => (i < 2 ? `K${row}` : i === 2 ? '31.01.2025' : `${row},5`)),
  );
  expect(guessMapping({ headings: wide, rows, currency: 'EUR' })).toMatchObject({
    kind: 'order-lines',
    missing: [],
  });
  const long = ['1,', '0', '(', ' ', "1'", 'T10:00', '-', '€'].map(part => part.repeat(200_000));
  const guess = guessAs('order-lines', {
    headings: wide.slice(0, 5),
    rows: long.map(cell => [cell, cell, cell, cell, cell]),
    currency: null,
  });
  expect(guess.missing).toEqual(expect.arrayContaining(['day', 'quantity']));
});

test('somebody may know the kind better', () => {
  const input = { ...table('Belegnr.;Artikel;Datum;Menge;Betrag\n1;P;2025-01-31;2;-5'), currency: 'EUR' };
  expect(guessesByKind(input).map(({ kind }) => kind)).toHaveLength(LAYOUTS.length);
  expect(guessesByKind(input)[0]?.kind).toBe('order-lines');
  const { mapping } = guessAs('returns', input);
  expect(mapping).toMatchObject({
    kind: 'returns',
    fields: { amount: { columns: ['Betrag'], negate: true } },
  });
});

describe('a list of documents that does not say that they are credits is one of sales', () => {
  const SALES = 'Customer;Item;Posting date;Quantity;Amount';
  const row = 'K1;P1;2025-01-31;2;20.50';

  test.each([
    ['Order channel', 'Dealer'],
    ['Order channel', 'web'],
    ['Order source', 'Field sales'],
    ['Customer group', 'OEM'],
    ['Order no.', 'A1'],
    ['Auftragsnr.', 'A1'],
  ])('also with a column %s of %s', (heading, cell) => {
    const guess = guessed(`Document no.;${heading};${SALES}\nR1;${cell};${row}`);
    expect(guess).toMatchObject({ kind: 'order-lines', missing: [] });
  });

  test.each([
    ['Reason', 'broken'],
    ['Causale', 'difettoso'],
    ['Applies-to doc. no.', 'A1'],
  ])('but %s says that they are', (heading, cell) => {
    expect(guessed(`Document no.;${heading};${SALES}\nR1;${cell};${row}`)?.kind).toBe('returns');
  });
});

test.each([
  ['customer', 'Kundengruppe'],
  ['customer', 'Customer group'],
  ['customer', 'Customer city'],
  ['amount', 'Gross amount'],
  ['amount', 'VAT amount'],
  ['amount', 'Discount %'],
  ['unit_price', 'Einstandspreis'],
  ['cost', 'Unit cost'],
  ['day', 'Lieferdatum'],
  ['day', 'Due date'],
  ['order', 'Order date'],
  ['order', 'Order channel'],
  ['amount', 'Sales channel'],
  ['cost', 'Cost center'],
  ['product', 'Product category'],
])('no %s is meant by %s', (field, heading) => {
  expect(headingScore('order-lines', field, headingWords(heading))).toBe(0);
});
