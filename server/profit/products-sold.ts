import { asInstallation, type Period, type ProductSales, type Scope, type Total } from '@clientele/engine';
import { scopedQuery } from '../ledger/ledger.ts';
import { numbers, place, union } from './columns.ts';
import { fewHidden } from './few-hidden.ts';
import { type FieldSelection, salesOfField } from './field-sales.ts';
import { hiddenSales, salesOfSome } from './hidden-sales.ts';
import { type Months, monthBounds } from './months.ts';
import { added, type PeriodSales, periodSales, salesFrom } from './period-sales.ts';
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
  const read = (of: Scope) => (months: Months) => periodSales(ledger, of, { ...months, revision });
  const hidden = fewHidden(scope);
  const ofHidden = async (some: readonly number[], months: Months) => {
    const kept = await hiddenSales(ledger, scope, hidden ?? selection?.except ?? some);
    return kept
      ? salesOfSome(kept, some, months)
      : read({ ...asInstallation(scope), customers: some })(months);
  };
  if (hidden) {
    const [earlier, later] = await salesOfAll(ledger, scope, [before, after]);
    if (hidden.length === 0) return soldProducts(earlier, later);
    const taken = await Promise.all([ofHidden(hidden, before), ofHidden(hidden, after)]);
    return soldProducts(added(earlier, taken[0], -1), added(later, taken[1], -1));
  }
  // A scan each: to ask millions of lines whether they lie in the one period or the other takes longer.
  const scanned = read(scope);
  const sold = selection ? await salesOfField(stores, selection, { scanned, ofHidden }) : scanned;
  return soldProducts(...(await Promise.all([sold(before), sold(after)])));
}

/** What everybody bought, whoever asks: of this, what hidden customers bought is taken away. */
async function salesOfAll(
  ledger: ProfitStores['ledger'],
  scope: Scope,
  [before, after]: readonly [Months, Months],
): Promise<[PeriodSales, PeriodSales]> {
  const bounds = { ...after, first_before: before.first, last_before: before.last };
  const sold = await ledger.columns(asInstallation(scope), QUERIES.ofAll, bounds);
  const named = (suffix: string) =>
    Object.fromEntries(Object.entries(sold).map(([name, column]) => [name.replace(suffix, ''), column]));
  return [salesFrom(named('_before')), salesFrom(sold)];
}

function soldProducts(earlier: PeriodSales, later: PeriodSales): SoldProduct[] {
  const ids = union(earlier.products, later.products);
  const totals = ({ products, parts }: PeriodSales, name: 'quantity' | 'net') =>
    [place(ids, products, parts[`${name}_high`]), place(ids, products, parts[`${name}_low`])] as const;
  const [quantityBefore, netBefore] = [totals(earlier, 'quantity'), totals(earlier, 'net')];
  const [quantity, net] = [totals(later, 'quantity'), totals(later, 'net')];
  const [was, is] = [earlier, later].map(({ products, special }) => place(ids, products, special));
  const all = [quantityBefore, netBefore, quantity, net];
  const products: SoldProduct[] = [];
  for (let row = 0, id = 0; row < ids.length; row++) {
    id = ids[row] as number;
    if (all.every(parts => isNothing(parts, row))) continue;
    products.push({
      id,
      special: was?.[row] === 1 || is?.[row] === 1,
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
