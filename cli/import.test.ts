import { expect, test } from 'vitest';
import { exitCode } from './import.ts';

test.each([
  [[{ state: 'kept', rowsRefused: 0 }], 0],
  [[{ state: 'unchanged', rowsRefused: 3 }], 0],
  [[{ state: 'kept', rowsRefused: 1 }], 4],
  [[{ state: 'refused', rowsRefused: 0 }], 1],
  [[{ state: 'interrupted', rowsRefused: 0 }], 1],
  [
    [
      { state: 'kept', rowsRefused: 1 },
      { state: 'refused', rowsRefused: 0 },
    ],
    1,
  ],
] as const)('imports that ended as %j exit %i', (outcomes, code) => {
  expect(exitCode(outcomes)).toBe(code);
});
