import { describe, expect, test } from 'vitest';
import { checkMapping } from './check-mapping.ts';
import type { Mapping } from './mapping.ts';

describe('a mapping is checked', () => {
  const good: Mapping = { kind: 'customers', fields: { customer: { columns: ['Nr'] } } };
  test.each<[string, Mapping, readonly string[]]>([
    ['and good', good, []],
    ['for its kind', { ...good, kind: 'orders' as 'ledger' }, ['kind: there is no kind "orders"']],
    [
      'for its columns',
      { ...good, fields: { customer: { columns: ['No'] } } },
      ['customer: the table has no column "No"'],
    ],
    [
      'for its fields',
      { ...good, fields: { ...good.fields, colour: { constant: 'x' } } },
      ['colour: customers have no such field'],
    ],
    ['for what has to be there', { ...good, fields: {} }, ['customer: customers need it']],
    ['for its currency', { ...good, currency: 'euro' }, ['currency: "euro" is no currency']],
    ['for its own fields', { ...good, custom: { Region: 'R' } }, ['Region: the table has no column "R"']],
    [
      'for what a field comes from',
      { ...good, fields: { customer: { columns: [] } } },
      ['customer: comes from no column and has no constant'],
    ],
    [
      'for parts, factors and signs',
      {
        ...good,
        fields: { customer: { columns: ['Nr'], split: { by: '', take: 0 }, factor: '1e3', negate: true } },
      },
      [
        'customer: is split by nothing',
        'customer: takes part 0',
        'customer: is no figure and has a factor or a sign',
        'customer: has the factor "1e3"',
      ],
    ],
    [
      'for an amount or a price',
      {
        kind: 'order-lines',
        fields: Object.fromEntries(
          ['order', 'product', 'day', 'quantity'].map(name => [name, { columns: ['Nr'] }]),
        ),
      },
      ['amount: order-lines need it, or unit_price'],
    ],
  ])('%s', (_title, mapping, expected) => {
    const found = checkMapping(mapping, ['Nr']);
    expect(found.map(({ where, what }) => `${where}: ${what}`)).toEqual(expected);
    for (const { mend } of found) expect(mend).toMatch(/^[A-Z].*\.$/);
  });
});
