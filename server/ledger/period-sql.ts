/** Where whole years of a table by month stand added up, in columns of the same names. */
const YEARS = {
  customer_month: 'customer_year',
  customer_month_cost: 'customer_year_cost',
  customer_cost: 'customer_year_activity',
} as const;

export type MonthsTable = keyof typeof YEARS;

export function yearsOf(months: MonthsTable): string {
  return YEARS[months];
}

/**
 * Rows that add up to a period, as a table to select from: its whole years, and its months that are in none of them, between the
 * bounds that `yearBounds` gives. Queries write it `{period:customer_month: customer_id, lines}`. Throws for a table without years.
 * @param where which of the rows, asked of either table
 */
export function periodSql(months: string, columns: string, where = 'TRUE'): string {
  const years = YEARS[months as MonthsTable];
  if (years === undefined) throw new Error(`no years of ${months} stand added up`);
  return `(
  SELECT ${columns} FROM ${months}
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99 AND ${where}
  UNION ALL
  SELECT ${columns} FROM ${years} WHERE year BETWEEN :first_year AND :last_year AND ${where})`;
}

/** Columns to add up, as doubles: sums of integers are exact below 2^53, beyond which they are refused; five times as fast as wider ones. */
export function doubles(columns: Readonly<Record<string, string>>): string[] {
  return Object.entries(columns).map(([name, sql]) => `CAST(${sql} AS DOUBLE PRECISION) AS ${name}`);
}
