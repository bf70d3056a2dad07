import { describe, expect, test } from 'vitest';
import { kindOfHeadings, LAYOUTS, layoutOf, normalHeading } from './layout.ts';

describe('the kind of a file shows in its headings', () => {
  test.each(LAYOUTS.map(layout => [layout.kind, layout] as const))(
    '%s by all of its own, in any order',
    (kind, layout) => {
      const headings = layout.fields.map(({ name }) => name);
      expect(kindOfHeadings(headings)).toBe(kind);
      expect(kindOfHeadings(headings.reverse())).toBe(kind);
    },
  );

  test.each([
    [['customer'], 'customers'],
    [['product'], 'products'],
    [['order', 'product', 'day', 'quantity'], 'order-lines'],
    [['return', 'product', 'day', 'quantity', 'amount'], 'returns'],
    [['activity', 'day'], 'activities'],
    [['month', 'pool', 'amount'], 'ledger'],
    [['delivery', 'quantity', 'actual'], 'deliveries'],
    [['delivery', 'order', 'customer', 'product', 'quantity', 'promised', 'country'], 'deliveries'],
    [['payment', 'customer', 'due', 'amount'], 'payments'],
    [['Currency', 'Day', 'Rate'], 'exchange-rates'],
    [['Order', ' PRODUCT ', 'Day', 'QUANTITY', 'Unit Price'], 'order-lines'],
    [['customer', 'product', 'name', 'segment', 'country'], 'customers'],
    [['customer', 'product', 'name', 'unit', 'unit_cost'], 'products'],
  ])('%j is %s', (headings, kind) => {
    expect(kindOfHeadings(headings)).toBe(kind);
  });

  test.each([
    [[]],
    [['a', 'b']],
    [['order', 'day', 'quantity']],
    [['InvoiceNo', 'StockCode']],
    [['order', 'product', 'day', 'amount']],
  ])('%j is none', headings => {
    expect(kindOfHeadings(headings)).toBeUndefined();
  });
});

test.each(['unit_price', 'Unit Price', ' UNIT-PRICE ', 'unit  price', 'unit - price'])(
  '"%s" is unit_price',
  heading => {
    expect(normalHeading(heading)).toBe('unit_price');
  },
);

test('every layout has its headings once, something that is required, and a meaning for each', () => {
  for (const { kind, fields } of LAYOUTS) {
    expect(layoutOf(kind).fields).toBe(fields);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    expect(fields.some(({ required }) => required)).toBe(true);
    for (const { name, meaning } of fields) {
      expect(normalHeading(name)).toBe(name);
      expect(meaning).not.toBe('');
    }
  }
});
