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
  { before, after }: Readonly<Record<'before' | 'after', Period | undefined>>,
): Promise<SoldProduct[]> {
  const query = seesWholeCompany(scope) ? QUERIES.ofAll : QUERIES.sales;
  const [earlier, later] = await Promise.all([
    ledger.columns(scope, query, monthBounds(before)),
    ledger.columns(scope, query, monthBounds(after)),
  ]);
  const [idsBefore, idsAfter] = [numbers(earlier.product_id), numbers(later.product_id)];
  const ids = union(idsBefore, idsAfter);
  const placed = (columns: Columns, name: string) =>
    place(ids, numbers(columns.product_id), numbers(columns[name]));
  const totals = (columns: Columns, name: 'quantity' | 'net') =>
    wholeTotals(placed(columns, `${name}_high`), placed(columns, `${name}_low`));
  const [quantityBefore, netBefore] = [totals(earlier, 'quantity'), totals(earlier, 'net')];
  const [quantity, net] = [totals(later, 'quantity'), totals(later, 'net')];
  const [wasSpecial, special] = [placed(earlier, 'special'), placed(later, 'special')];
  return Array.from(ids, (id, row) => ({
    id,
    special: wasSpecial[row] === 1 || special[row] === 1,
    quantityBefore: quantityBefore[row] as Total,
    quantity: quantity[row] as Total,
    netBefore: netBefore[row] as Total,
    net: net[row] as Total,
  }));
}

/** Totals that the queries have in two parts. */
function wholeTotals(high: Float64Array, low: Float64Array): Total[] {
  return Array.from(high, (times, row) => {
    const total = times * PART + (low[row] as number);
    return Number.isSafeInteger(total)
      ? BigInt(total)
      : BigInt(times) * BigInt(PART) + BigInt(low[row] as number);
  });
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
