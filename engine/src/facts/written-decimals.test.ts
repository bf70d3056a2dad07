import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDecimal, parseDecimal } from '../units/amount.ts';
import { currenciesAt, decimalMarksOf, readFigure } from './written-decimals.ts';

describe('a figure that can be read in one way only needs nobody to say which sign stands before the decimals', () => {
  test.each([
    ['1234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1 234,56', '1234.56'],
    ['1\u202f234,56', '1234.56'],
    ["1'234.50", '1234.5'],
    ['1\u2019234.50', '1234.5'],
    ['1.234.567', '1234567'],
    ['12,34,567.5', '1234567.5'],
    ['1 234', '1234'],
    ['0,5', '0.5'],
    [',5', '0.5'],
    ['0.123', '0.123'],
    ['1.234', '1.234'],
    ['12,50-', '-12.5'],
    ['12.50 -', '-12.5'],
    ['(12.50)', '-12.5'],
    ['(\u20ac 12,50)', '-12.5'],
    ['\u20ac 12,50', '12.5'],
    ['12,50 \u20ac', '12.5'],
    ['-\u20ac5', '-5'],
    ['\u20ac-5', '-5'],
    ['EUR 5', '5'],
    ['$1,200.00', '1200'],
    ['CHF 1\u2019250.00', '1250'],
    ['+5', '5'],
    ['007', '7'],
    ['-0', '0'],
    ['-0,00', '0'],
    ['\u221212,5', '-12.5'],
    ['\u0661\u0662\u066b\u0665', '12.5'],
    ['\u0661\u066c\u0662\u0663\u0664\u066b\u0665', '1234.5'],
    ['\uff11\uff12\uff0e\uff15', '12.5'],
  ])('%s', (text, figure) => {
    expect(readFigure(text, undefined)).toBe(figure);
  });
});

describe('what can be read in two ways is read in neither until it is said', () => {
  test.each([
    ['1,234', '1234', '1.234'],
    ['12,345-', '-12345', '-12.345'],
  ])('%s', (text, point, comma) => {
    expect(decimalMarksOf(text)).toEqual(['point', 'comma']);
    expect(readFigure(text, undefined)).toBeUndefined();
    expect(readFigure(text, 'point')).toBe(point);
    expect(readFigure(text, 'comma')).toBe(comma);
  });

  test('a point before three digits is what the layouts write, and another thing under a comma', () => {
    expect(decimalMarksOf('1.234')).toEqual(['point', 'comma']);
    expect(readFigure('1.234', 'comma')).toBe('1234');
  });
});

describe('what is no figure is none under any mark', () => {
  test.each([
    [''],
    ['-'],
    ['1e308'],
    ['1E5'],
    ['1,23E+05'],
    ['NaN'],
    ['Infinity'],
    ['5\u00b2'],
    ['\u00bd'],
    ['1.2.3'],
    ['1,2,3'],
    ['1.234,56,7'],
    ['1,23.456'],
    ['12 KGM'],
    ['12 %'],
    ['--5'],
    ['(5'],
    ['0x10'],
    ['1 23'],
    ['$ EUR 5'],
  ])('%j', text => {
    for (const mark of ['point', 'comma', undefined] as const) expect(readFigure(text, mark)).toBeUndefined();
  });
});

test.each([
  ['\u20ac 5', ['EUR']],
  ['5 z\u0142', ['PLN']],
  ['USD 5', ['USD']],
  ['US$ 5', ['USD']],
  ['\u00a55', ['JPY', 'CNY']],
  ['5', []],
  ['PCS 5', []],
])('%s is in %j', (text, currencies) => {
  expect(currenciesAt(text)).toEqual(currencies);
});

test('a figure written with thousands under a mark and read under it is the figure', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom('point', 'comma'),
      fc.boolean(),
      (value, mark, behind) => {
        const [whole = '', fraction = ''] = formatDecimal(Math.abs(value)).split('.');
        const [decimal, thousands] = mark === 'point' ? ['.', ','] : [',', '.'];
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands as string);
        const plain = `${grouped}${decimal}${fraction || '00'}`;
        const written = value >= 0 ? plain : behind ? `${plain}-` : `-${plain}`;
        expect(parseDecimal(readFigure(written, mark as 'point' | 'comma') ?? '')).toBe(
          value === 0 ? 0 : value,
        );
      },
    ),
  );
});

test('a plain figure means the same without a mark as to the judge', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), value => {
      const plain = formatDecimal(value);
      expect(readFigure(plain, undefined)).toBe(plain);
    }),
  );
});
