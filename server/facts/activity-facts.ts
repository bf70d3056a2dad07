import { ABSENT, type Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { Cells } from './cells.ts';
import { type CustomerRecord, mentionedCustomer } from './customer-record-store.ts';
import type { FactKeys } from './fact-keys.ts';
import { daysSince1970, type FactRows, MonthTotals, type Taken } from './fact-rows.ts';
import { keepActivities } from './keep-store.ts';
import { currencyCheck, ownCheck } from './line-readers.ts';

const ONE = 1000;

/** Activities: what was done for customers beside their order lines. */
export class ActivityFacts implements FactRows {
  readonly months = new MonthTotals();
  readonly #keys: FactKeys;
  /** Customers that an activity names, by their number. */
  readonly #mentioned = new Set<number>();
  readonly #batch: number;
  readonly #column: (name: string) => number;
  readonly #inCurrency: (cells: Cells) => boolean;
  readonly #isOwn: (cells: Cells) => boolean | undefined;
  #rows: ActivityRow[] = [];

  constructor({
    keys,
    batch,
    column,
    currency,
  }: {
    keys: FactKeys;
    batch: number;
    column: (name: string) => number;
    currency: string;
  }) {
    this.#keys = keys;
    this.#batch = batch;
    this.#column = column;
    this.#inCurrency = currencyCheck(column('currency'), currency);
    this.#isOwn = ownCheck(column('cause'));
  }

  get held(): number {
    return this.#rows.length;
  }

  take(cells: Cells): Taken {
    const column = this.#column;
    const activity = cells.text(column('activity'));
    const day = cells.day(column('day'));
    const events = cells.decimal(column('count'), 3);
    const minutes = cells.decimal(column('minutes'), 3);
    const money = cells.decimal(column('money'), 6);
    const own = this.#isOwn(cells);
    const read = activity !== null && Number.isFinite(day) && !Number.isNaN(events + minutes + money);
    if (!read || own === undefined || !this.#inCurrency(cells)) return 'judge';
    const customer = cells.key(column('customer'), this.#keys.customer.index);
    if (customer >= 0) this.#mentioned.add(customer);
    this.#rows.push({
      row: cells.row,
      activity,
      customer,
      day,
      events: events === ABSENT ? ONE : events,
      minutes: minutes === ABSENT ? Number.NaN : minutes,
      money: money === ABSENT ? Number.NaN : money,
      flag: cells.text(column('flag')),
      own,
      document: cells.key(column('order'), this.#keys.document.index),
    });
    return 'taken';
  }

  async keep(scope: Scope, writer: LedgerWriter): Promise<void> {
    const rows = this.#rows;
    const months = Int32Array.from(rows, row => Math.floor(row.day / 100));
    const money = Float64Array.from(rows, row => row.money);
    this.months.add(
      months,
      money.map(amount => amount || 0),
    );
    await keepActivities(scope, writer, [
      this.#keys.customer.idsOf(
        Int32Array.from(rows, row => row.customer),
        0,
      ),
      months,
      new Float64Array(rows.length).fill(this.#batch),
      Float64Array.from(rows, row => row.row),
      rows.map(row => row.activity),
      Int32Array.from(rows, row => daysSince1970(row.day)),
      Float64Array.from(rows, row => row.events),
      Float64Array.from(rows, row => row.minutes),
      money,
      rows.map(row => row.flag),
      Uint8Array.from(rows, row => Number(row.own)),
      this.#keys.document.idsOf(
        Int32Array.from(rows, row => row.document),
        Number.NaN,
      ),
    ]);
    this.#rows = [];
  }

  customers(): CustomerRecord[] {
    return [...this.#mentioned].map(number =>
      mentionedCustomer(this.#keys.customer.ids[number] as number, null),
    );
  }
}

interface ActivityRow {
  readonly row: number;
  readonly activity: string;
  readonly customer: number;
  readonly day: number;
  readonly events: number;
  readonly minutes: number;
  readonly money: number;
  readonly flag: string | null;
  readonly own: boolean;
  readonly document: number;
}
