import { readFileSync } from 'node:fs';
import type { Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { tellQuery } from '../queries-told.ts';
import { oneOf } from './one-of.ts';
import { periodSql } from './period-sql.ts';

/** A value as the ledger gives and takes it: integers are safe, days are `YYYY-MM-DD`. */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;
export type Parameters = Readonly<Record<string, Value | readonly number[] | readonly string[]>>;
/** Numbers as doubles (NULL is NaN), texts as arrays. */
export type Columns = Readonly<Record<string, Float64Array | readonly (string | null)[]>>;

/**
 * The port to the store of order lines and what is derived from them. DuckDB stands behind it, or PostgreSQL.
 * Reads take a scope and a query that names it; all writes go through `write`, one at a time, in one transaction.
 */
export interface Ledger {
  /** Where it lies, in words. */
  readonly place: string;
  /** How many writes are done, but those beside: for as long as there is none more, what was read stands. */
  writes(): number;
  rows(scope: Scope, query: ScopedQuery, parameters?: Parameters): Promise<Row[]>;
  columns(scope: Scope, query: ScopedQuery, parameters?: Parameters): Promise<Columns>;
  /**
   * @param after runs while the ledger commits and before any other write: the place of a commit point elsewhere, which
   * has to wait for `committed`
   * @param signal breaks off the statement under way and rolls back, unless the commit has begun
   */
  write<T>(work: (writer: LedgerWriter) => Promise<T>): Promise<T>;
  write<T, U>(
    work: (writer: LedgerWriter) => Promise<T>,
    after: (result: T, committed: Promise<void>) => Promise<U>,
    signal?: AbortSignal,
  ): Promise<U>;
  /** Writes what is only worked out of the rest so as to be found faster, and which no other query reads: what was read stands. */
  writeBeside<T>(work: (writer: LedgerWriter) => Promise<T>): Promise<T>;
  /** Everything as one DuckDB file, of the last finished write; `also` runs before any other write can begin. */
  copyTo(path: string, also: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Inside a write: sees everything, since measures are derived for all customers before any scope applies. */
export interface LedgerWriter {
  run(sql: string, parameters?: Parameters): Promise<void>;
  rows(sql: string, parameters?: Parameters): Promise<Row[]>;
  columns(sql: string, parameters?: Parameters): Promise<Columns>;
  /** Answers a question about rows that are given with it, as a table of that name; no store keeps them. */
  columnsAbout(given: GivenRows, sql: string): Promise<Columns>;
  /** Appends whole columns of one length to a table, in the order of its columns. */
  append(table: string, columns: readonly Column[]): Promise<void>;
}

/** Whole columns of one length, at least one row, under a name in a query. */
export interface GivenRows {
  readonly name: string;
  readonly types: Readonly<Record<string, 'INTEGER' | 'VARCHAR'>>;
  /** In the order of `types`. */
  readonly columns: readonly Column[];
}

/**
 * A column to append: integers (NaN or null is NULL), 0 and 1 or booleans for a flag, texts; a day is the number of days
 * since 1970-01-01.
 */
export type Column = Float64Array | Int32Array | Uint8Array | readonly Value[];

/**
 * Integers of the ledger are safe, whichever engine gives them: what comes to more is told to nobody, since it would not be exact. How
 * much it is stays out of the sentence, which may reach somebody who does not see the customer.
 */
export function outOfRange(): Refusal {
  return new Refusal(
    'out-of-range',
    'One customer’s amounts come to more than nine billion, which is more than is counted exactly. Undo the file that took them there; where amounts are that large, import them in thousands, in every file.',
  );
}

/** By places: an iterator leaves an object a value. */
export function refuseUnsafe(values: Float64Array): void {
  for (let i = 0, value = 0; i < values.length; i++) {
    value = values[i] as number;
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) throw outOfRange();
  }
}

/** A query over customers' rows: its text has `{visible}` where the customers in scope are asked for. */
export interface ScopedQuery {
  readonly sql: string;
  readonly scopedQuery: true;
}

/** `{visible}`, `{visible:l}` of table `l`, and `{visible:l, together}` of millions of rows of which a few customers are asked for. */
const VISIBLE = /\{visible(?::(\w+))?(, together)?\}/;

/** Reads `queries/<name>.sql`; refuses one that forgets the scope. */
export function scopedQuery(name: string): ScopedQuery {
  const sql = plainQuery(name);
  if (!VISIBLE.test(sql)) throw new Error(`queries/${name}.sql asks for no scope: write {visible}`);
  return { sql, scopedQuery: true };
}

/** Reads `queries/<name>.sql` for use inside a write. */
export function plainQuery(name: string): string {
  const sql = readFileSync(new URL(`queries/${name}.sql`, import.meta.url), 'utf8');
  return sql
    .replace(/\{period:(\w+):\s*([^}]+)\}/g, (_, months: string, columns: string) =>
      periodSql(months, columns),
    )
    .replace(/\{half_even:([^}]+)\}/g, (_, product: string) => halfEvenSql(product))
    .replace(/\{counts(?::(\w+))?\}/g, (_, alias: string | undefined) => countsSql(alias));
}

/**
 * Whether a line's batch is kept: `{counts:l}` of lines `l`, `{counts}` where there is one table. Asked the other way round,
 * since mostly no batch is to be left out, which costs millions of lines nothing; every batch of lines has control totals.
 */
function countsSql(alias: string | undefined): string {
  const batch = `${alias ? `${alias}.` : ''}batch_id`;
  return `${batch} NOT IN (${LEFT_OUT})`;
}

/** Batches that have lines and are not kept. */
export const LEFT_OUT = 'SELECT batch_id FROM batch_month EXCEPT SELECT batch_id FROM kept_batch';

/**
 * A product of thousandths and micro-units in micro-units, rounded half to even as the engine's `divideHalfEven` does.
 * Queries write it `{half_even:quantity * price}`.
 */
function halfEvenSql(product: string): string {
  const size = `abs(${product})`;
  const whole = `{divided:${size} / 1000}`;
  const up = `CASE WHEN ${size} % 1000 > 500 OR (${size} % 1000 = 500 AND ${whole} % 2 = 1) THEN 1 ELSE 0 END`;
  return `(CASE WHEN ${product} < 0 THEN -(${whole} + ${up}) ELSE ${whole} + ${up} END)`;
}

/** Written out, a few customers are found by an index; many are looked up faster. */
const WRITTEN_OUT_MOST = 128;

/**
 * The one place where a scope becomes SQL. `{visible}` stands for a condition on `customer_id`, `{visible:x}` on
 * `x.customer_id`; `{visible:x, together}` says that few customers are meant, whose rows may lie together. The whole company also
 * sees customer 0, which is what belongs to nobody.
 *
 * @param byPlace several customers are asked for by place, however few: see `placesOf` of DuckDB's statements. Between which ids
 * they lie lets blocks of rows go unread; few that lie together are written out instead, so that all blocks without them do
 */
export function bindScope(
  scope: Scope,
  sql: string,
  byPlace = false,
): { sql: string; visible: readonly number[] | undefined } {
  tellQuery(sql);
  const { customers } = scope;
  if (customers === 'all') return { sql: replaceVisible(sql, () => 'TRUE'), visible: undefined };
  const excepting = 'except' in customers;
  const listed = customersOf(excepting ? customers.except : customers);
  const places = byPlace && listed.length > 1;
  const few = listed.length <= WRITTEN_OUT_MOST;
  const writtenOut = few && !places;
  const [least, most] = places ? endsOf(listed) : [0, 0];
  const among = (column: string, together: boolean) => {
    if (writtenOut) return oneOf(column, listed);
    const lookedUp = `${column} IN (SELECT unnest(:visible))`;
    if (!places || excepting) return lookedUp;
    return together && few ? oneOf(column, listed) : `${column} BETWEEN ${least} AND ${most} AND ${lookedUp}`;
  };
  const bound = replaceVisible(sql, (column, together) =>
    excepting ? `(${column} > 0 AND NOT (${among(column, together)}))` : `(${among(column, together)})`,
  );
  return { sql: bound, visible: writtenOut ? undefined : listed };
}

function endsOf(numbers: readonly number[]): [least: number, most: number] {
  let [least, most] = [numbers[0] as number, numbers[0] as number];
  for (const number of numbers) {
    if (number < least) least = number;
    else if (number > most) most = number;
  }
  return [least, most];
}

function replaceVisible(sql: string, condition: (column: string, together: boolean) => string): string {
  return sql.replace(new RegExp(VISIBLE, 'g'), (_, alias: string | undefined, together: string | undefined) =>
    condition(`${alias ? `${alias}.` : ''}customer_id`, together !== undefined),
  );
}

/** A scope asks many queries: who belongs to nobody is left out of its list once. */
const CUSTOMERS = new WeakMap<readonly number[], readonly number[]>();

function customersOf(scope: readonly number[]): readonly number[] {
  const known = CUSTOMERS.get(scope);
  if (known) return known;
  const customers = scope.every(customer => customer > 0) ? scope : scope.filter(customer => customer > 0);
  CUSTOMERS.set(scope, customers);
  return customers;
}
