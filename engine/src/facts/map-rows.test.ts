import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeRow } from './judge.ts';
import { type FactKind, LAYOUTS, layoutOf } from './layout.ts';
import { mappedCells, mappedJudge, rowMapper } from './map-rows.ts';
import { type FieldMapping, isRenaming, type Mapping, namedHeadings } from './mapping.ts';

const HEADINGS = ['A', 'B', 'C'];

/** What one field of order lines comes to, from a row of three cells. */
function read(
  field: string,
  from: FieldMapping,
  cells: readonly string[],
  others: Partial<Mapping> = {},
): string | undefined {
  const mapping: Mapping = { kind: 'order-lines', fields: { [field]: from }, ...others };
  return mappedCells(mapping, HEADINGS)(cells)[namesOf('order-lines').indexOf(field)];
}

const namesOf = (kind: FactKind) => layoutOf(kind).fields.map(({ name }) => name);

describe('a field comes from', () => {
  test.each<[string, string, FieldMapping, readonly string[], string]>([
    ['a column under another name', 'order', { columns: ['B'] }, ['', ' 17 ', ''], '17'],
    ['a constant', 'country', { constant: 'Germany' }, ['', '', ''], 'Germany'],
    [
      'a constant where its column is empty',
      'country',
      { columns: ['A'], constant: 'DE' },
      [' ', '', ''],
      'DE',
    ],
    ['and not where it is filled', 'country', { columns: ['A'], constant: 'DE' }, ['AT', '', ''], 'AT'],
    ['several columns, joined by a blank', 'order', { columns: ['A', 'B'] }, ['1', '2', ''], '1 2'],
    ['joined by what is said', 'order', { columns: ['A', 'C'], joinWith: '/' }, ['1', '', '2'], '1/2'],
    [
      'joined without those that are empty',
      'order',
      { columns: ['A', 'B', 'C'], joinWith: '-' },
      ['1', '', '2'],
      '1-2',
    ],
    ['joined without anything between', 'order', { columns: ['A', 'B'], joinWith: '' }, ['1', '2', ''], '12'],
    [
      'the first part',
      'customer',
      { columns: ['A'], split: { by: ' - ', take: 1 } },
      ['K1 - Ada', '', ''],
      'K1',
    ],
    ['the last part', 'customer', { columns: ['A'], split: { by: '/', take: -1 } }, ['a/b/c', '', ''], 'c'],
    [
      'a part that is not there',
      'customer',
      { columns: ['A'], split: { by: '/', take: 3 } },
      ['a/b', '', ''],
      '',
    ],
    ['a value table', 'channel', { columns: ['A'], values: { Tel: 'manual' } }, ['Tel', '', ''], 'manual'],
    [
      'a value table that has it not',
      'channel',
      { columns: ['A'], values: { Tel: 'manual' } },
      ['edi', '', ''],
      'edi',
    ],
    [
      'a value table that empties it',
      'country',
      { columns: ['A'], values: { 'n/a': '' } },
      ['n/a', '', ''],
      '',
    ],
    ['a figure with its sign turned', 'amount', { columns: ['A'], negate: true }, ['12.50', '', ''], '-12.5'],
    ['and turned back', 'amount', { columns: ['A'], negate: true }, ['12.50-', '', ''], '12.5'],
    ['nothing that is minus nothing', 'amount', { columns: ['A'], negate: true }, ['0', '', ''], '0'],
    ['a figure in another unit', 'quantity', { columns: ['A'], factor: '0.001' }, ['1500', '', ''], '1.5'],
    ['thousands', 'amount', { columns: ['A'], factor: '1000' }, ['1.5', '', ''], '1500'],
    [
      'exactly, however small',
      'amount',
      { columns: ['A'], factor: '0.000000001' },
      ['0.1', '', ''],
      '0.0000000001',
    ],
    ['a column that no heading names', 'order', { columns: ['Z'] }, ['1', '2', '3'], ''],
    ['no day where a system writes zeros', 'day', { columns: ['A'] }, ['00.00.0000', '', ''], ''],
  ])('%s', (_title, field, from, cells, expected) => {
    expect(read(field, from, cells)).toBe(expected);
  });

  test('what the mapping says of days, decimals and currency', () => {
    expect(read('day', { columns: ['A'] }, ['3/4/2025', '', ''], { days: 'dmy' })).toBe('2025-04-03');
    expect(read('day', { columns: ['A'] }, ['3/4/2025', '', ''], { days: 'mdy' })).toBe('2025-03-04');
    expect(read('amount', { columns: ['A'] }, ['1.234', '', ''], { decimal: 'comma' })).toBe('1234');
    expect(read('currency', { columns: ['A'] }, ['', '', ''], { currency: 'USD' })).toBe('USD');
    expect(read('currency', { columns: ['A'] }, ['$', '', ''], { currency: 'CAD' })).toBe('CAD');
    expect(read('currency', { columns: ['A'] }, ['\u20ac', '', ''])).toBe('EUR');
    expect(mappedCells({ kind: 'ledger', fields: {}, currency: 'USD' }, [])([]).at(-1)).toBe('USD');
  });

  test('a heading that stands twice, and one that is empty', () => {
    expect(namedHeadings(['Nr', ' Nr ', '', 'x', 'Nr'])).toEqual(['Nr', 'Nr (2)', 'column 3', 'x', 'Nr (3)']);
    const mapping: Mapping = { kind: 'customers', fields: { customer: { columns: ['Nr (2)'] } } };
    expect(mappedCells(mapping, ['Nr', 'Nr'])(['1', '2'])[0]).toBe('2');
  });

  test('fields of their own come after those of the layout', () => {
    const mapping: Mapping = {
      kind: 'customers',
      fields: { customer: { columns: ['A'] } },
      custom: { Region: 'C', Terms: 'B' },
    };
    expect(
      mappedCells(mapping, HEADINGS)(['1', '30 days', 'North']).slice(namesOf('customers').length),
    ).toEqual(['North', '30 days']);
  });
});

const FIELDS = {
  order: { columns: ['Beleg'] },
  product: { columns: ['Artikel'] },
  day: { columns: ['Datum'] },
  quantity: { columns: ['Menge'] },
  amount: { columns: ['Betrag'] },
};
const COLUMNS = ['Beleg', 'Artikel', 'Datum', 'Menge', 'Betrag'];

function problems(cells: readonly string[], others: Partial<Mapping> = {}) {
  const mapping: Mapping = { kind: 'order-lines', fields: FIELDS, ...others };
  const { fields } = layoutOf('order-lines');
  const judge = mappedJudge(mapping, COLUMNS, {
    currency: 'EUR',
    judge: mapped => judgeRow(fields, mapped, 'EUR'),
  });
  const verdict = judge(cells);
  return 'problems' in verdict ? verdict.problems.map(({ what, mend }) => `${what} · ${mend}`) : [];
}

describe('what cannot be read is a problem once, with the heading of its column and the mend', () => {
  test.each<[string, readonly string[], Partial<Mapping>, readonly string[]]>([
    ['a good row', ['1', 'P', '31.01.2025', '1', '1'], {}, []],
    [
      'a day that can be read in two ways',
      ['1', 'P', '03/04/2025', '1', '1'],
      {},
      [
        '"03/04/2025" is no day that can be read in one way only (column Datum) · Say in the mapping how days are written, or write it as YYYY-MM-DD, such as 2025-03-31.',
      ],
    ],
    [
      'a day in the other order',
      ['1', 'P', '01/31/2025', '1', '1'],
      { days: 'dmy' },
      [
        '"01/31/2025" is no day that is written day, month, year (column Datum) · Correct it, or write it as YYYY-MM-DD, such as 2025-03-31.',
      ],
    ],
    [
      'a figure that can be read in two ways',
      ['1', 'P', '2025-01-31', '1', '1,234'],
      {},
      [
        '"1,234" can be read with its comma or point before thousands or before decimals (column Betrag) · Say in the mapping which sign stands before the decimals.',
      ],
    ],
    [
      'an exponent, and what is empty, both',
      ['', 'P', '2025-01-31', '1', '1e308'],
      { decimal: 'comma' },
      [
        '"1e308" is no figure with a comma before the decimals (column Betrag) · Write digits such as 1234,56, without an exponent or a unit.',
        'is empty (column Beleg) · Give it: Order number; one order belongs to one customer.',
      ],
    ],
    [
      'the sign of another currency',
      ['1', 'P', '2025-01-31', '1', '$ 5'],
      {},
      [
        'has the sign of USD, and the row is in EUR (column Betrag) · Map a column that holds the currency, or mend the figure.',
      ],
    ],
    [
      'digits beyond what the field holds',
      ['1', 'P', '2025-01-31', '0.0005', '5'],
      {},
      ['"0.0005" has 4 decimals (column Menge) · Round it to 3 decimals.'],
    ],
  ])('%s', (_title, cells, others, expected) => {
    expect(problems(cells, others)).toEqual(expected);
  });
});

test('only names may differ where rows are read as they stand', () => {
  const renaming: Mapping = { kind: 'order-lines', fields: FIELDS };
  expect(isRenaming(renaming)).toBe(true);
  expect(isRenaming({ ...renaming, days: 'dmy', decimal: 'point' })).toBe(true);
  const others: Partial<Mapping>[] = [{ decimal: 'comma' }, { currency: 'USD' }];
  for (const from of [
    { columns: ['A', 'B'] },
    { constant: 'x' },
    { columns: ['A'], constant: 'x' },
    { columns: ['A'], negate: true as const },
    { columns: ['A'], factor: '2' },
    { columns: ['A'], values: { a: 'b' } },
    { columns: ['A'], split: { by: '-', take: 1 } },
  ])
    others.push({ fields: { ...FIELDS, amount: from } });
  for (const other of others) expect(isRenaming({ ...renaming, ...other })).toBe(false);
});

test('a row in the layout’s own writing goes through a mapping of its own headings as it is', () => {
  const plain: Readonly<Record<string, fc.Arbitrary<string>>> = {
    key: fc.stringMatching(/^[A-Z0-9-]{1,8}$/),
    text: fc.stringMatching(/^[A-Za-z][a-z ]{0,8}[a-z]$/),
    day: fc.constantFrom('2025-01-31', '2024-02-29', '1999-12-01'),
    month: fc.constantFrom('2025-01', '2024-12'),
    choice: fc.constant(''),
  };
  const figure = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(value => String(value / 8));
  for (const { kind, fields } of LAYOUTS) {
    const mapping: Mapping = {
      kind,
      fields: Object.fromEntries(fields.map(({ name }) => [name, { columns: [name] }])),
    };
    const mapRow = rowMapper(mapping, namesOf(kind), 'EUR');
    const row = fc.tuple(
      ...fields.map(({ name, type }) =>
        name === 'currency' ? fc.constantFrom('', 'EUR') : (plain[type] ?? figure),
      ),
    );
    fc.assert(
      fc.property(row, cells => {
        expect(mapRow(cells)).toEqual({ cells, problems: [] });
      }),
      { numRuns: 30 },
    );
  }
});
