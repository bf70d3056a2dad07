import { createHash } from 'node:crypto';
import { asInstallation, type Scope, seesWholeCompany } from '@clientele/engine';
import type { Condition } from '../../contract/selection.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { type CodedField, type SummedMonth, summedMonths } from '../measures/field-sums-store.ts';
import { Recent } from '../recent.ts';
import { numbers } from './columns.ts';
import { fewHidden } from './few-hidden.ts';
import { type CompanyColumn, companyColumn, type FieldColumn, fieldColumn } from './field-columns.ts';
import { rowOf } from './figures.ts';
import type { Months } from './months.ts';
import { added, type PeriodSales, salesFrom } from './period-sales.ts';
import type { ProfitStores, Ranked } from './ranked.ts';
import { codesMeant } from './ranking-filter.ts';

const SALES = scopedQuery('sales-by-product-of-field');

/** Customers with certain values of a field, or of several together. */
export interface FieldSelection {
  /** Of the whole company, whoever asks: of what is made of all, those that are hidden are taken away. */
  readonly scope: Scope;
  readonly coded: CodedField;
  readonly codes: readonly number[];
  /** All whom who asks does not see, and those of them who have one of the codes. */
  readonly except: readonly number[];
  readonly hidden: readonly number[];
}

/** With more values the sums are nearly as many as the lines. */
const VALUES_MOST = 50;

/** Undefined where sums by a field do not help: who sees a list of customers or not many others, and fields of too many values together. */
export async function fieldSelection(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  conditions: readonly Condition[],
): Promise<FieldSelection | undefined> {
  const fields = [...new Set(conditions.map(one => one.field))].sort();
  const except = fewHidden(scope);
  if (fields.length === 0 || !except) return undefined;
  const read = await Promise.all(
    fields.map(field =>
      seesWholeCompany(scope)
        ? registerColumn(stores, scope, ranked, field)
        : companyColumn(stores, scope, ranked.revision, field),
    ),
  );
  const columns = read.map(({ column }) => column);
  if (columns.reduce((count, { values }) => count * (values.length + 1), 1) > VALUES_MOST + 1)
    return undefined;
  const [{ ids }] = read as [CompanyColumn];
  const together = asOneColumn(columns);
  const codes = codesTogether(columns, conditions);
  const meant = new Set(codes);
  const hidden = except.filter(id => {
    const row = rowOf({ customers: ids }, id);
    return meant.has(row < 0 ? 0 : (together.codes[row] as number));
  });
  return { scope: asInstallation(scope), coded: codedField(together, ids), codes, except, hidden };
}

const madeOne = new WeakMap<FieldColumn, Map<string, FieldColumn>>();

/** Fields as one, whose values are those that the others may have together; who has none of any has none of it. */
function asOneColumn(columns: readonly FieldColumn[]): FieldColumn {
  const [first, ...others] = columns as [FieldColumn, ...FieldColumn[]];
  if (others.length === 0) return first;
  const field = JSON.stringify(columns.map(one => one.field));
  const known = madeOne.get(first) ?? new Map<string, FieldColumn>();
  madeOne.set(first, known);
  const made = known.get(field) ?? {
    ...{ field, name: field, values: columns.map(({ values }) => JSON.stringify(values)) },
    codes: first.codes.map((code, row) =>
      others.reduce((all, { values, codes }) => all * (values.length + 1) + (codes[row] as number), code),
    ),
  };
  known.set(field, made);
  return made;
}

/** The codes of fields as one that conditions on each of them leave. */
function codesTogether(columns: readonly FieldColumn[], conditions: readonly Condition[]): number[] {
  const [first, ...others] = columns.map(column => ({
    size: column.values.length + 1,
    codes: codesMeant(column, conditions),
  }));
  return others.reduce(
    (all, { size, codes }) => all.flatMap(code => codes.map(other => code * size + other)),
    first?.codes ?? [],
  );
}

async function registerColumn(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  field: string,
): Promise<CompanyColumn> {
  const everybody = { ...ranked, portfolio: { ...ranked.portfolio, inRegister: undefined } };
  return {
    column: await fieldColumn(stores, scope, everybody, field),
    ids: ranked.portfolio.register.ids,
  };
}

/** Which months have sums stands until something is written, or made. */
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

/** From lines. */
interface SalesRead {
  /** What those who are meant bought in some months, as far as who asks sees them. */
  readonly scanned: (months: Months) => Promise<PeriodSales>;
  readonly ofHidden: (hidden: readonly number[], months: Months) => Promise<PeriodSales>;
}

/**
 * How to read what they bought in a period: from the sums where those are there, from their lines in the other months. What is
 * missing is made in the background, for whoever asks next.
 */
export async function salesOfField(
  { ledger, fieldSums }: Pick<ProfitStores, 'ledger' | 'fieldSums'>,
  { scope, coded, codes, hidden }: FieldSelection,
  { scanned, ofHidden }: SalesRead,
): Promise<(period: Months) => Promise<PeriodSales>> {
  const key = `${ledger.writes()} ${fieldSums.made()} ${coded.field} ${coded.stamp}`;
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
    const missing = missingIn(mine);
    if (hidden.length > 0) {
      if (missing.length > 0) return await scanned(period);
      return added(sales, await ofHidden(hidden, period), -1);
    }
    for (const months of missing) sales = added(sales, await scanned(months), 1);
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
