import type { Period } from '@clientele/engine';

/** From the first to the last month as the ledger keeps them, 202501. */
export type Months = { readonly first: number; readonly last: number };

/** Months as the ledger keeps them; no period means all. */
export function monthBounds(period: Period | undefined): Months {
  const number = (month: string) => Number(month.replace('-', ''));
  return period ? { first: number(period.from), last: number(period.through) } : { first: 0, last: 999_999 };
}

/**
 * The same with the whole years among the months, and between which months those lie that are in none of these, so that a
 * ledger reads no months where there are only years. Of what there is none, the last lies before the first.
 */
export function yearBounds({ first, last }: Months) {
  const year = (month: number) => Math.floor(month / 100);
  const first_year = first % 100 <= 1 ? year(first) : year(first) + 1;
  const last_year = last % 100 >= 12 ? year(last) : year(last) - 1;
  const some = first_year <= last_year;
  return {
    ...{ first, last, first_year, last_year },
    first_odd: some && first > first_year * 100 - 1 ? last_year * 100 + 100 : first,
    last_odd: some && last < last_year * 100 + 100 ? first_year * 100 - 1 : last,
  };
}
