import type { Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { Cells } from './cells.ts';
import { type CustomerRecord, mentionedCustomer } from './customer-record-store.ts';
import type { FactKeys } from './fact-keys.ts';
import { daysSince1970, type FactRows, MonthTotals, type Taken } from './fact-rows.ts';
import { keepControlTotals, keepLines, keepProductMentions } from './keep-store.ts';

/** One order line or return, read; numbers of keys are those of `FactKeys`. One object serves all rows. */
export interface Line {
  document: number;
  customer: number;
  product: number;
  /** yyyymmdd */
  day: number;
  isReturn: boolean;
  quantity: number;
  listAmount: number;
  discount: number;
  rebate: number;
  amount: number;
  /** NaN where the file states none. */
  cost: number;
  country: number;
  channel: number;
  own: boolean;
  reason: number;
  /** Column of the product's name; -1 for none. */
  name: number;
}

/** How one source of lines is read. */
export interface LineReader {
  read(cells: Cells, line: Line): Taken;
  /** Whether the file itself says that a product is special; null where it says nothing. */
  special(product: string): boolean | null;
}

interface Mention {
  row: number;
  name: string | null;
}

const FIRST_ROWS = 4096;

/** Order lines and returns. */
export class LineFacts implements FactRows {
  held = 0;
  readonly months = new MonthTotals();
  /** The country of each customer's first line that names one, by the customer's number; below 0 for none. */
  readonly #countries: (number | undefined)[] = [];
  readonly #products: (Mention | undefined)[] = [];
  readonly #keys: FactKeys;
  readonly #reader: LineReader;
  readonly #batch: number;
  readonly #line = { cost: Number.NaN, name: -1 } as Line;
  #columns = emptyColumns(FIRST_ROWS);

  constructor({ keys, reader, batch }: { keys: FactKeys; reader: LineReader; batch: number }) {
    this.#keys = keys;
    this.#reader = reader;
    this.#batch = batch;
  }

  take(cells: Cells): Taken {
    const line = this.#line;
    const taken = this.#reader.read(cells, line);
    if (taken !== 'taken') return taken;
    this.#mention(cells, line);
    if (this.held === this.#columns.row.length) this.#columns = largerColumns(this.#columns);
    const at = this.held++;
    const columns = this.#columns;
    columns.row[at] = cells.row;
    columns.document[at] = line.document;
    columns.customer[at] = line.customer;
    columns.product[at] = line.product;
    columns.month[at] = Math.floor(line.day / 100);
    columns.day[at] = daysSince1970(line.day);
    columns.isReturn[at] = line.isReturn ? 1 : 0;
    columns.quantity[at] = line.quantity;
    columns.listAmount[at] = line.listAmount;
    columns.discount[at] = line.discount;
    columns.rebate[at] = line.rebate;
    columns.amount[at] = line.amount;
    columns.cost[at] = line.cost;
    columns.country[at] = line.country;
    columns.channel[at] = line.channel;
    columns.own[at] = line.own ? 1 : 0;
    columns.reason[at] = line.reason;
    return 'taken';
  }

  async keep(scope: Scope, writer: LedgerWriter): Promise<void> {
    const keys = this.#keys;
    const count = this.held;
    const held = Object.fromEntries(
      Object.entries(this.#columns).map(([name, column]) => [name, column.subarray(0, count)]),
    ) as LineColumns;
    const net = held.amount.map((amount, i) => amount - (held.rebate[i] as number));
    this.months.add(held.month, held.amount, net);
    await keepLines(scope, writer, [
      keys.customer.idsOf(held.customer, 0),
      held.month,
      new Float64Array(count).fill(this.#batch),
      held.row,
      keys.product.idsOf(held.product, 0),
      keys.document.idsOf(held.document, 0),
      held.day,
      held.isReturn,
      held.quantity,
      held.listAmount,
      held.discount,
      held.rebate,
      held.amount,
      held.cost,
      keys.country.idsOf(held.country, Number.NaN),
      keys.channel.idsOf(held.channel, Number.NaN),
      held.own,
      keys.reason.idsOf(held.reason, Number.NaN),
    ]);
    this.held = 0;
  }

  async finish(scope: Scope, writer: LedgerWriter): Promise<void> {
    const { product } = this.#keys;
    const mentions = [...this.#products.entries()].flatMap(([number, mention]) =>
      // A line that was refused for its amount may have been the only one to name a product.
      mention === undefined
        ? []
        : {
            ...mention,
            product: product.ids[number] as number,
            special: this.#reader.special(product.index.texts[number] as string),
          },
    );
    await keepProductMentions(scope, writer, { batch: this.#batch, mentions });
    await keepControlTotals(scope, writer, { batch: this.#batch, months: this.months.entries() });
  }

  customers(): CustomerRecord[] {
    const { customer, country } = this.#keys;
    return [...this.#countries.entries()].flatMap(([number, label]) =>
      label === undefined
        ? []
        : mentionedCustomer(customer.ids[number] as number, country.index.texts[label] ?? null),
    );
  }

  #mention(cells: Cells, line: Line): void {
    const known = this.#products[line.product];
    if (!known) this.#products[line.product] = { row: cells.row, name: cells.text(line.name) };
    else if (known.name === null && line.name >= 0) known.name = cells.text(line.name);
    if (line.customer >= 0 && !((this.#countries[line.customer] ?? -1) >= 0))
      this.#countries[line.customer] = line.country;
  }
}

function emptyColumns(rows: number) {
  return {
    row: new Float64Array(rows),
    document: new Int32Array(rows),
    customer: new Int32Array(rows),
    product: new Int32Array(rows),
    month: new Int32Array(rows),
    day: new Int32Array(rows),
    isReturn: new Uint8Array(rows),
    quantity: new Float64Array(rows),
    listAmount: new Float64Array(rows),
    discount: new Float64Array(rows),
    rebate: new Float64Array(rows),
    amount: new Float64Array(rows),
    cost: new Float64Array(rows),
    country: new Int32Array(rows),
    channel: new Int32Array(rows),
    own: new Uint8Array(rows),
    reason: new Int32Array(rows),
  };
}
type LineColumns = ReturnType<typeof emptyColumns>;

function largerColumns(columns: LineColumns): LineColumns {
  const grown = emptyColumns(columns.row.length * 2);
  for (const name of Object.keys(columns) as (keyof LineColumns)[]) grown[name].set(columns[name]);
  return grown;
}
