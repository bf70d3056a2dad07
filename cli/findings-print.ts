import type { Batch } from '../contract/batches.ts';
import type { Difference } from '../contract/findings.ts';
import { amountText, counted, countText } from './amounts.ts';
import type { Screen } from './screen.ts';
import { figures, printTable, words } from './table.ts';

/** What a check found, beside the rows that cannot be kept. */
export function printFindings(screen: Screen, { findings }: Batch): void {
  if (!findings) return;
  const { duplicates, customers, difference } = findings;
  const { repeated, existing } = duplicates;
  if (repeated.rows > 0)
    screen.line(
      `${counted(repeated.rows, 'row')} say what an earlier row of the file says: --leave-out repeated`,
    );
  if (existing.rows > 0)
    screen.line(
      `${counted(existing.rows, 'row')} are in the book already, from ${existing.samples[0]?.batch ?? 'another import'}: --leave-out existing`,
    );
  if (customers.created + customers.changed > 0)
    screen.line(`${counted(customers.created, 'new customer')}, ${countText(customers.changed)} changed`);
  if (difference) printDifference(screen, difference);
}

/** The book before and after, figure by figure. */
export function printDifference(screen: Screen, { before, after }: Difference): void {
  const row = (name: string, pick: (totals: Difference['before']) => string) => [
    name,
    pick(before),
    pick(after),
  ];
  printTable(
    screen,
    [words(''), figures('now'), figures('then')],
    [
      row('Customers', ({ customers }) => countText(customers)),
      row('Lines', ({ lines }) => countText(lines)),
      row('Revenue', ({ revenue }) => amountText(revenue)),
      row('Profit', ({ profit }) => (profit === null ? '–' : amountText(profit))),
    ],
  );
}
