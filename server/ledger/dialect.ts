/**
 * Where DuckDB and PostgreSQL say the same in other words. All other SQL of the ledger is one text for both, and says what
 * their defaults differ in: which end of an order has no value, and that 7.0 is meant where the quotient is no whole number.
 */
export interface Dialect {
  /** How many whole times a whole number contains another, towards zero: `{divided:month / 100}`. */
  divided(dividend: string, divisor: string): string;
  /** How often a sum of any size holds 2^20, as a double: `{high:s.net}`; and what is left: `{low:s.net}`. */
  high(sum: string): string;
  low(sum: string): string;
  /** How a table of this connection alone begins, in place of an earlier one: `{temporary:touched} AS SELECT …`. */
  temporary(name: string): string;
}

export function inDialect(sql: string, { divided, high, low, temporary }: Dialect): string {
  if (!sql.includes('{')) return sql;
  return sql
    .replace(/\{divided:([^{}]+) \/ (\d+)\}/g, (_, dividend: string, divisor: string) =>
      divided(dividend, divisor),
    )
    .replace(/\{high:([\w.]+)\}/g, (_, sum: string) => high(sum))
    .replace(/\{low:([\w.]+)\}/g, (_, sum: string) => low(sum))
    .replace(/\{temporary:(\w+)\}/g, (_, name: string) => temporary(name));
}
