import { ABSENT } from '@clientele/engine';
import type { Cells } from './cells.ts';
import type { Conversions, RateOfRow } from './conversions.ts';
import { dayOrNone } from './delivery-facts.ts';
import type { FactKeys } from './fact-keys.ts';
import {
  daysSince1970,
  type FactColumns,
  type FactEnd,
  type FactRows,
  MonthTotals,
  mentionedCustomer,
  type Taken,
} from './fact-rows.ts';

/** What customers paid, and what they still owe. */
export class PaymentFacts implements FactRows {
  readonly #months = new MonthTotals();
  readonly #keys: FactKeys;
  readonly #column: (name: string) => number;
  readonly #conversions: Conversions;
  readonly #rateOf: RateOfRow;
  readonly #mentioned = new Set<number>();
  #rows: PaymentRow[] = [];

  constructor(keys: FactKeys, column: (name: string) => number, conversions: Conversions) {
    this.#keys = keys;
    this.#column = column;
    this.#conversions = conversions;
    this.#rateOf = conversions.reader(column('currency'), cells => this.#dayOf(cells));
  }

  get held(): number {
    return this.#rows.length;
  }

  take(cells: Cells): Taken {
    const column = this.#column;
    const keys = this.#keys;
    const due = cells.day(column('due'));
    const paid = cells.day(column('paid'));
    const amount = cells.decimal(column('amount'), 6);
    const rate = this.#rateOf(cells);
    if (!Number.isFinite(due + amount) || Number.isNaN(paid) || rate === undefined) return 'judge';
    const money = { amount };
    const stated = rate && this.#conversions.convert(rate, money);
    if (stated === undefined) return 'too-large';
    const payment = cells.key(column('payment'), keys.document);
    if (payment < 0) return 'judge';
    const customer = cells.key(column('customer'), keys.customer);
    if (customer >= 0) this.#mentioned.add(customer);
    if (rate && stated) this.#conversions.add({ row: cells.row, customer, rate, stated });
    this.#rows.push({
      row: cells.row,
      payment,
      document: cells.key(column('invoice'), keys.document),
      customer,
      month: Math.floor((paid === ABSENT ? due : paid) / 100),
      due: daysSince1970(due),
      paid: dayOrNone(paid),
      amount: money.amount,
    });
    return 'taken';
  }

  cut(): FactColumns {
    const rows = this.#rows;
    const month = Int32Array.from(rows, row => row.month);
    const amount = Float64Array.from(rows, row => row.amount);
    this.#months.add(month, amount);
    this.#rows = [];
    return {
      row: Float64Array.from(rows, row => row.row),
      month,
      payment: Int32Array.from(rows, row => row.payment),
      document: Int32Array.from(rows, row => row.document),
      customer: Int32Array.from(rows, row => row.customer),
      due: Int32Array.from(rows, row => row.due),
      paid: Float64Array.from(rows, row => row.paid),
      amount,
    };
  }

  end(): FactEnd {
    const customers = [...this.#mentioned].map(number => mentionedCustomer(number, null));
    return { months: this.#months.inOrder(), products: [], customers };
  }

  /** Money converts on the day on which it came, or is to come. */
  #dayOf(cells: Cells): number {
    const paid = cells.day(this.#column('paid'));
    return paid === ABSENT ? cells.day(this.#column('due')) : paid;
  }
}

interface PaymentRow {
  readonly row: number;
  readonly payment: number;
  readonly document: number;
  readonly customer: number;
  readonly month: number;
  /** Days since 1970-01-01; NaN for none. */
  readonly due: number;
  readonly paid: number;
  readonly amount: number;
}
