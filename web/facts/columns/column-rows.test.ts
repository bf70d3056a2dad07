import type { Mapping } from '@clientele/engine';
import { expect, test } from 'vitest';
import { becoming, becomingOwn, columnRows, withField, writtenValues } from './column-rows.ts';

const headings = ['Beleg', 'Kunde', 'Netto', 'Rabatt'];
const mapping: Mapping = {
  kind: 'order-lines',
  fields: {
    order: { columns: ['Beleg'], split: { by: '-', take: 1 } },
    product: { columns: ['Beleg'], split: { by: '-', take: -1 } },
    customer: { columns: ['Kunde', 'Rabatt'] },
    country: { constant: 'DE' },
  },
};

const shown = (one: Mapping) =>
  columnRows(headings, one).map(({ heading, field, own }) => [heading, field ?? own]);

test('every heading once for each field that it gives, then what no heading gives', () => {
  expect(shown(mapping)).toEqual([
    ['Beleg', 'order'],
    ['Beleg', 'product'],
    ['Kunde', 'customer'],
    ['Netto', null],
    ['Rabatt', 'customer'],
    [null, 'country'],
  ]);
});

test('a column becomes another field, and the field it gave before loses it', () => {
  const [, , , netto, rabatt] = columnRows(headings, mapping);
  if (!netto || !rabatt) throw new Error('rows are missing');
  expect(becoming(mapping, netto, 'amount').fields.amount).toEqual({ columns: ['Netto'] });
  const moved = becoming(mapping, rabatt, 'discount');
  expect(moved.fields.customer).toEqual({ columns: ['Kunde'] });
  expect(moved.fields.discount).toEqual({ columns: ['Rabatt'] });
  expect(becoming(moved, { ...rabatt, field: 'discount' }, null).fields.discount).toBeUndefined();
});

test('a column becomes a field of the company’s own and leaves it again', () => {
  const customers: Mapping = { kind: 'customers', fields: { customer: { columns: ['Kunde'] } } };
  const rows = columnRows(headings, customers);
  const own = becomingOwn(customers, rows[2] as (typeof rows)[number], 'Branche');
  expect(own.custom).toEqual({ Branche: 'Netto' });
  const row = columnRows(headings, own).find(one => one.own === 'Branche');
  expect(becoming(own, row as (typeof rows)[number], null).custom).toEqual({});
});

test('a field that comes from nothing is left out; an empty constant stays while it is typed', () => {
  expect(withField(mapping, 'country', { columns: [] }).fields.country).toBeUndefined();
  expect(withField(mapping, 'country', { constant: '' }).fields.country).toEqual({ constant: '' });
});

test('written values are those of the joined and split text, each once', () => {
  const rows = [
    ['A1-P1', '10', '', 'x'],
    ['A1-P2', '10', '', ''],
    ['A2-P1', '', '', ''],
  ];
  expect(writtenValues(mapping.fields.product ?? {}, headings, rows)).toEqual(['P1', 'P2']);
  expect(writtenValues({ columns: ['Kunde', 'Rabatt'], joinWith: '/' }, headings, rows)).toEqual([
    '10/x',
    '10',
  ]);
});
