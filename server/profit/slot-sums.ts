import { RunningTotal, type Total } from '@clientele/engine';
import { type Slot, slotOf } from './kept-slots.ts';

/** Sums by customer, ascending. */
export interface SlotSums {
  readonly customers: Float64Array;
  readonly columns: readonly Float64Array[];
}

/**
 * Slots added up, of the customers that are not hidden. A customer has a row where a slot has one of it.
 * @param hide takes away the marks of customers, which stand at their ids
 */
export function addedUp(
  slots: readonly Slot[],
  columns: number,
  hide: (marks: Uint8Array) => void = () => undefined,
): SlotSums {
  const size = placesOf(slots);
  const marks = new Uint8Array(size);
  const sums = Array.from({ length: columns }, (_, at) => scratchOf(at, size));
  for (const { customers, columns: values } of slots) {
    if (values.every(column => column === undefined)) mark(marks, customers);
    for (const [at, column] of values.entries()) {
      const target: Target = { sums: sums[at] as Float64Array, marks };
      // One loop for all kinds of columns would take several times as long as one for each.
      if (column instanceof Float64Array) addDoubles(target, customers, column);
      else if (column instanceof Int32Array) addIntegers(target, customers, column);
      else if (column) addBytes(target, customers, column);
    }
  }
  hide(marks);
  const ids = idsMarked(marks);
  return { customers: ids, columns: sums.map(sum => valuesAt(sum, ids)) };
}

/** Slots as one, which is added up in less time than they are. */
export function asOne(slots: readonly Slot[], columns: number): Slot {
  const sums = addedUp(slots, columns);
  return slotOf(sums.customers, sums.columns);
}

interface Target {
  readonly sums: Float64Array;
  readonly marks: Uint8Array;
}

function mark(marks: Uint8Array, customers: Int32Array): void {
  for (let i = 0, customer = 0; i < customers.length; i++) {
    customer = customers[i] as number;
    marks[customer] = 1;
  }
}

function addDoubles({ sums, marks }: Target, customers: Int32Array, values: Float64Array): void {
  for (let i = 0, customer = 0; i < customers.length; i++) {
    customer = customers[i] as number;
    marks[customer] = 1;
    sums[customer] = (sums[customer] as number) + (values[i] as number);
  }
}

function addIntegers({ sums, marks }: Target, customers: Int32Array, values: Int32Array): void {
  for (let i = 0, customer = 0; i < customers.length; i++) {
    customer = customers[i] as number;
    marks[customer] = 1;
    sums[customer] = (sums[customer] as number) + (values[i] as number);
  }
}

function addBytes({ sums, marks }: Target, customers: Int32Array, values: Uint8Array): void {
  for (let i = 0, customer = 0; i < customers.length; i++) {
    customer = customers[i] as number;
    marks[customer] = 1;
    sums[customer] = (sums[customer] as number) + (values[i] as number);
  }
}

const scratch: Float64Array[] = [];

/** Zeros to add to, which nobody else holds: new memory of that size takes longer to get than to fill, and to give back. */
function scratchOf(at: number, size: number): Float64Array {
  const known = scratch[at];
  const one = known && known.length >= size ? known : new Float64Array(size);
  scratch[at] = one;
  return one.fill(0, 0, size);
}

let lastIds = new Float64Array();

/** Mostly the same as those before: then it is the same column, which nobody writes into. */
function idsMarked(marks: Uint8Array): Float64Array {
  let count = 0;
  let same = true;
  for (let id = 0; id < marks.length; id++)
    if (marks[id] === 1) {
      same &&= lastIds[count] === id;
      count += 1;
    }
  if (same && count === lastIds.length) return lastIds;
  const ids = new Float64Array(count);
  let at = 0;
  for (let id = 0; id < marks.length; id++) if (marks[id] === 1) ids[at++] = id;
  lastIds = ids;
  return ids;
}

function valuesAt(sums: Float64Array, ids: Float64Array): Float64Array {
  const first = ids[0] ?? 0;
  // Nobody between the first and the last is missing.
  if ((ids.at(-1) ?? -1) - first === ids.length - 1) return sums.slice(first, first + ids.length);
  const column = new Float64Array(ids.length);
  for (let i = 0; i < ids.length; i++) column[i] = sums[ids[i] as number] as number;
  return column;
}

/** The totals of columns, of the customers that are marked at their ids. */
export function totalsOf(slots: readonly Slot[], columns: number, marks: Uint8Array): Total[] {
  return Array.from({ length: columns }, (_, at) => {
    const total = new RunningTotal();
    for (const { customers, columns: values } of slots) {
      const column = values[at];
      if (column instanceof Float64Array) addMarked(total, marks, customers, column);
      else if (column instanceof Int32Array) total.add(sumOfIntegers(marks, customers, column));
      else if (column) total.add(sumOfBytes(marks, customers, column));
    }
    return total.total;
  });
}

function addMarked(
  total: RunningTotal,
  marks: Uint8Array,
  customers: Int32Array,
  values: Float64Array,
): void {
  for (let i = 0; i < customers.length; i++)
    if (marks[customers[i] as number] === 1) total.add(values[i] as number);
}

function sumOfIntegers(marks: Uint8Array, customers: Int32Array, values: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < customers.length; i++)
    if (marks[customers[i] as number] === 1) sum += values[i] as number;
  return sum;
}

function sumOfBytes(marks: Uint8Array, customers: Int32Array, values: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < customers.length; i++)
    if (marks[customers[i] as number] === 1) sum += values[i] as number;
  return sum;
}

export interface MonthSlot {
  /** Which of several sums it holds. */
  readonly which: number;
  readonly month: number;
  readonly slot: Slot;
}

/** What customers come to in months, in columns; each row says in which of several sums. */
export interface MonthSums {
  readonly which: Float64Array;
  readonly customers: Float64Array;
  readonly months: Float64Array;
  readonly values: Float64Array;
}

/** The first column of slots, of the customers that are marked at their ids, where it is not zero. */
export function sumsMarked(slots: readonly MonthSlot[], marks: Uint8Array): MonthSums {
  const [whiches, ids, months, values]: [number[], number[], number[], number[]] = [[], [], [], []];
  const rowsOf = new Map<Int32Array, readonly number[]>();
  for (const { which, month, slot } of slots) {
    const { customers, columns } = slot;
    const [column] = columns;
    if (!column) continue;
    // Ids are mostly those of another sum of the month, and the same object.
    const rows = rowsOf.get(customers) ?? rowsMarked(customers, marks);
    rowsOf.set(customers, rows);
    for (const row of rows) {
      const value = column[row] as number;
      if (value === 0) continue;
      whiches.push(which);
      ids.push(customers[row] as number);
      months.push(month);
      values.push(value);
    }
  }
  return {
    which: new Float64Array(whiches),
    customers: new Float64Array(ids),
    months: new Float64Array(months),
    values: new Float64Array(values),
  };
}

function rowsMarked(customers: Int32Array, marks: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < customers.length; row++) if (marks[customers[row] as number] === 1) rows.push(row);
  return rows;
}

/** How many places there are for ids. */
export function placesOf(slots: readonly Slot[]): number {
  return 1 + slots.reduce((most, { last }) => Math.max(most, last), -1);
}
