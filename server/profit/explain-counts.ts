import { driverOf, parseActivityDriver, type Scope, type Term, UNASSIGNED } from '@clientele/engine';
import { type Row, type ScopedQuery, scopedQuery } from '../ledger/ledger.ts';
import { driverCount } from '../measures/driver-columns.ts';
import type { Subject } from './explain-subject.ts';
import type { Explaining } from './explaining.ts';
import { monthBounds } from './months.ts';

const QUERIES = {
  lines: scopedQuery('drivers-by-customer'),
  products: scopedQuery('products-by-customer'),
  months: scopedQuery('sales-by-month'),
  activities: scopedQuery('driver-counts'),
};

/** What order lines count of a subject in the period, by the ledger's columns; distinct products among them. */
export async function lineCounts(asked: Explaining, subject: Subject): Promise<Row> {
  const [lines, products] = await Promise.all([
    rowsOf(asked, subject, QUERIES.lines),
    rowsOf(asked, subject, QUERIES.products),
  ]);
  return { ...lines[0], skus: products[0]?.skus ?? 0 };
}

/** A subject's rows of a query over all customers. */
export async function rowsOf(
  { stores, scope, ranked }: Explaining,
  { id }: Subject,
  query: ScopedQuery,
): Promise<Row[]> {
  // What belongs to no customer is in the scope of the whole company only, never in one of some customers.
  const only: Scope = id === UNASSIGNED ? scope : { ...scope, customers: [id] };
  const rows = await stores.ledger.rows(only, query, monthBounds(ranked.period));
  return rows.filter(row => row.customer_id === id);
}

/** How often the driver of each term counted, our own mistakes left out as costs leave them out. */
export async function termCounts(
  asked: Explaining,
  subject: Subject,
  terms: readonly Term[],
): Promise<number[]> {
  const { stores, scope, ranked } = asked;
  const given = { ...monthBounds(ranked.period), customer: subject.id };
  const [lines, months, activities] = await Promise.all([
    lineCounts(asked, subject),
    stores.ledger.rows(scope, QUERIES.months, given),
    stores.ledger.rows(scope, QUERIES.activities, given),
  ]);
  const caused = { ...lines, own_return_orders: 0, own_return_lines: 0 };
  return terms.map(term => {
    const driver = driverOf(term.driver);
    if (driver?.adds === false && term.over === 'month')
      return months.reduce((total, row) => total + driverCount(driver, row), 0);
    if (driver) return driverCount(driver, caused);
    const event = parseActivityDriver(term.driver);
    const takes = event?.takes === 'minutes' ? 'minutes' : 'events';
    const counted = activities.filter(
      ({ activity, flag }) => activity === event?.activity && (term.when === undefined || flag === term.when),
    );
    return counted.reduce((total, row) => total + Number(row[takes]), 0) / 1000;
  });
}
