import { type Period, type ProductSales, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import { scopedQuery } from '../ledger/ledger.ts';
import { numbers, place, union } from './columns.ts';
import { monthBounds } from './months.ts';
import { type PeriodSales, periodSales } from './period-sales.ts';
import type { ProfitStores } from './ranked.ts';

const QUERIES = {
  ofAll: scopedQuery('sales-by-product-of-all'),
  products: scopedQuery('bought-products'),
};

/** What `sales-by-product` counts totals in. */
const PART = 2 ** 20;

export interface SoldProduct extends ProductSales {
  /** In the ledger. */
  readonly id: number;
}

/** Quantity and net sales of each product that has any in one of two periods, of the customers in scope. */
export async function productsSold(
  { ledger }: ProfitStores,
  scope: Scope,
  { revision, ...periods }: Readonly<Record<'before' | 'after', Period | undefined>> & { revision: number },
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
    periodSales(ledger, scope, { ...before, revision }),
    periodSales(ledger, scope, { ...after, revision }),
  ]);
  const ids = union(earlier.products, later.products);
  const placed = (sales: PeriodSales, name: string) =>
    place(ids, sales.products, sales.parts[name as keyof PeriodSales['parts']]);
  const [was, is] = [earlier, later].map(({ products, special }) => place(ids, products, special));
  const special = Float64Array.from(ids, (_, row) => Math.max(was?.[row] as number, is?.[row] as number));
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
  for (let row = 0; row < ids.length; row++) {
    const sold = {
      quantityBefore: quantityBefore[row] as Total,
      quantity: quantity[row] as Total,
      netBefore: netBefore[row] as Total,
      net: net[row] as Total,
    };
    if (Object.values(sold).every(total => total === 0n)) continue;
    products.push({ id: ids[row] as number, special: special[row] === 1, ...sold });
  }
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
