import {
  asInstallation,
  type CostModel,
  costAtRate,
  countsOverPeriod,
  minutesFor,
  type Period,
  parseDecimal,
  RowsNamed,
  type Scope,
  seesWholeCompany,
  UNASSIGNED,
} from '@clientele/engine';
import { type Columns, type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { numbers, place } from './columns.ts';
import { fewHidden } from './few-hidden.ts';
import type { ModelInUse } from './model-in-use.ts';
import { monthBounds } from './months.ts';

/** What an activity costs that counts distinct products over a whole period: no month has it. */
export interface DistinctCost {
  /** Index into the activities of all versions. */
  readonly activity: number;
  readonly minutes: Float64Array;
  readonly amounts: Float64Array;
}

const PRODUCTS = scopedQuery('products-by-customer');

/** How many products each customer of a version's part of a period bought, by customer. */
export interface CountedProducts {
  readonly model: CostModel;
  /** Months as the ledger keeps them, both included. */
  readonly months: { readonly first: number; readonly last: number };
  readonly products: Columns;
}

/** Products of each version's part of a period: what counts once does so within the months of a version. */
export async function distinctProducts(
  ledger: Pick<Ledger, 'columns'>,
  scope: Scope,
  { parts }: ModelInUse,
): Promise<CountedProducts[]> {
  return await Promise.all(
    countingOnce(parts).map(async ({ version: { model }, period }) => {
      const months = monthBounds(period);
      return { model, months, products: await productsIn(ledger, scope, months) };
    }),
  );
}

/** Where a few are hidden those of all are read: to leave theirs out here takes a ledger's time for asking each row. */
async function productsIn(
  ledger: Pick<Ledger, 'columns'>,
  scope: Scope,
  months: { readonly first: number; readonly last: number },
): Promise<Columns> {
  const hidden = seesWholeCompany(scope) ? undefined : fewHidden(scope);
  if (!hidden) return await ledger.columns(scope, PRODUCTS, months);
  const ofAll = await ledger.columns(asInstallation(scope), PRODUCTS, months);
  return without(ofAll, new Set([UNASSIGNED, ...hidden]));
}

function without(products: Columns, hidden: ReadonlySet<number>): Columns {
  const ids = numbers(products.customer_id);
  const rows: number[] = [];
  for (let row = 0, id = 0; row < ids.length; row++) {
    id = ids[row] as number;
    if (hidden.has(id)) rows.push(row);
  }
  const left = (column: Float64Array) => {
    const some = new Float64Array(column.length - rows.length);
    let [from, at] = [0, 0];
    for (const row of [...rows, column.length]) {
      some.set(column.subarray(from, row), at);
      at += row - from;
      from = row + 1;
    }
    return some;
  };
  return { customer_id: left(ids), skus: left(numbers(products.skus)) };
}

/** How many products each customer bought in a period, of which it may be known already. */
export async function productsBought(
  ledger: Pick<Ledger, 'columns'>,
  scope: Scope,
  { period, known = [] }: { period: Period | undefined; known?: readonly CountedProducts[] | undefined },
): Promise<Columns> {
  const bounds = monthBounds(period);
  const same = known.find(({ months }) => months.first === bounds.first && months.last === bounds.last);
  return same?.products ?? (await productsIn(ledger, scope, bounds));
}

/** The same of one part of a period, out of lines that were read already; they come by customer. */
export function distinctProductsOf(lines: Columns, part: ModelInUse['parts'][number]): CountedProducts[] {
  const bounds = monthBounds(part.period);
  const { first, last } = bounds;
  const [customers, months, products] = [
    numbers(lines.customer_id),
    numbers(lines.month),
    numbers(lines.product_id),
  ];
  const bought = new Map<number, Set<number>>();
  for (let row = 0; row < months.length; row++) {
    const month = months[row] as number;
    if (month < first || month > last) continue;
    const customer = customers[row] as number;
    const mine = bought.get(customer) ?? new Set();
    bought.set(customer, mine.add(products[row] as number));
  }
  return countingOnce([part]).map(({ version: { model } }) => ({
    model,
    months: bounds,
    products: {
      customer_id: Float64Array.from(bought.keys()),
      skus: Float64Array.from(bought.values(), ({ size }) => size),
    },
  }));
}

function countingOnce(parts: ModelInUse['parts']): ModelInUse['parts'] {
  return parts.filter(({ version: { model } }) =>
    model.activities.some(activity => activity.minutes?.some(countsOverPeriod)),
  );
}

/** Activities that count distinct products over a whole period, each at the fixed rate of its pool. */
export function distinctCosts(
  { model: all, timeline }: ModelInUse,
  customers: Float64Array,
  counted: readonly CountedProducts[],
): DistinctCost[] {
  const rowsNamed = new RowsNamed(customers, timeline.named);
  return counted.flatMap(({ model, products }) => {
    const skus = place(customers, numbers(products.customer_id), numbers(products.skus));
    const counting = model.activities.filter(({ minutes }) => minutes?.some(countsOverPeriod));
    return counting.flatMap(({ key, pool, minutes: terms = [] }) => {
      const activity = all.activities.findIndex(other => other.key === key);
      const rate = parseDecimal(model.pools.find(other => other.key === pool)?.ratePerMinute ?? '0') ?? 0;
      return terms.filter(countsOverPeriod).map(term => {
        const minutesOf = minutesFor(term);
        const minutes = mapped(skus, minutesOf);
        const amounts = mapped(skus, count => costAtRate(minutesOf(count), rate));
        for (const { row, exception } of rowsNamed.exceptionsOf(term)) {
          const time = minutesFor({ ...term, minutes: exception.minutes })(skus[row] as number);
          minutes[row] = time;
          amounts[row] = costAtRate(time, rate);
        }
        return { activity, minutes, amounts };
      });
    });
  });
}

/** Many customers have the same small count, which is worked out once. By places: the column's own `map` leaves an object a value. */
function mapped(counts: Float64Array, change: (count: number) => number): Float64Array {
  const known = new Float64Array(SMALL).fill(Number.NaN);
  const changed = new Float64Array(counts.length);
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number;
    let value = known[count] ?? Number.NaN;
    if (Number.isNaN(value)) {
      value = change(count);
      if (count < SMALL) known[count] = value;
    }
    changed[i] = value;
  }
  return changed;
}

const SMALL = 4096;
