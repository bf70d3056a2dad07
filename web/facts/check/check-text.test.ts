import { expect, test } from 'vitest';
import type { Batch } from '../../../contract/batches.ts';
import type { Findings } from '../../../contract/findings.ts';
import { findingsText, keepText, progressText, rowsToKeep, writtenText } from './check-text.ts';

const findings = {
  rows: { read: 1207, good: 1204, refused: 3 },
  duplicates: {
    repeated: { rows: 12, samples: [] },
    existing: { rows: 2, documents: 1, samples: [] },
  },
} as unknown as Findings;

test('progress has rows, rate and time left as far as they are known', () => {
  const batch = { state: 'reading', rowsRead: 12_000, rowsPerSecond: 230_000, secondsLeft: 4 } as Batch;
  expect(progressText(batch)).toBe('12,000 rows, 230,000 a second, about 4 s left');
  expect(progressText({ ...batch, rowsPerSecond: null, secondsLeft: null })).toBe('12,000 rows');
  expect(progressText({ ...batch, state: 'waiting' })).toBe('Waits for its turn');
});

test('the button repeats the numbers that will be kept', () => {
  expect(rowsToKeep(findings, 2, ['repeated'])).toBe(1194);
  expect(keepText(1204, { read: 1207, refused: 3 })).toBe('Import 1,204 good rows');
  expect(keepText(1207, { read: 1207, refused: 0 })).toBe('Import all 1,207 rows');
  expect(keepText(1195, { read: 1207, refused: 0 })).toBe('Import 1,195 rows');
  expect(keepText(1, { read: 1, refused: 0 })).toBe('Import 1 row');
});

test('what is written and not mended yet is named by its row', () => {
  expect(writtenText([1204])).toBe(
    'Row 1,204 is written and not mended yet: press Mend beside it, or Esc to leave it.',
  );
  expect(writtenText([3, 5])).toMatch(/^2 rows are written/);
});

test('what was found stands in the heading', () => {
  expect(findingsText(findings, 0)).toBe(
    '1,204 good rows, 3 to mend, 12 twice in the file, 2 imported before',
  );
  expect(findingsText(findings, 3)).toBe('1,207 good rows, 12 twice in the file, 2 imported before');
});
