import { createHash } from 'node:crypto';
import { type Scope, seesWholeCompany } from '@clientele/engine';
import type { Condition } from '../../contract/selection.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { type CodedField, type SummedMonth, summedMonths } from '../measures/field-sums-store.ts';
import { numbers } from './columns.ts';
import type { FieldColumn } from './field-columns.ts';
import type { Months } from './months.ts';
import { added, type PeriodSales, salesFrom } from './period-sales.ts';
import type { ProfitStores, Ranked } from './ranked.ts';
import { allowedInRegister } from './ranking-filter.ts';
import { Recent } from './recent.ts';

const SALES = scopedQuery('sales-by-product-of-field');

/** Customers of the whole company with certain values of one field. */
export interface FieldSelection {
  readonly scope: Scope;
  readonly coded: CodedField;
  readonly codes: readonly number[];
}

/** With more values the sums are nearly as many as the lines. */
const VALUES_MOST = 50;

/** Undefined where sums by a field do not help: who sees some customers only, and conditions on several fields. */
export async function fieldSelection(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  conditions: readonly Condition[],
): Promise<FieldSelection | undefined> {
  const fields = new Set(conditions.map(({ field }) => field));
  if (fields.size !== 1 || !seesWholeCompany(scope)) return undefined;
  const [allowed] = await allowedInRegister(stores, scope, ranked, conditions);
  if (!allowed || allowed.column.values.length > VALUES_MOST) return undefined;
  const codes = [...allowed.meant.keys()].filter(code => allowed.meant[code] === 1);
  return { scope, coded: codedField(allowed.column, ranked.portfolio.register.ids), codes };
}

/** Which months have sums stands until something is written. */
const recent = new Recent<SummedMonth[]>(8);
const coded = new WeakMap<FieldColumn, CodedField>();

/** @param ids of the column's rows */
function codedField(column: FieldColumn, ids: Float64Array): CodedField {
  const known = coded.get(column);
  if (known) return known;
  const { field, values } = column;
  const stated = [...column.codes.keys()].filter(row => column.codes[row] !== 0);
  const customers = Int32Array.from(stated, row => ids[row] as number);
  const codes = Int32Array.from(stated, row => column.codes[row] as number);
  const hash = createHash('sha256').update(JSON.stringify(values)).update(customers).update(codes);
  const made = { field, stamp: hash.digest('hex'), customers, codes };
  coded.set(column, made);
  return made;
}

/**
 * How to read what they bought in a period: from the sums where those are there, from their lines in the other months. What is
 * missing is made in the background, for whoever asks next.
 * @param scanned what they bought in some months, from their lines
 */
export async function salesOfField(
  { ledger, fieldSums }: Pick<ProfitStores, 'ledger' | 'fieldSums'>,
  { scope, coded, codes }: FieldSelection,
  scanned: (months: Months) => Promise<PeriodSales>,
): Promise<(period: Months) => Promise<PeriodSales>> {
  const key = `${ledger.writes()} ${coded.field} ${coded.stamp}`;
  const months = await recent.get(ledger, key, () => summedMonths(scope, ledger, coded));
  const lines = months.reduce((total, month) => total + month.lines, 0);
  if (months.some(({ fieldId }) => fieldId === undefined)) fieldSums.make(coded, lines);
  return async period => {
    const mine = months.filter(({ month }) => period.first <= month && month <= period.last);
    const there = mine.filter(({ fieldId }) => fieldId !== undefined);
    const field = there[0]?.fieldId;
    if (field === undefined || there.length * 2 < mine.length) return await scanned(period);
    const read = await ledger.columns(scope, SALES, { ...period, field, codes });
    // Something may have been written since the months were asked for.
    if (numbers(read.months)[0] !== there.length) return await scanned(period);
    let sales = salesFrom(read);
    for (const missing of missingIn(mine)) sales = added(sales, await scanned(missing), 1);
    return sales;
  };
}

/** Months in a row that have no sums, each row's first and last. */
function missingIn(months: readonly SummedMonth[]): Months[] {
  const rows: { first: number; last: number }[] = [];
  months.forEach(({ month, fieldId }, at) => {
    if (fieldId !== undefined) return;
    const row = rows.at(-1);
    if (row && months[at - 1]?.month === row.last) row.last = month;
    else rows.push({ first: month, last: month });
  });
  return rows;
}
