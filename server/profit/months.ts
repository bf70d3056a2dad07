import type { Period } from '@clientele/engine';

/** Months as the ledger keeps them; no period means all. */
export function monthBounds(period: Period | undefined): { first: number; last: number } {
  const number = (month: string) => Number(month.replace('-', ''));
  return period ? { first: number(period.from), last: number(period.through) } : { first: 0, last: 999_999 };
}

/** The same with the whole years among the months; the last lies before the first where there are none. */
export function yearBounds(months: { first: number; last: number }) {
  const year = (month: number) => Math.floor(month / 100);
  const { first, last } = months;
  return {
    ...months,
    first_year: first % 100 <= 1 ? year(first) : year(first) + 1,
    last_year: last % 100 >= 12 ? year(last) : year(last) - 1,
  };
}
