import type { Cells } from './cells.ts';
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
  readonly #months = new MonthTotals();
  /** The country of each customer's first line that names one, by the customer's number; below 0 for none. */
  readonly #countries: (number | undefined)[] = [];
  readonly #products: (Mention | undefined)[] = [];
  readonly #keys: FactKeys;
  readonly #reader: LineReader;
  readonly #line = { cost: Number.NaN, name: -1 } as Line;
  /** The day of the last line, which the next mostly shares. */
  #day = Number.NaN;
  #since1970 = 0;
  #columns = emptyColumns(FIRST_ROWS);
  #free: LineColumns | undefined;

  constructor(keys: FactKeys, reader: LineReader) {
    this.#keys = keys;
    this.#reader = reader;
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
    if (line.day !== this.#day) {
      this.#day = line.day;
      this.#since1970 = daysSince1970(line.day);
    }
    columns.day[at] = this.#since1970;
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

  cut(most = this.held): LineColumns {
    const columns = partOf(this.#columns, 0, most);
    const rest = partOf(this.#columns, most, this.held);
    this.#months.add(columns.month, columns.amount, columns.rebate);
    // The next handful is about as large.
    this.#columns = this.#free ?? emptyColumns(this.held + (this.held >> 3));
    this.#free = undefined;
    fill(this.#columns, rest);
    this.held -= most;
    return columns;
  }

  reuse(columns: FactColumns): void {
    const entries = Object.entries(columns as LineColumns);
    this.#free = Object.fromEntries(
      entries.map(([name, column]) => [name, wholeOf(column)]),
    ) as unknown as LineColumns;
  }

  end(): FactEnd {
    const { product, country } = this.#keys;
    return {
      months: this.#months.inOrder(),
      // A line that was refused for its amount may have been the only one to name a key: then there is none.
      products: [...this.#products.entries()].flatMap(([number, mention]) =>
        mention === undefined
          ? []
          : { ...mention, product: number, special: this.#reader.special(product.texts[number] as string) },
      ),
      customers: [...this.#countries.entries()].flatMap(([number, label]) =>
        label === undefined ? [] : mentionedCustomer(number, country.texts[label] ?? null),
      ),
    };
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
    row: new Int32Array(rows),
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

/** A column with all that its memory holds. */
function wholeOf(column: Int32Array | Float64Array | Uint8Array) {
  const { buffer } = column;
  if (column instanceof Int32Array) return new Int32Array(buffer);
  return column instanceof Float64Array ? new Float64Array(buffer) : new Uint8Array(buffer);
}

function partOf(columns: LineColumns, from: number, until: number): LineColumns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, column.subarray(from, until)]),
  ) as LineColumns;
}

function fill(columns: LineColumns, first: LineColumns): LineColumns {
  for (const name of Object.keys(columns) as (keyof LineColumns)[]) columns[name].set(first[name]);
  return columns;
}

function largerColumns(columns: LineColumns): LineColumns {
  return fill(emptyColumns(columns.row.length * 2), columns);
}
