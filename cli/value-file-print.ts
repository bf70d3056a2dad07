import { Readable } from 'node:stream';
import type { ValueForecast } from '../contract/value-forecast.ts';
import { delimitedText } from '../server/facts/record-scanner.ts';
import { counted, countText } from './amounts.ts';
import { writeWhole } from './file-writing.ts';
import { printRowProblems } from './problem-table.ts';
import type { PurchasesRead } from './purchase-file.ts';
import { plain, type Screen } from './screen.ts';
import { printLeftOut } from './value-print.ts';

const PROBLEMS_SHOWN = 20;

/** Where nobody has a purchase that counts: why, and what to do. */
export function printNobody(
  screen: Screen,
  { currency }: PurchasesRead,
  { leftOut, until }: { readonly leftOut: ValueForecast['leftOut']; readonly until: string | undefined },
): void {
  screen.line(
    until === undefined
      ? 'There is no row with a purchase: the file needs a row with customer, date and amount for each.'
      : `Nobody has bought anything up to ${until} that counts: look at what was left out, and at --until.`,
  );
  printLeftOut(screen, { leftOut, currency });
}

/** How the file was read, and every row of it that could not be. */
export function printRead(
  screen: Screen,
  read: PurchasesRead,
  { problems: path, isForecast }: { readonly problems: string | undefined; readonly isForecast: boolean },
): void {
  const { rows, rowsRefused, problems, notes, name } = read;
  screen.line();
  screen.line(`${plain(name)}   ${counted(rows, 'row')}, ${countText(rowsRefused)} could not be read`);
  for (const note of notes) screen.line(plain(note));
  if (isForecast) screen.line('Value is on revenue: the file tells neither margin nor cost to serve.');
  if (problems.length === 0) return;
  const hint = path === undefined ? ': --problems FILE writes all of them' : '';
  printRowProblems(screen, problems, { most: PROBLEMS_SHOWN, total: problems.length, hint });
  if (path !== undefined) screen.line(`All of them stand in ${plain(path)}.`);
}

/** All problems as a table. */
export async function writeProblems(path: string, { problems }: PurchasesRead): Promise<void> {
  const lines = [
    ['row', 'field', 'what', 'mend'],
    ...problems.map(({ row, field, what, mend }) => [String(row), field, what, mend]),
  ].map(cells => `${delimitedText(cells, ',')}\n`);
  await writeWhole(path, Readable.from(lines.map(line => Buffer.from(line))), { replace: true });
}

export function fileJson(
  { name, rows, rowsRefused, problems, notes }: PurchasesRead,
  leftOut: ValueForecast['leftOut'],
) {
  return { name, rows, rowsRefused, problems, notes, leftOut };
}
