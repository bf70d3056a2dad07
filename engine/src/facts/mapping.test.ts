import { expect, test } from 'vitest';
import { columnsOfField, type Mapping } from './mapping.ts';

const READ: readonly (readonly [field: string, fields: Mapping['fields'] | null, columns: number[]])[] = [
  ['amount', { amount: { columns: ['Betrag'] } }, [3]],
  ['customer', { customer: { columns: ['Name', 'Name (2)'] } }, [0, 2]],
  ['product', { product: { columns: ['column 2'] } }, [1]],
  ['country', { country: { constant: 'DE' } }, []],
  ['betrag', null, [3]],
  ['row', null, []],
];

test.each(READ)('%s, mapped as %j, is read from the columns %j', (field, fields, columns) => {
  const mapping = fields && { fields };
  expect(columnsOfField(['Name', '', 'Name', 'Betrag'], field, mapping)).toEqual(columns);
});
