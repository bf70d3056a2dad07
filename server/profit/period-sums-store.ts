import { type Scope, type Total, UNASSIGNED } from '@clientele/engine';
import { type Columns, refuseUnsafe, type ScopedQuery } from '../ledger/ledger.ts';
import { doubles, periodSql } from '../ledger/period-sql.ts';
import { keptSlots, type Slot } from './kept-slots.ts';
import { type Months, yearBounds } from './months.ts';
import {
  runsOf,
  type SlotLedger,
  type SlotsThereAre,
  type SumsAsked,
  slotKey,
  slotsOfPeriod,
} from './period-slots.ts';
import { slotsThereAre } from './period-slots-store.ts';
import { readAhead, readAheadLeast } from './reading-ahead.ts';
import {
  addedUp,
  asOne,
  type MonthSlot,
  type MonthSums,
  placesOf,
  sumsMarked,
  totalsOf,
} from './slot-sums.ts';

/** Rows of fewer customers a ledger finds and groups faster than those of all are added up. */
const MANY = 20_000;

/**
 * Sums by customer, ascending, as `customer_id` and under their names: exact, or refused. Of many customers all months and years
 * are read in the background once somebody has asked, and kept until something is written: to add them up here takes a fifth of
 * the time in which a ledger groups them.
 */
export async function periodSums(
  scope: Scope,
  ledger: SlotLedger,
  asked: SumsAsked,
  months: Months,
): Promise<Columns> {
  const added = isMany(scope) ? await addedHere(scope, ledger, asked, months) : undefined;
  return added ?? (await ledger.columns(scope, grouped(asked), yearBounds(months)));
}

/** Whether sums of those in scope are added up here. */
export function isMany({ customers }: Scope): boolean {
  return !Array.isArray(customers) || customers.length >= MANY;
}

function grouped({ table, where, sums }: SumsAsked): ScopedQuery {
  const added = Object.keys(sums).map(name => `sum(${name}) AS ${name}`);
  const columns = ['customer_id', ...doubles(sums)].join(', ');
  const sql = `SELECT customer_id, ${added.join(', ')} FROM ${periodSql(table, columns, where)} s
    WHERE {visible} GROUP BY customer_id ORDER BY customer_id`;
  return { sql, scopedQuery: true };
}

/** Undefined where not all that is needed is kept. */
async function addedHere(
  scope: Scope,
  ledger: SlotLedger,
  asked: SumsAsked,
  months: Months,
): Promise<Columns | undefined> {
  const slots = await slotsFor(scope, ledger, asked, months);
  if (!slots) return undefined;
  const names = Object.keys(asked.sums);
  const { customers, columns } = addedUp(slots, names.length, marks => hide(marks, scope));
  columns.forEach(refuseUnsafe);
  const sums = names.map((name, at) => [name, columns[at] as Float64Array] as const);
  return { customer_id: customers, ...Object.fromEntries(sums) };
}

/** Of fewer a ledger adds up their rows in less time than it takes to read those of all. */
const TOTALS_LEAST = 500;

/**
 * Totals of the customers in scope under the names of their sums, without what is nobody's; undefined where they are not to be had
 * from what is kept, and a ledger has to be asked.
 */
export async function periodTotals(
  scope: Scope,
  ledger: SlotLedger,
  asked: SumsAsked,
  months: Months,
): Promise<Readonly<Record<string, Total>> | undefined> {
  const { customers } = scope;
  if (Array.isArray(customers) && customers.length < TOTALS_LEAST) return undefined;
  const slots = await slotsFor(scope, ledger, asked, months);
  if (!slots) return undefined;
  const marks = new Uint8Array(placesOf(slots)).fill(1);
  hide(marks, scope);
  marks[UNASSIGNED] = 0;
  const names = Object.keys(asked.sums);
  const totals = totalsOf(slots, names.length, marks);
  return Object.fromEntries(names.map((name, at) => [name, totals[at] as Total]));
}

/**
 * Sums of each customer in scope, month by month in any order, where they are not zero; undefined where not all is kept.
 * @param asked each for the first of its sums
 */
export async function monthSums(
  scope: Scope,
  ledger: SlotLedger,
  asked: readonly SumsAsked[],
  { first, last }: Months,
): Promise<MonthSums | undefined> {
  const read = await Promise.all(
    asked.map(async one => {
      const there = await slotsThereAre(scope, ledger, one.table);
      const wanted = there.months.filter(month => first <= month && month <= last);
      return slotsKept(scope, ledger, one, { there, wanted });
    }),
  );
  const slots: MonthSlot[] = [];
  for (const [which, months] of read.entries()) {
    if (!months) return undefined;
    for (const [month, slot] of months) slots.push({ which, month, slot });
  }
  const marks = new Uint8Array(placesOf(slots.map(({ slot }) => slot))).fill(1);
  hide(marks, scope);
  return sumsMarked(slots, marks);
}

async function slotsFor(
  scope: Scope,
  ledger: SlotLedger,
  asked: SumsAsked,
  months: Months,
): Promise<Slot[] | undefined> {
  const there = await slotsThereAre(scope, ledger, asked.table);
  const wanted = slotsOfPeriod(there, months);
  const slots = wanted && slotsKept(scope, ledger, asked, { there, wanted });
  return slots && runsOf(wanted).map(run => asOneKept(ledger, asked, run, slots));
}

/** Undefined as long as one is missing: until it is there, a ledger answers. */
function slotsKept(
  scope: Scope,
  ledger: SlotLedger,
  asked: SumsAsked,
  { there, wanted }: { there: SlotsThereAre; wanted: readonly number[] },
): ReadonlyMap<number, Slot> | undefined {
  const kept = keptSlots(ledger);
  const slots = new Map<number, Slot>();
  for (const number of wanted) {
    const slot = kept.get(slotKey(asked, number));
    if (slot) slots.set(number, slot);
  }
  if (slots.size === wanted.length) return slots;
  if (there.lastCustomer >= readAheadLeast(ledger)) readAhead(scope, ledger, asked);
  return undefined;
}

/** Slots that go together, as one that is kept beside them where there is room. */
function asOneKept(
  ledger: SlotLedger,
  asked: SumsAsked,
  run: readonly number[],
  slots: ReadonlyMap<number, Slot>,
): Slot {
  const parts = run.map(slot => slots.get(slot) as Slot);
  const [first, ...others] = parts as [Slot, ...Slot[]];
  if (others.length === 0) return first;
  const key = slotKey(asked, `${run[0]} to ${run.at(-1)}`);
  const known = keptSlots(ledger).get(key);
  if (known) return known;
  const one = asOne(parts, Object.keys(asked.sums).length);
  keptSlots(ledger).keep(key, one);
  return one;
}

/** Takes away the marks of those whom a scope does not take in; a mark stands at the id of its customer, and nobody's at 0. */
function hide(marks: Uint8Array, { customers }: Scope): void {
  if (customers === 'all') return;
  if ('except' in customers) {
    for (const id of customers.except) if (id < marks.length) marks[id] = 0;
    marks[0] = 0;
    return;
  }
  const seen = new Uint8Array(marks.length);
  for (const id of customers) if (id > 0 && id < marks.length) seen[id] = marks[id] as number;
  marks.set(seen);
}
