import type { Scope } from '@clientele/engine';
import { type Ledger, type LedgerWriter, plainQuery, scopedQuery } from '../ledger/ledger.ts';
import { oneOf } from '../ledger/one-of.ts';

/** A field of customers, as sums by its values are made of it. */
export interface CodedField {
  readonly field: string;
  /** Of the values and of who has which. Whoever has none does not change it, so that new customers leave it as it is. */
  readonly stamp: string;
  /** Ids of those who have a value. */
  readonly customers: Int32Array;
  /** The place of each one's value, from 1; 0 is meant by whoever has none. */
  readonly codes: Int32Array;
}

/** A month with lines. */
export interface SummedMonth {
  readonly month: number;
  /** Undefined where sums of the field are not there. */
  readonly fieldId: number | undefined;
  /** Of all customers. */
  readonly lines: number;
}

const MONTHS = scopedQuery('months-of-field');
const SALES = plainQuery('derive-field-sales');

const TABLES = ['field_product_month', 'summed_field_month', 'summed_field'];
/** Each takes up to a tenth of what the ledger takes: those that were made the longest ago make room for others. */
const FIELDS_MOST = 8;

/** Of all months with lines, which ones have sums of a field as it is. */
export async function summedMonths(
  scope: Scope,
  ledger: Pick<Ledger, 'rows'>,
  { field, stamp }: CodedField,
): Promise<SummedMonth[]> {
  const rows = await ledger.rows(scope, MONTHS, { field, stamp });
  return rows.map(row => ({
    month: Number(row.month),
    fieldId: Number(row.field_id) < 0 ? undefined : Number(row.field_id),
    lines: Number(row.lines),
  }));
}

/**
 * Makes the sums of a field for the latest month that lacks them.
 * @returns the month; undefined where none lacks them
 */
export async function sumLatestMonth(
  scope: Scope,
  writer: LedgerWriter,
  coded: CodedField,
): Promise<number | undefined> {
  const field = await fieldIdOf(scope, writer, coded);
  const [row] = await writer.rows(
    `SELECT max(month) AS month FROM batch_month
     WHERE month NOT IN (SELECT month FROM summed_field_month WHERE field_id = :field)`,
    { field },
  );
  if (row?.month == null) return undefined;
  const month = Number(row.month);
  await writer.run('{temporary:customer_code} (customer_id INTEGER NOT NULL, code INTEGER NOT NULL)');
  await writer.append('customer_code', [coded.customers, coded.codes]);
  await writer.run(SALES, { field, month });
  await writer.run('INSERT INTO summed_field_month VALUES (:field, :month)', { field, month });
  return month;
}

/** Sums of what was in a field earlier go. */
async function fieldIdOf(_scope: Scope, writer: LedgerWriter, { field, stamp }: CodedField): Promise<number> {
  const rows = await writer.rows('SELECT field_id, field, stamp FROM summed_field ORDER BY field_id DESC');
  const known = rows.find(row => row.field === field && row.stamp === stamp);
  if (known) return Number(known.field_id);
  const gone = rows.filter((row, at) => row.field === field || at >= FIELDS_MOST - 1);
  const ids = gone.map(row => Number(row.field_id));
  for (const table of ids.length > 0 ? TABLES : [])
    await writer.run(`DELETE FROM ${table} WHERE ${oneOf('field_id', ids)}`);
  const id = Number(rows[0]?.field_id ?? 0) + 1;
  await writer.run('INSERT INTO summed_field VALUES (:id, :field, :stamp)', { id, field, stamp });
  return id;
}
