import { monthsOf } from '@clientele/engine';
import type { Book } from '../../../contract/facts.ts';
import type { Lineage } from '../../../contract/lineage.ts';

export type LineageMonth = Lineage['months'][number];

/** Newest first. A month that no file made stands between the others, so that the gap is seen. */
export function monthsOfLineage(
  { months }: Lineage,
  book: Pick<Book, 'months' | 'closedMonths'>,
  within: { from: string; through: string } | undefined,
): LineageMonth[] {
  const made = new Map(months.map(month => [month.month, month]));
  const known = book.months ? monthsOf(book.months) : [];
  const asked = known.filter(month => !within || (month >= within.from && month <= within.through));
  const all = [...new Set([...asked, ...made.keys()])].toSorted().toReversed();
  return all.map(
    month => made.get(month) ?? { month, closed: book.closedMonths.includes(month), batches: [] },
  );
}
