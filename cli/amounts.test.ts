import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amountText,
  bytesText,
  counted,
  countText,
  decimalsOf,
  exactText,
  isNegative,
  shareText,
} from './amounts.ts';

describe('an amount in a terminal', () => {
  test.each([
    ['0', '0.00'],
    ['1234.5', '1,234.50'],
    ['-1234567.891', '−1,234,567.89'],
    ['0.005', '0.01'],
    ['-0.005', '−0.01'],
    ['-0.004', '0.00'],
    ['999.995', '1,000.00'],
    ['9007199254740993.015', '9,007,199,254,740,993.02'],
  ])('%s stands as %s', (exact, text) => {
    expect(amountText(exact)).toBe(text);
  });

  test('takes the decimals of its currency', () => {
    expect(amountText('1234.5', decimalsOf('JPY'))).toBe('1,235');
    expect(amountText('1234.5', decimalsOf('BHD'))).toBe('1,234.500');
    expect(decimalsOf('not a currency')).toBe(2);
  });

  test('keeps all digits where it is to be exact', () => {
    expect(exactText('-1234.567800')).toBe('−1,234.5678');
    expect(exactText('100')).toBe('100');
  });

  test('is within half a unit of the last digit shown', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.integer({ min: 0, max: 6 }),
        (micro, decimals) => {
          const digits = (micro < 0n ? -micro : micro).toString().padStart(7, '0');
          const exact = `${micro < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
          const shown = amountText(exact, decimals).replaceAll(',', '').replace('−', '-');
          const [whole = '', fraction = ''] = shown.split('.');
          const back =
            BigInt(`${whole}${fraction.padEnd(6, '0')}`.replace('-', '')) *
            (shown.startsWith('-') ? -1n : 1n);
          const apart = back > micro ? back - micro : micro - back;
          expect(apart * 2n).toBeLessThanOrEqual(10n ** BigInt(6 - decimals));
        },
      ),
    );
  });

  test('is refused where it is no decimal', () => {
    expect(() => amountText('1e6')).toThrow('not a decimal');
  });
});

test('counts, shares and sizes have separators and a true minus', () => {
  expect(countText(5454024)).toBe('5,454,024');
  expect(countText(-1.23456, 2)).toBe('−1.23');
  expect(shareText(1.00285171)).toBe('100.3 %');
  expect(shareText(-0.052)).toBe('−5.2 %');
  expect(shareText(null)).toBe('–');
  expect(counted(1, 'row')).toBe('1 row');
  expect(counted(1000, 'row')).toBe('1,000 rows');
  expect(bytesText(512)).toBe('512 bytes');
  expect(bytesText(1536)).toBe('1.5 KB');
  expect(isNegative('-0.0')).toBe(false);
});
