import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guarded, guardedRecord, PROBLEM_HEADINGS, timesGuarded, unguarded } from './guarded-text.ts';
import { delimitedText, splitRecord } from './record-scanner.ts';

describe('text that a spreadsheet would take for a formula', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ["'=1", "''=1"],
  ])('gets an apostrophe: %j', (cell, written) => {
    expect(guarded(cell)).toBe(written);
  });

  test.each(['-12.50', '+4', '-1,234.5', 'a=b', "O'Neill", "'quoted'", '', '5-3'])('stays: %j', cell => {
    expect(guarded(cell)).toBe(cell);
  });

  const cells = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom('=x', "'=x", "''@", '-5', "'-5", '-', '"=x"', 'a;b', '\t', '=a\nb', '5" pipe'),
    ),
    { minLength: 1, maxLength: 5 },
  );

  test('comes back as it was, however often it goes out', () => {
    void fc.assert(
      fc.property(
        cells,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.integer({ min: 1, max: 3 }),
        (row, delimiter, times) => {
          let text = delimitedText(row, delimiter);
          for (let i = 0; i < times; i++) text = guardedRecord(text, delimiter);
          const written = splitRecord(text, delimiter);
          expect(written.filter(cell => /^[=+@\t\r\n]/.test(cell) && !/^\+\d/.test(cell))).toEqual([]);
          expect(written.map(cell => unguarded(cell, times))).toEqual(
            splitRecord(delimitedText(row, delimiter), delimiter),
          );
        },
      ),
    );
  });

  test('nothing else of a record changes, not even a broken one', () => {
    void fc.assert(
      fc.property(fc.stringMatching(/^[a-z";=]*$/), text => {
        expect(guardedRecord(text, ';').replaceAll("'", '')).toBe(text);
      }),
    );
    expect(guardedRecord('a;"=never closed;b', ';')).toBe(`a;"'=never closed;b`);
  });

  test('how often it went out, the headings say', () => {
    expect(timesGuarded(['order', ...PROBLEM_HEADINGS])).toBe(0);
    expect(timesGuarded([...PROBLEM_HEADINGS, ...PROBLEM_HEADINGS, 'order'])).toBe(2);
  });
});
