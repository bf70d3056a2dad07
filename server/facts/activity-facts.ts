import { ABSENT } from '@clientele/engine';
import type { Cells } from './cells.ts';
import type { Conversions, RateOfRow } from './conversions.ts';
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
import { ownCheck } from './line-readers.ts';

const ONE = 1000;

/** Activities: what was done for customers beside their order lines. */
export class ActivityFacts implements FactRows {
  readonly #months = new MonthTotals();
  readonly #keys: FactKeys;
  /** Customers that an activity names, by their number. */
  readonly #mentioned = new Set<number>();
  readonly #column: (name: string) => number;
  readonly #conversions: Conversions;
  readonly #rateOf: RateOfRow;
  readonly #isOwn: (cells: Cells) => boolean | undefined;
  #rows: ActivityRow[] = [];

  constructor(keys: FactKeys, column: (name: string) => number, conversions: Conversions) {
    this.#keys = keys;
    this.#column = column;
    this.#conversions = conversions;
    this.#rateOf = conversions.reader(column('currency'), cells => cells.day(column('day')));
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
    const rate = this.#rateOf(cells, money !== ABSENT);
    if (!read || own === undefined || rate === undefined) return 'judge';
    const paid = { amount: money === ABSENT ? Number.NaN : money };
    const stated = rate && this.#conversions.convert(rate, paid);
    if (stated === undefined) return 'too-large';
    const customer = cells.key(column('customer'), this.#keys.customer);
    if (customer >= 0) this.#mentioned.add(customer);
    if (rate && stated) this.#conversions.add({ row: cells.row, customer, rate, stated });
    this.#rows.push({
      row: cells.row,
      activity,
      customer,
      day,
      events: events === ABSENT ? ONE : events,
      minutes: minutes === ABSENT ? Number.NaN : minutes,
      money: paid.amount,
      flag: cells.text(column('flag')),
      own,
      document: cells.key(column('order'), this.#keys.document),
    });
    return 'taken';
  }

  cut(): FactColumns {
    const rows = this.#rows;
    const month = Int32Array.from(rows, row => Math.floor(row.day / 100));
    const money = Float64Array.from(rows, row => row.money);
    this.#months.add(
      month,
      money.map(amount => amount || 0),
    );
    this.#rows = [];
    return {
      row: Float64Array.from(rows, row => row.row),
      activity: rows.map(row => row.activity),
      customer: Int32Array.from(rows, row => row.customer),
      month,
      day: Int32Array.from(rows, row => daysSince1970(row.day)),
      events: Float64Array.from(rows, row => row.events),
      minutes: Float64Array.from(rows, row => row.minutes),
      money,
      flag: rows.map(row => row.flag),
      own: Uint8Array.from(rows, row => Number(row.own)),
      document: Int32Array.from(rows, row => row.document),
    };
  }

  end(): FactEnd {
    const customers = [...this.#mentioned].map(number => mentionedCustomer(number, null));
    return { months: this.#months.inOrder(), products: [], customers };
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
