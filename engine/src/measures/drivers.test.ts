import { expect, test } from 'vitest';
import { DRIVER_KEYS, DRIVERS, driverOf, parseActivityDriver } from './drivers.ts';

test('every driver of order lines is declared once and says what it counts', () => {
  expect(DRIVERS.map(({ key }) => key)).toEqual([...DRIVER_KEYS]);
  for (const driver of DRIVERS) {
    expect(driverOf(driver.key)).toBe(driver);
    expect(driver.meaning).not.toBe('');
    expect(driver.unit).not.toBe('');
  }
});

test('only the products bought do not add over months, and only units are counted in thousandths', () => {
  expect(DRIVERS.filter(({ adds }) => !adds).map(({ key }) => key)).toEqual(['skus']);
  expect(DRIVERS.filter(({ scale }) => scale === 1000).map(({ key }) => key)).toEqual(['units']);
});

test.each([
  ['activity.expedite', { activity: 'expedite', takes: 'count' }],
  ['activity.expedite.minutes', { activity: 'expedite', takes: 'minutes' }],
  ['activity.late payment.money', { activity: 'late payment', takes: 'money' }],
  ['activity.', undefined],
  ['activity.expedite.hours', undefined],
  ['expedite', undefined],
  ['orders', undefined],
])('%s as a driver of activities is %j', (key, driver) => {
  expect(parseActivityDriver(key)).toEqual(driver);
});

test('a key that does not exist names no driver', () => {
  expect(driverOf('order')).toBeUndefined();
  expect(driverOf('activity.expedite')).toBeUndefined();
});
