import { type Dialect, inDialect } from './dialect.ts';
import type { Parameters } from './ledger.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const POSTGRES: Dialect = {
  divided: (dividend, divisor) => `(${dividend} / ${divisor})`,
  high: sum => `CAST((${sum} - ${sum} % 1048576) / 1048576 AS DOUBLE PRECISION)`,
  low: sum => `CAST(${sum} % 1048576 AS INTEGER)`,
  temporary: name => `CREATE TEMP TABLE ${name}`,
};

/** A statement as PostgreSQL takes it; `:name` becomes a numbered parameter of the type that its value has. */
export function statementOf(sql: string, parameters: Parameters): Statement {
  const names: string[] = [];
  const text = inDialect(sql, POSTGRES).replace(/(?<!:):([a-z_]\w*)/gi, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}::${typeOf(value)}`;
  });
  return { text, values: names.map(name => parameters[name]) };
}

function typeOf(value: Exclude<Parameters[string], undefined>): string {
  if (typeof value === 'number') return 'bigint';
  if (typeof value === 'boolean') return 'boolean';
  if (value === null || typeof value === 'string') return 'text';
  return typeof value[0] === 'string' ? 'text[]' : 'bigint[]';
}

/** The table that a statement makes for its connection alone. */
export function temporaryOf(sql: string): string | undefined {
  return /^\s*\{temporary:(\w+)\}/.exec(sql)?.[1];
}
