import type { Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { oneOf } from '../ledger/one-of.ts';

/**
 * What has to be derived anew, as it narrows a query: `{touched:x}` stands for a join of table `x` that leaves the months of
 * customers that are touched, `{orders:x}` for one that leaves the orders with a line in them, and `{where:x}`,
 * `{where_orders:x}`, `{where_years:x}` for what the ledger can tell by the range of values in a block of rows, before
 * it reads any.
 */
export type Narrowed = (sql: string) => string;

/** Everything at once. */
export function unnarrowed(_scope: Scope): Narrowed {
  return sql => bound(sql, { joined: {}, where: () => 'TRUE' });
}

/** Lines that are derived at a time where all are: what is grouped stays in the memory. */
const LINES_AT_A_TIME = 4_000_000;

/**
 * Everything, in parts by customer where that is much. Neighbours go into one part: what is derived of them then lies together,
 * and sums by customer stay within a small range.
 */
export function everything(scope: Scope, writer: LedgerWriter): Promise<Narrowed[]> {
  return linesInParts(scope, writer, 'TRUE');
}

/** The lines of some batches, in parts by customer where they are many. */
export async function batchesInParts(
  scope: Scope,
  writer: LedgerWriter,
  batches: readonly number[],
): Promise<Narrowed[]> {
  const mine = oneOf('l.batch_id', batches);
  const parts = await linesInParts(scope, writer, mine);
  return parts.map(narrowed => sql => narrowed(sql.replace('{where:l}', `{where:l} AND ${mine}`)));
}

async function linesInParts(scope: Scope, writer: LedgerWriter, mine: string): Promise<Narrowed[]> {
  const [row] = await writer.rows(`SELECT count(*) AS lines FROM order_line l WHERE ${mine}`);
  if (Number(row?.lines) <= LINES_AT_A_TIME) return [unnarrowed(scope)];
  const counted = await writer.columns(
    `SELECT customer_id, count(*) AS lines FROM order_line l WHERE ${mine} GROUP BY customer_id ORDER BY customer_id`,
  );
  const lasts = lastOfParts(counted.customer_id as Float64Array, counted.lines as Float64Array);
  // Activities have customers of their own, before the first of a line and after the last.
  return [...lasts, undefined].map((last, part, all) => {
    const after = part === 0 ? undefined : all[part - 1];
    return sql =>
      bound(sql, {
        joined: {},
        where: table =>
          [
            ...(after === undefined ? [] : [`${table}.customer_id > ${after}`]),
            ...(last === undefined ? [] : [`${table}.customer_id <= ${last}`]),
          ].join(' AND '),
      });
  });
}

/** The customers with which a part is full. */
function lastOfParts(customers: Float64Array, lines: Float64Array): number[] {
  const lasts: number[] = [];
  let count = 0;
  for (let i = 0; i < customers.length; i++) {
    count += lines[i] as number;
    if (count < LINES_AT_A_TIME) continue;
    lasts.push(customers[i] as number);
    count = 0;
  }
  return lasts;
}

/**
 * Marks the customers' months that the batches touch: `touched` holds those with a line or an activity of theirs, those of
 * the other lines of their orders, since an order counts in the month of its first line, and those with a product whose
 * cost or kind changed by them.
 */
export async function markTouched(
  _scope: Scope,
  writer: LedgerWriter,
  { changed, productsChanged }: { changed: readonly number[]; productsChanged: boolean },
): Promise<void> {
  const mine = oneOf('batch_id', changed);
  await writer.run(
    `{temporary:touched_order} AS SELECT DISTINCT customer_id, document_id FROM order_line WHERE ${mine}`,
  );
  const ofProducts =
    'UNION SELECT l.customer_id, l.month FROM order_line l JOIN changed_product p ON p.product_id = l.product_id';
  await writer.run(
    `{temporary:touched} AS SELECT customer_id, month FROM order_line WHERE ${mine}
     UNION SELECT l.customer_id, l.month FROM order_line l JOIN touched_order o
       ON o.customer_id = l.customer_id AND o.document_id = l.document_id
     WHERE ${await documentsOf(writer, 'l')}
     UNION SELECT customer_id, month FROM activity WHERE ${mine} ${productsChanged ? ofProducts : ''}`,
  );
}

/** What `markTouched` has marked, once the facts that do not count any more are gone. */
export async function narrowedToTouched(_scope: Scope, writer: LedgerWriter): Promise<Narrowed> {
  const months = (await writer.rows('SELECT DISTINCT month FROM touched ORDER BY month')).map(row =>
    Number(row.month),
  );
  const touched = (table: string) =>
    `JOIN touched t ON t.customer_id = ${table}.customer_id AND t.month = ${table}.month`;
  const where = (table: string) => oneOf(`${table}.month`, months);
  await writer.run(
    `{temporary:touched_order} AS SELECT DISTINCT l.customer_id, l.document_id FROM order_line l ${touched('l')} WHERE ${where('l')}`,
  );
  await writer.run(
    '{temporary:touched_year} AS SELECT DISTINCT customer_id, CAST(floor(month / 100.0) AS INTEGER) AS year FROM touched',
  );
  const documents = await documentsOf(writer, '{table}');
  const years = [...new Set(months.map(month => Math.floor(month / 100)))];
  return sql =>
    bound(sql, {
      joined: {
        touched,
        orders: table =>
          `JOIN touched_order o ON o.customer_id = ${table}.customer_id AND o.document_id = ${table}.document_id`,
        years: table =>
          `JOIN touched_year y ON y.customer_id = ${table}.customer_id AND y.year = CAST(floor(${table}.month / 100.0) AS INTEGER)`,
      },
      where,
      whereOrders: table => documents.replaceAll('{table}', table),
      whereYears: table =>
        anyOf(years.map(year => `${table}.month BETWEEN ${year * 100} AND ${year * 100 + 99}`)),
    });
}

type ByTable = (table: string) => string;

function bound(
  sql: string,
  {
    joined,
    where,
    whereOrders = where,
    whereYears = where,
  }: {
    joined: { touched?: ByTable; orders?: ByTable; years?: ByTable };
    where: ByTable;
    whereOrders?: ByTable;
    whereYears?: ByTable;
  },
): string {
  const by: Record<string, ByTable | undefined> = {
    ...joined,
    where,
    where_orders: whereOrders,
    where_years: whereYears,
  };
  return sql.replace(
    /\{(touched|orders|years|where|where_orders|where_years):(\w+)\}/g,
    (_, name: string, table: string) => by[name]?.(table) ?? '',
  );
}

/** Values apart by more than this lie in other blocks of rows. */
const GAP = 20_000;
const RANGES_MOST = 8;

/** The numbers of the orders in `touched_order` in a few ranges: orders get them in the order in which they come. */
async function documentsOf(writer: LedgerWriter, table: string): Promise<string> {
  const { document_id } = await writer.columns(
    'SELECT DISTINCT document_id FROM touched_order ORDER BY document_id',
  );
  const ranges = rangesOf(document_id as Float64Array);
  if (ranges.length === 0) return 'FALSE';
  return anyOf(ranges.map(([from, through]) => `${table}.document_id BETWEEN ${from} AND ${through}`));
}

/** Ascending numbers as a few ranges that leave out the widest gaps. */
function rangesOf(ascending: Float64Array): [from: number, through: number][] {
  const gaps: { after: number; size: number }[] = [];
  for (let i = 1; i < ascending.length; i++) {
    const size = (ascending[i] as number) - (ascending[i - 1] as number);
    if (size > GAP) gaps.push({ after: i - 1, size });
  }
  const ends = gaps
    .sort((a, b) => b.size - a.size)
    .slice(0, RANGES_MOST - 1)
    .map(({ after }) => after)
    .sort((a, b) => a - b);
  if (ascending.length === 0) return [];
  return [...ends, ascending.length - 1].map((end, i) => [
    ascending[i === 0 ? 0 : (ends[i - 1] as number) + 1] as number,
    ascending[end] as number,
  ]);
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'FALSE' : `(${conditions.join(' OR ')})`;
}
