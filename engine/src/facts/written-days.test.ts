import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysIn } from '../units/day.ts';
import { type DayOrder, daysWritten, isNoDay, readDay, readMonth } from './written-days.ts';

describe('a day that can be read in one way only needs nobody to say how it is written', () => {
  test.each([
    ['2025-01-31', '2025-01-31'],
    ['2025/01/31', '2025-01-31'],
    ['2025.1.31', '2025-01-31'],
    ['20250131', '2025-01-31'],
    ['31012025', '2025-01-31'],
    ['31.01.2025', '2025-01-31'],
    ['31. 1. 2025', '2025-01-31'],
    ['1/31/2025', '2025-01-31'],
    ['01/31/2025 10:30 PM', '2025-01-31'],
    ['5/5/2025', '2025-05-05'],
    ['Jan 31, 2025', '2025-01-31'],
    ['31-Jan-25', '2025-01-31'],
    ['31-JAN-2025', '2025-01-31'],
    ['Friday, 31 January 2025', '2025-01-31'],
    ['31. Januar 2025', '2025-01-31'],
    ['3. März 2025', '2025-03-03'],
    ['31 janv. 2025', '2025-01-31'],
    ['1er août 2025', '2025-08-01'],
    ['31 de enero de 2025', '2025-01-31'],
    ['31 gennaio 2025', '2025-01-31'],
    ['31 mrt 2025', '2025-03-31'],
    ['45688', '2025-01-31'],
    ['45688.75', '2025-01-31'],
    ['25569', '1970-01-01'],
    ['\u0663\u0661/\u0660\u0661/\u0662\u0660\u0662\u0665', '2025-01-31'],
    ['\uff13\uff11\uff0e\uff10\uff11\uff0e\uff12\uff10\uff12\uff15', '2025-01-31'],
    ['\u200e31\u200e.01.2025', '2025-01-31'],
  ])('%s', (text, day) => {
    expect(readDay(text, undefined)).toBe(day);
  });
});

describe('a time after it is cut off, and the day stays as it was written', () => {
  test.each([
    ['2025-01-31T23:30:00Z'],
    ['2025-01-31T10:00:00+01:00'],
    ['2025-01-31 00:15:00 -0800'],
    ['31.01.2025 10:00:00.000'],
    ['31.01.2025, 10:00'],
    ['20250131 235959'.replace(' 235959', ' 23:59:59')],
  ])('%s', text => {
    expect(readDay(text, undefined)).toBe('2025-01-31');
  });

  test('also in the hour that summer time skips', () => {
    expect(readDay('2025-03-30T02:30:00', undefined)).toBe('2025-03-30');
    expect(readDay('30.03.2025 02:30', 'dmy')).toBe('2025-03-30');
  });
});

describe('what can be read in several ways is read in none until the order is said', () => {
  test.each([
    ['03/04/2025', { dmy: '2025-04-03', mdy: '2025-03-04' }],
    ['3.4.25', { dmy: '2025-04-03', mdy: '2025-03-04' }],
    ['03-04-05', { dmy: '2005-04-03', mdy: '2005-03-04', ymd: '2003-04-05' }],
    ['25-01-31', { dmy: '2031-01-25', ymd: '2025-01-31' }],
  ] as const)('%s', (text, days) => {
    expect(daysWritten(text)).toEqual(days);
    expect(readDay(text, undefined)).toBeUndefined();
    for (const order of ['ymd', 'dmy', 'mdy'] as const)
      expect(readDay(text, order)).toBe((days as Partial<Record<DayOrder, string>>)[order]);
  });

  test('two digits of a year mean 1970 to 2069', () => {
    expect(readDay('31.12.69', 'dmy')).toBe('2069-12-31');
    expect(readDay('01.01.70', 'dmy')).toBe('1970-01-01');
  });
});

describe('what is no day is none in any order', () => {
  test.each([
    ['31.02.2025'],
    ['2025-02-29'],
    ['2025-13-01'],
    ['00.01.2025'],
    ['31/01.2025'],
    ['0000-01-01T'],
    ['31.12.9999'],
    ['9999-12-31'],
    ['1899-12-31'],
    ['99991231'],
    ['31.12.0000'],
    ['1.1.'],
    ['January 2025'],
    ['Marketing 12, 2025'],
    ['31 Foo 2025'],
    ['45688x'],
    ['1e5'],
    ['12'],
    ['-1'],
    ['3\u00b2.01.2025'],
  ])('%s', text => {
    expect(daysWritten(text)).toEqual({});
  });

  test.each([['00000000'], ['00.00.0000'], ['0000-00-00'], ['0000-00-00 00:00:00'], ['00/00/00']])(
    '%s is how systems write that there is none',
    text => {
      expect(isNoDay(text)).toBe(true);
      expect(isNoDay('31.01.2025')).toBe(false);
    },
  );
});

test.each([
  ['2025-03', '2025-03'],
  ['03/2025', '2025-03'],
  ['3.2025', '2025-03'],
  ['202503', '2025-03'],
  ['2025/003', '2025-03'],
  ['2025-3', '2025-03'],
  ['March 2025', '2025-03'],
  ['Mrz 25', '2025-03'],
  ["sept.'25", '2025-09'],
  ['31.03.2025', '2025-03'],
  ['2025-013', undefined],
  ['13/2025', undefined],
  ['03/25', undefined],
  ['03/04/2025', undefined],
])('the month %s is %s', (text, month) => {
  expect(readMonth(text, undefined)).toBe(month);
});

const days = fc
  .record({
    year: fc.integer({ min: 1970, max: 2069 }),
    month: fc.integer({ min: 1, max: 12 }),
    part: fc.nat(30),
  })
  .map(({ year, month, part }) => ({ year, month, day: 1 + (part % daysIn(year, month)) }));

test('a day written in an order and read in that order is the day', () => {
  const digits = fc.constantFrom(2, 4);
  fc.assert(
    fc.property(
      days,
      fc.constantFrom('/', '-', '.', ' '),
      digits,
      fc.boolean(),
      (when, between, yearDigits, padded) => {
        const [year, month, day] = [when.year, when.month, when.day].map(String) as [string, string, string];
        const pad = (text: string) => (padded ? text.padStart(2, '0') : text);
        const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
        const shown = year.slice(-yearDigits);
        expect(readDay([pad(day), pad(month), shown].join(between), 'dmy')).toBe(iso);
        expect(readDay([pad(month), pad(day), shown].join(between), 'mdy')).toBe(iso);
        expect(readDay([year, pad(month), pad(day)].join(between), undefined)).toBe(iso);
        expect(readDay(iso.replaceAll('-', ''), undefined)).toBe(iso);
      },
    ),
  );
});
