import type { Batch } from '../../../contract/batches.ts';
import type { Findings } from '../../../contract/findings.ts';
import type { Duplicate } from '../../intake-search.ts';
import { countText } from '../../ui/number-text.ts';
import { rowsText } from '../batch-text.ts';
import { timeLeftText } from '../time-left.ts';

/** How far a reading is: 12,000 rows, 230,000 a second, about 4 s left */
export function progressText({ state, rowsRead, rowsPerSecond, secondsLeft }: Batch): string {
  if (state === 'waiting') return 'Waits for its turn';
  return [
    rowsText(rowsRead),
    rowsPerSecond !== null && `${countText(rowsPerSecond, 0)} a second`,
    secondsLeft !== null && timeLeftText(secondsLeft),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Rows that will be kept, after mends and without what is left out. */
export function rowsToKeep(findings: Findings, mended: number, leave: readonly Duplicate[]): number {
  const { rows, duplicates } = findings;
  return rows.good + mended - leave.reduce((sum, one) => sum + duplicates[one].rows, 0);
}

/** The button repeats the numbers: all there are, the good ones where some cannot be kept, or those that are left. */
export function keepText(rows: number, { read, refused }: { read: number; refused: number }): string {
  if (rows === 0) return 'Import nothing';
  if (rows === read) return rows === 1 ? 'Import 1 row' : `Import all ${rowsText(rows)}`;
  const good = refused > 0 ? 'good ' : '';
  return rows === 1 ? `Import 1 ${good}row` : `Import ${countText(rows)} ${good}rows`;
}

/** What was found, as the heading of the check: 1,204 good rows, 3 to mend, 12 twice in the file */
export function findingsText({ rows, duplicates }: Findings, mended: number): string {
  const toMend = rows.refused - mended;
  return [
    rows.good + mended === 1 ? '1 good row' : `${countText(rows.good + mended)} good rows`,
    toMend > 0 && `${countText(toMend)} to mend`,
    duplicates.repeated.rows > 0 && `${countText(duplicates.repeated.rows)} twice in the file`,
    duplicates.existing.rows > 0 && `${countText(duplicates.existing.rows)} imported before`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Why it cannot be imported as yet: what somebody wrote into rows would be lost. */
export function writtenText(rows: readonly number[]): string {
  const [row] = rows;
  return rows.length === 1
    ? `Row ${countText(row as number)} is written and not mended yet: press Mend beside it, or Esc to leave it.`
    : `${countText(rows.length)} rows are written and not mended yet: press Mend beside them, or Esc to leave them.`;
}
