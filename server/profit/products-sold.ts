import { type ProductSales, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { numbers } from './columns.ts';
import { monthBounds } from './months.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

const QUERIES = {
  sales: scopedQuery('sales-by-product'),
  ofAll: scopedQuery('sales-by-product-of-all'),
  products: scopedQuery('bought-products'),
};

export interface SoldProduct extends ProductSales {
  /** In the ledger. */
  readonly id: number;
}

/** Quantity and net sales of each product in two periods, of the customers in scope. */
export async function productsSold(
  { ledger }: ProfitStores,
  scope: Scope,
  { before, after }: Readonly<Record<'before' | 'after', Ranked>>,
): Promise<SoldProduct[]> {
  const query = seesWholeCompany(scope) ? QUERIES.ofAll : QUERIES.sales;
  const [earlier, later] = await Promise.all([
    ledger.columns(scope, query, monthBounds(before.period)),
    ledger.columns(scope, query, monthBounds(after.period)),
  ]);
  const sold = new Map<number, { -readonly [key in keyof SoldProduct]: SoldProduct[key] }>();
  for (const [columns, quantity, net] of [
    [earlier, 'quantityBefore', 'netBefore'],
    [later, 'quantity', 'net'],
  ] as const) {
    const [quantities, nets] = [totals(columns, 'quantity'), totals(columns, 'net')];
    const special = numbers(columns.special);
    for (const [row, id] of numbers(columns.product_id).entries()) {
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

/** Whole totals: numbers, and text where one leaves the safe range. */
function totals(columns: Columns, name: 'quantity' | 'net'): Total[] {
  const great = columns[`great_${name}`] as readonly (string | null)[];
  return Array.from(numbers(columns[name]), (total, row) => BigInt(great[row] ?? total));
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
