import { type Period, type ProductSales, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import { scopedQuery } from '../ledger/ledger.ts';
import { numbers, place, union } from './columns.ts';
import { type FieldSelection, salesOfField } from './field-sales.ts';
import { type Months, monthBounds } from './months.ts';
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

interface SoldWhen {
  readonly before: Period | undefined;
  readonly after: Period | undefined;
  readonly revision: number;
  /** Where the customers are those of the company with certain values of a field. */
  readonly selection?: FieldSelection | undefined;
}

/** Quantity and net sales of each product that has any in one of two periods, of the customers in scope. */
export async function productsSold(
  stores: ProfitStores,
  scope: Scope,
  { revision, selection, ...periods }: SoldWhen,
): Promise<SoldProduct[]> {
  const { ledger } = stores;
  const [before, after] = [monthBounds(periods.before), monthBounds(periods.after)];
  if (seesWholeCompany(scope)) {
    const bounds = { ...after, first_before: before.first, last_before: before.last };
    const sold = await ledger.columns(scope, QUERIES.ofAll, bounds);
    const column = (name: string) => numbers(sold[name]);
    return soldProducts(column('product_id'), column('special'), column);
  }
  const scanned = (months: Months) => periodSales(ledger, scope, { ...months, revision });
  // A scan each: to ask millions of lines whether they lie in the one period or the other takes longer.
  const sold = selection ? await salesOfField(stores, selection, scanned) : scanned;
  const [earlier, later] = await Promise.all([sold(before), sold(after)]);
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
  const totals = (name: string) => [column(`${name}_high`), column(`${name}_low`)] as const;
  const [quantityBefore, netBefore] = [totals('quantity_before'), totals('net_before')];
  const [quantity, net] = [totals('quantity'), totals('net')];
  const all = [quantityBefore, netBefore, quantity, net];
  const products: SoldProduct[] = [];
  for (let row = 0, id = 0; row < ids.length; row++) {
    id = ids[row] as number;
    if (all.every(parts => isNothing(parts, row))) continue;
    products.push({
      id,
      special: special[row] === 1,
      quantityBefore: wholeTotal(quantityBefore, row),
      quantity: wholeTotal(quantity, row),
      netBefore: wholeTotal(netBefore, row),
      net: wholeTotal(net, row),
    });
  }
  return products;
}

type Parts = readonly [high: Float64Array, low: Float64Array];

/** Either part may be above zero and the other below, where months were taken away. */
function isNothing([highs, lows]: Parts, row: number): boolean {
  return (highs[row] as number) * PART + (lows[row] as number) === 0;
}

/** A total that the queries have in two parts. */
function wholeTotal([highs, lows]: Parts, row: number): Total {
  const [high, low] = [highs[row] as number, lows[row] as number];
  const total = high * PART + low;
  return Number.isSafeInteger(total) ? BigInt(total) : BigInt(high) * BigInt(PART) + BigInt(low);
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
