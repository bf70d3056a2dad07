import { expect, test } from 'vitest';
import { customerAsked, loggedAddress, textsOfAddress } from './address.ts';

test('all that could call somebody is found in an address', () => {
  expect(textsOfAddress('/explain?figure=customer%2FK1%2Fprofit')).toEqual(
    expect.arrayContaining(['explain', 'customer/K1/profit', 'customer', 'K1', 'profit']),
  );
  expect(textsOfAddress('/customers/A%2FB?where=segment:Rail')).toEqual(
    expect.arrayContaining(['A/B', 'A', 'B', 'segment:Rail', 'Rail']),
  );
  expect(textsOfAddress('/customers/%E0%A4%A')).toContain('%E0%A4%A');
});

test.each([
  [
    '/portfolio/customers',
    { search: 'Motor', period: '2025' },
    '/portfolio/customers?search=%E2%80%A6&period=2025',
  ],
  [
    '/explain',
    { figure: 'ranking/profit?search=Motor&sign=loss@2025' },
    '/explain?figure=ranking%2Fprofit%3Fsearch%3D%E2%80%A6%26sign%3Dloss%402025',
  ],
  [
    '/portfolio/customers',
    { where: ['country:DE', 'segment:'] },
    '/portfolio/customers?where=country%3ADE&where=segment%3A',
  ],
  ['/book', {}, '/book'],
])('of %s %j what was looked for stays out of the log', (path, query, logged) => {
  expect(loggedAddress(path, query)).toBe(logged);
});

test.each([
  ['/customers/{id}/lines', { id: 'K1' }, {}, 'K1'],
  ['/bridge', {}, { customer: 'K1' }, 'K1'],
  ['/explain', {}, { figure: 'customer/cus_1/profit@2025' }, 'cus_1'],
  ['/explain', {}, { figure: 'cell/K%201/P/profit' }, 'K 1'],
  ['/explain', {}, { figure: 'bridge/price?before=2024&customer=cus_1@2025' }, 'cus_1'],
  ['/explain', {}, { figure: 'ranking/profit?search=x' }, undefined],
  ['/portfolio', {}, { period: 'all' }, undefined],
] as const)('%s %j %j is about %s', (endpoint, params, query, called) => {
  expect(customerAsked(endpoint, params, query)).toBe(called);
});
