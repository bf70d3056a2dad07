/**
 * Where DuckDB and PostgreSQL say the same in other words. All other SQL of the ledger is one text for both, and says what
 * their defaults differ in: which end of an order has no value, and that 7.0 is meant where the quotient is no whole number.
 */
export interface Dialect {
  /** How many whole times a whole number contains another, towards zero: `{divided:month / 100}`. */
  divided(dividend: string, divisor: string): string;
  /** How a table of this connection alone begins, in place of an earlier one: `{temporary:touched} AS SELECT …`. */
  temporary(name: string): string;
}

export function inDialect(sql: string, { divided, temporary }: Dialect): string {
  if (!sql.includes('{')) return sql;
  return sql
    .replace(/\{divided:([^{}]+) \/ (\d+)\}/g, (_, dividend: string, divisor: string) =>
      divided(dividend, divisor),
    )
    .replace(/\{temporary:(\w+)\}/g, (_, name: string) => temporary(name));
}
