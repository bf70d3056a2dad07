import { asInstallation, type Scope } from '@clientele/engine';
import { type Columns, type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { Recent } from '../recent.ts';
import { numbers } from './columns.ts';
import type { Months } from './months.ts';
import { PARTS, type PeriodSales } from './period-sales.ts';

const SALES = scopedQuery('sales-by-customer-and-month');

/** Rows of customers, months and products: of two hundred customers who buy a lot. */
const ROWS_MOST = 200_000;

const recent = new Recent<Columns | undefined>(2);

/**
 * What hidden customers bought, which is taken away from what all did on each page: all their months are read once and kept until
 * something is written. Undefined where that is too much to keep.
 * @param hidden all whom a wall hides, so that one reading serves every selection
 */
export function hiddenSales(
  ledger: Pick<Ledger, 'columns' | 'writes'>,
  scope: Scope,
  hidden: readonly number[],
  most = ROWS_MOST,
): Promise<Columns | undefined> {
  return recent.get(ledger, `${ledger.writes()} ${most} ${JSON.stringify(hidden)}`, async () => {
    const theirs = { ...asInstallation(scope), customers: hidden };
    const sales = await ledger.columns(theirs, SALES, { most: most + 1 });
    return numbers(sales.product_id).length > most ? undefined : sales;
  });
}

/** What of it some of them bought in some months, by product. */
export function salesOfSome(
  sales: Columns,
  customers: readonly number[],
  { first, last }: Months,
): PeriodSales {
  const meant = new Set(customers);
  const [ids, months, products] = [
    numbers(sales.customer_id),
    numbers(sales.month),
    numbers(sales.product_id),
  ];
  const rows: number[] = [];
  // A product's rows lie beside each other; where each begins.
  const starts: number[] = [];
  for (let row = 0, month = 0; row < ids.length; row++) {
    month = months[row] as number;
    if (month < first || month > last || !meant.has(ids[row] as number)) continue;
    if (products[rows.at(-1) ?? -1] !== products[row]) starts.push(rows.length);
    rows.push(row);
  }
  const firsts = starts.map(start => rows[start] as number);
  const summed = (column: Float64Array) =>
    Float64Array.from(starts, (start, at) => {
      let total = 0;
      for (const row of rows.slice(start, starts[at + 1])) total += column[row] as number;
      return total;
    });
  return {
    products: Float64Array.from(firsts, row => products[row] as number),
    special: Float64Array.from(firsts, row => numbers(sales.special)[row] as number),
    parts: Object.fromEntries(
      PARTS.map(part => [part, summed(numbers(sales[part]))]),
    ) as PeriodSales['parts'],
  };
}
