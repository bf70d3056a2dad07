import type { Columns } from '../ledger/ledger.ts';

/** Ids of customers in either column, ascending as both are. */
export function union(a: Float64Array, b: Float64Array): Float64Array {
  if (same(a, b)) return a;
  const all = new Float64Array(a.length + b.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const next = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    all[count++] = next;
    if (a[i] === next) i += 1;
    if (b[j] === next) j += 1;
  }
  return all.slice(0, count);
}

/**
 * The values in the rows of their customers, zero elsewhere: themselves where the rows are the same. Throws RangeError for a
 * customer that has no row.
 */
export function place(customers: Float64Array, ids: Float64Array, values: Float64Array): Float64Array {
  if (same(customers, ids)) return values;
  const column = new Float64Array(customers.length);
  let row = 0;
  for (let i = 0; i < ids.length; i++) {
    while (row < customers.length && customers[row] !== ids[i]) row += 1;
    if (row === customers.length) throw new RangeError(`customer ${ids[i]} has no row`);
    column[row] = values[i] as number;
  }
  return column;
}

/**
 * The same, without the values of others: who only bought what no statement counts has products and no row. Where nobody, whose id
 * comes before all, is the only other, they are themselves.
 */
export function placeKnown(customers: Float64Array, ids: Float64Array, values: Float64Array): Float64Array {
  const others = ids.length - customers.length;
  if ((others === 0 || others === 1) && same(customers, ids.subarray(others))) return values.subarray(others);
  const column = new Float64Array(customers.length);
  let row = 0;
  for (let i = 0; i < ids.length; i++) {
    while ((customers[row] as number) < (ids[i] as number)) row += 1;
    if (customers[row] === ids[i]) column[row] = values[i] as number;
  }
  return column;
}

export function same(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function addColumn(target: Float64Array, values: Float64Array): void {
  for (let row = 0; row < target.length; row++)
    target[row] = (target[row] as number) + (values[row] as number);
}

/** By places: a column's own `map` leaves an object a value. */
export function scaleColumn(target: Float64Array, factor: number): Float64Array {
  for (let row = 0; row < target.length; row++) target[row] = (target[row] as number) * factor;
  return target;
}

/** The sum in doubles. By places: a column's own methods leave an object a value. */
export function totalOf(column: Float64Array): number {
  let total = 0;
  for (let i = 0, value = 0; i < column.length; i++) {
    value = column[i] as number;
    total += value;
  }
  return total;
}

export function numbers(column: Columns[string] | undefined): Float64Array {
  return column as Float64Array;
}
