import { type Period, type ProductSales, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { numbers } from './columns.ts';
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
  const sold = new Map<number, { -readonly [key in keyof SoldProduct]: SoldProduct[key] }>();
  for (const [columns, quantity, net] of [
    [earlier, 'quantityBefore', 'netBefore'],
    [later, 'quantity', 'net'],
  ] as const) {
    const [quantities, nets] = [totals(columns, 'quantity'), totals(columns, 'net')];
    const special = numbers(columns.special);
    const ids = numbers(columns.product_id);
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row] as number;
      const product = sold.get(id) ?? {
        ...{ id, special: special[row] === 1 },
        ...{ quantityBefore: 0n, quantity: 0n, netBefore: 0n, net: 0n },
      };
      sold.set(id, product);
      product[quantity] = quantities[row] as Total;
      product[net] = nets[row] as Total;
    }
  }
  return [...sold.values()];
}

/** Totals as the queries have them, in two parts. */
function totals(columns: Columns, name: 'quantity' | 'net'): Total[] {
  const [high, low] = [numbers(columns[`${name}_high`]), numbers(columns[`${name}_low`])];
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
