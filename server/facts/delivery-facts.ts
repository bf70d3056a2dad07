import { ABSENT, layoutOf } from '@clientele/engine';
import type { Cells } from './cells.ts';
import { choiceOf, type FactKeys } from './fact-keys.ts';
import {
  daysSince1970,
  type FactColumns,
  type FactEnd,
  type FactRows,
  MonthTotals,
  mentionedCustomer,
  type Taken,
} from './fact-rows.ts';
import { KeyIndex, UNKNOWN } from './key-index.ts';

/** What was delivered, or is promised. */
export class DeliveryFacts implements FactRows {
  readonly #months = new MonthTotals();
  readonly #keys: FactKeys;
  readonly #column: (name: string) => number;
  readonly #causes = new KeyIndex(
    choiceOf(layoutOf('deliveries').fields.find(({ name }) => name === 'cause')?.choices ?? []),
  );
  readonly #mentioned = new Set<number>();
  /** The first row of each product. */
  readonly #products = new Map<number, number>();
  #rows: DeliveryRow[] = [];

  constructor(keys: FactKeys, column: (name: string) => number) {
    this.#keys = keys;
    this.#column = column;
  }

  get held(): number {
    return this.#rows.length;
  }

  take(cells: Cells): Taken {
    const column = this.#column;
    const keys = this.#keys;
    const quantity = cells.decimal(column('quantity'), 3);
    const [requested, promised, actual] = [
      cells.day(column('requested')),
      cells.day(column('promised')),
      cells.day(column('actual')),
    ];
    const cause = cells.key(column('cause'), this.#causes);
    const dated = Math.min(actual, promised) !== ABSENT;
    if (!(quantity >= 0) || quantity === ABSENT || cause === UNKNOWN) return 'judge';
    if (Number.isNaN(requested + promised + actual) || !dated) return 'judge';
    const delivery = cells.key(column('delivery'), keys.document);
    if (delivery < 0) return 'judge';
    const customer = cells.key(column('customer'), keys.customer);
    if (customer >= 0) this.#mentioned.add(customer);
    const product = cells.key(column('product'), keys.product);
    if (product >= 0 && !this.#products.has(product)) this.#products.set(product, cells.row);
    this.#rows.push({
      row: cells.row,
      delivery,
      document: cells.key(column('order'), keys.document),
      customer,
      product,
      quantity,
      month: Math.floor((actual === ABSENT ? promised : actual) / 100),
      requested: dayOrNone(requested),
      promised: dayOrNone(promised),
      actual: dayOrNone(actual),
      country: cells.key(column('country'), keys.country),
      reason: cells.key(column('reason'), keys.reason),
      cause: this.#causes.texts[cause] ?? null,
    });
    return 'taken';
  }

  cut(): FactColumns {
    const rows = this.#rows;
    const month = Int32Array.from(rows, row => row.month);
    this.#months.add(month, new Float64Array(rows.length));
    this.#rows = [];
    const numbers = (name: 'delivery' | 'document' | 'customer' | 'product' | 'country' | 'reason') =>
      Int32Array.from(rows, row => row[name]);
    return {
      row: Float64Array.from(rows, row => row.row),
      month,
      delivery: numbers('delivery'),
      document: numbers('document'),
      customer: numbers('customer'),
      product: numbers('product'),
      quantity: Float64Array.from(rows, row => row.quantity),
      requested: Float64Array.from(rows, row => row.requested),
      promised: Float64Array.from(rows, row => row.promised),
      actual: Float64Array.from(rows, row => row.actual),
      country: numbers('country'),
      reason: numbers('reason'),
      cause: rows.map(row => row.cause),
    };
  }

  end(): FactEnd {
    const customers = [...this.#mentioned].map(number => mentionedCustomer(number, null));
    const products = [...this.#products].map(([product, row]) => ({
      product,
      row,
      name: null,
      special: null,
    }));
    return { months: this.#months.inOrder(), products, customers };
  }
}

interface DeliveryRow {
  readonly row: number;
  readonly delivery: number;
  readonly document: number;
  readonly customer: number;
  readonly product: number;
  readonly quantity: number;
  readonly month: number;
  /** Days since 1970-01-01; NaN for none. */
  readonly requested: number;
  readonly promised: number;
  readonly actual: number;
  readonly country: number;
  readonly reason: number;
  readonly cause: string | null;
}

/** A day that was read, since 1970-01-01; NaN for none. */
export function dayOrNone(day: number): number {
  return day === ABSENT ? Number.NaN : daysSince1970(day);
}
