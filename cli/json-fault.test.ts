import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFault } from './json-fault.ts';

describe('a place where JSON ends', () => {
  test.each([
    ['{"a": [1,\n  2,]}', 2, 4, 'a comma stands before "]"'],
    ['{"a": 1\n "b": 2}', 2, 2, 'a comma or "}" is missing before "b"'],
    ['{a: 1}', 1, 2, 'a name in quotes is missing before "a"'],
    ['{"a" 1}', 1, 6, 'a colon is missing before "1"'],
    ['{"a": "x\n"}', 1, 9, 'a text in quotes is not closed on its line'],
    ['{"a": 01}', 1, 7, 'no value can start with "01"'],
    ['{"a": .5}', 1, 7, 'no value can start with ".5"'],
    ['{"a": \'x\'}', 1, 7, 'no value can start with "\'x\'"'],
    ['{} {}', 1, 4, 'something stands after the end'],
    ['', 1, 1, 'it ends too early'],
    ['{"a": 1', 1, 8, 'a comma or "}" is missing before the end'],
    ['["\\x"]', 1, 3, 'a backslash stands before something that it cannot'],
  ])('%j is line %i, column %i: %s', (text, line, column, what) => {
    expect(jsonFault(text)).toEqual({ line, column, what });
  });

  test('is found exactly where JSON.parse refuses', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[],:"\\0e.-1 \n\u0001\u007f')), {
      maxLength: 2,
    });
    fc.assert(
      fc.property(fc.json(), edits, (json, changes) => {
        const text = changes.reduce((before, [at, letter]) => {
          const place = at % (before.length + 1);
          return before.slice(0, place) + letter + before.slice(place + (at % 2));
        }, json);
        expect(jsonFault(text) === undefined).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('is one even in brackets without end', () => {
    expect(jsonFault('['.repeat(100_000))?.what).toBe('it is nested too deeply');
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
