import { type Period, type ProductSales, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { numbers, place, union } from './columns.ts';
import { monthBounds } from './months.ts';
import type { ProfitStores } from './ranked.ts';

const QUERIES = {
  sales: scopedQuery('sales-by-product'),
  ofAll: scopedQuery('sales-by-product-of-all'),
  products: scopedQuery('bought-products'),
};

/** What `sales-by-product` counts totals in. */
const PART = 2 ** 20;

export interface SoldProduct extends ProductSales {
  /** In the ledger. */
  readonly id: number;
}

/** Quantity and net sales of each product in two periods, of the customers in scope. */
export async function productsSold(
  { ledger }: ProfitStores,
  scope: Scope,
  periods: Readonly<Record<'before' | 'after', Period | undefined>>,
): Promise<SoldProduct[]> {
  const [before, after] = [monthBounds(periods.before), monthBounds(periods.after)];
  if (seesWholeCompany(scope)) {
    const bounds = { ...after, first_before: before.first, last_before: before.last };
    const sold = await ledger.columns(scope, QUERIES.ofAll, bounds);
    const column = (name: string) => numbers(sold[name]);
    return soldProducts(column('product_id'), column('special'), column);
  }
  // A scan each: to ask millions of lines whether they lie in the one period or the other takes longer.
  const [earlier, later] = await Promise.all([
    ledger.columns(scope, QUERIES.sales, before),
    ledger.columns(scope, QUERIES.sales, after),
  ]);
  const ids = union(numbers(earlier.product_id), numbers(later.product_id));
  const placed = (columns: Columns, name: string) =>
    place(ids, numbers(columns.product_id), numbers(columns[name]));
  const special = placed(later, 'special');
  for (const [row, was] of placed(earlier, 'special').entries()) if (was === 1) special[row] = 1;
  return soldProducts(ids, special, name =>
    name.includes('_before') ? placed(earlier, name.replace('_before', '')) : placed(later, name),
  );
}

function soldProducts(
  ids: Float64Array,
  special: Float64Array,
  column: (name: string) => Float64Array,
): SoldProduct[] {
  const totals = (name: string) => wholeTotals(column(`${name}_high`), column(`${name}_low`));
  const [quantityBefore, netBefore] = [totals('quantity_before'), totals('net_before')];
  const [quantity, net] = [totals('quantity'), totals('net')];
  const products: SoldProduct[] = [];
  for (let row = 0; row < ids.length; row++)
    products.push({
      id: ids[row] as number,
      special: special[row] === 1,
      quantityBefore: quantityBefore[row] as Total,
      quantity: quantity[row] as Total,
      netBefore: netBefore[row] as Total,
      net: net[row] as Total,
    });
  return products;
}

/** Totals that the queries have in two parts. */
function wholeTotals(high: Float64Array, low: Float64Array): Total[] {
  const totals: Total[] = [];
  for (let row = 0; row < high.length; row++) {
    const total = (high[row] as number) * PART + (low[row] as number);
    const whole = Number.isSafeInteger(total)
      ? BigInt(total)
      : BigInt(high[row] as number) * BigInt(PART) + BigInt(low[row] as number);
    totals.push(whole);
  }
  return totals;
}

/** What the products are called that the customers in scope ever bought, by their ids. */
export async function productNames(
  { ledger }: ProfitStores,
  scope: Scope,
): Promise<ReadonlyMap<number, string>> {
  const bought = await ledger.columns(scope, QUERIES.products);
  const texts = (name: string) => bought[name] as readonly (string | null)[];
  return new Map(
    texts('source_key').map((key, row) => {
      const name = texts('name')[row];
      return [numbers(bought.product_id)[row] as number, name === null ? String(key) : `${key} ${name}`];
    }),
  );
}
