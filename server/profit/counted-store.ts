import { parseActivityDriver, type Scope } from '@clientele/engine';
import type { Parameters, ScopedQuery } from '../ledger/ledger.ts';
import { periodSql } from '../ledger/period-sql.ts';
import { driverColumnName } from '../measures/driver-columns.ts';
import { numbers, scaleColumn, totalOf } from './columns.ts';
import { yearBounds } from './months.ts';
import type { SlotLedger } from './period-slots.ts';
import { isMany, periodSums } from './period-sums-store.ts';

/** How often a driver counted, month by month, each month at a weight of its own. */
export interface Counted {
  readonly driver: string;
  /** Only activities with this flag. */
  readonly when?: string | undefined;
  readonly causedBy: 'customer' | 'us' | 'either';
  /** By month as the ledger keeps it, a month without one weighs nothing; a number weighs all months alike. */
  readonly weight: number | ReadonlyMap<number, number>;
}

/** A sum over a period: a row a customer, ascending, or one row of all of them and no customers. */
export interface CountedSum {
  readonly customers: Float64Array;
  readonly values: Float64Array;
}

interface Asked {
  readonly bounds: { readonly first: number; readonly last: number };
  readonly by: 'customer' | 'all';
}

/** Each sum that is asked for, in that order; whatever is asked of a table, it is read once. */
export async function countedSums(
  scope: Scope,
  ledger: SlotLedger,
  counted: readonly Counted[],
  { bounds, by }: Asked,
): Promise<CountedSum[]> {
  const read = async (table: Table, all: readonly Counted[]) => {
    const asked = all.filter(mayCount);
    if (asked.length === 0) return [];
    if (table === 'customer_year' && (by === 'customer' || isMany(scope)))
      return await linesCounted(scope, ledger, asked, { bounds, by });
    const { query, parameters } = queryOf(table, asked, by);
    const columns = await ledger.columns(scope, query, { ...parameters, ...yearBounds(bounds) });
    const customers = by === 'customer' ? numbers(columns.customer_id) : new Float64Array();
    return asked.map((one, index) => [one, { customers, values: numbers(columns[`s${index}`]) }] as const);
  };
  const byTable = Map.groupBy(counted, tableOf);
  const sums = new Map((await Promise.all([...byTable].map(([table, all]) => read(table, all)))).flat());
  return counted.map(one => sums.get(one) ?? NOTHING);
}

/** What order lines count where all months weigh alike; asked for several times it is added up once. */
async function linesCounted(
  scope: Scope,
  ledger: SlotLedger,
  asked: readonly Counted[],
  { bounds, by }: Asked,
): Promise<(readonly [Counted, CountedSum])[]> {
  const counts = [...new Set(asked.map(one => lineCountSql(one)))].sort();
  const sums = Object.fromEntries(counts.map((count, at) => [`s${at}`, count]));
  const columns = await periodSums(scope, ledger, { table: 'customer_month', sums }, bounds);
  return asked.map(one => {
    const counted = numbers(columns[`s${counts.indexOf(lineCountSql(one))}`]);
    const weight = one.weight as number;
    if (by === 'all')
      return [one, { customers: new Float64Array(), values: Float64Array.of(totalOf(counted) * weight) }];
    return [one, { customers: numbers(columns.customer_id), values: scaleColumn(counted.slice(), weight) }];
  });
}

/** Order lines count our own mistakes in columns of their own. */
function lineCountSql({ driver, causedBy }: Counted, of = ''): string {
  const name = driverColumnName(driver);
  const own = driver.startsWith('return') ? `${of}own_${name}` : undefined;
  const both = own === undefined ? `${of}${name}` : `${of}${name} + ${own}`;
  return { customer: `${of}${name}`, us: own ?? '0', either: both }[causedBy];
}

type Table = 'activity_month' | 'customer_month' | 'customer_year';

/** Whole years stand added up, where all months weigh alike; not of products, of which a year has fewer than its months together. */
function tableOf({ driver, weight }: Counted): Table {
  if (parseActivityDriver(driver)) return 'activity_month';
  return typeof weight === 'number' && driver !== 'skus' ? 'customer_year' : 'customer_month';
}

/** Of order lines only returns are ever our own mistake. */
function mayCount({ driver, causedBy }: Counted): boolean {
  return causedBy !== 'us' || driver.startsWith('return') || parseActivityDriver(driver) !== undefined;
}

const NOTHING: CountedSum = { customers: new Float64Array(), values: new Float64Array() };

/** Weights stand in the query as a small table by month: joined, they cost next to nothing. */
function queryOf(
  table: Table,
  asked: readonly Counted[],
  by: Asked['by'],
): { query: ScopedQuery; parameters: Parameters } {
  const parameters: Record<string, string> = {};
  const tables = [...new Set(asked.flatMap(({ weight }) => (typeof weight === 'number' ? [] : [weight])))];
  const sums = asked.map((one, index) => {
    const { weight } = one;
    const count = countSql(one, index, parameters);
    // Counted first where all months weigh alike: a sum of whole numbers is exact, and asked for twice it is added up once.
    const sum =
      typeof weight === 'number'
        ? `sum(${count}) * ${doubleSql(weight)}`
        : `sum(${count} * r.w${tables.indexOf(weight)})`;
    return `coalesce(${sum}, 0) AS s${index}`;
  });
  const months = [...new Set(tables.flatMap(weights => [...weights.keys()]))];
  const rows = months.map(
    month => `(${month}, ${tables.map(weights => doubleSql(weights.get(month) ?? 0)).join(', ')})`,
  );
  const names = tables.map((_, index) => `w${index}`).join(', ');
  const join =
    rows.length > 0 ? `LEFT JOIN (VALUES ${rows.join(', ')}) r(month, ${names}) ON r.month = m.month` : '';
  const weighed = rows.length > 0 ? sums : sums.map(sum => sum.replace(/r\.w\d+/, '0'));
  const from =
    table === 'customer_year'
      ? `${periodSql('customer_month', columnsOf(asked))} m WHERE`
      : `${table} m ${join} WHERE m.month BETWEEN :first AND :last AND`;
  const sql = `SELECT ${by === 'customer' ? 'm.customer_id AS customer_id, ' : ''}${weighed.join(', ')}
    FROM ${from} {visible:m} ${by === 'customer' ? 'GROUP BY m.customer_id ORDER BY m.customer_id' : ''}`;
  return { query: { sql, scopedQuery: true }, parameters };
}

/** The columns that the counts take. */
function columnsOf(asked: readonly Counted[]): string {
  const names = asked.flatMap(({ driver }) => {
    const name = driverColumnName(driver);
    return driver.startsWith('return') ? [name, `own_${name}`] : [name];
  });
  return ['customer_id', ...new Set(names)].join(', ');
}

const MEASURE = { count: 'events', minutes: 'minutes', money: 'money' } as const;

/** Order lines count our own mistakes in columns of their own, activities in rows of their own. */
function countSql(one: Counted, index: number, parameters: Record<string, string>): string {
  const { driver, when, causedBy } = one;
  const activity = parseActivityDriver(driver);
  if (!activity) return `CAST(${lineCountSql(one, 'm.')} AS DOUBLE PRECISION)`;
  parameters[`activity${index}`] = activity.activity;
  if (when !== undefined) parameters[`flag${index}`] = when;
  const conditions = [
    `m.activity = :activity${index}`,
    ...(when === undefined ? [] : [`m.flag = :flag${index}`]),
    ...(causedBy === 'either' ? [] : [causedBy === 'us' ? 'm.own' : 'NOT m.own']),
  ];
  const measure = MEASURE[activity.takes];
  return `CASE WHEN ${conditions.join(' AND ')} THEN CAST(m.${measure} AS DOUBLE PRECISION) ELSE 0 END`;
}

/** Every digit of a double, and a double in both engines. */
function doubleSql(value: number): string {
  return `CAST('${value.toExponential()}' AS DOUBLE PRECISION)`;
}
