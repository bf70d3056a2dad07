import type { Amount } from '../units/amount.ts';
import type { Sold } from './product-trade.ts';

/** Cells of the heat map in columns: one a customer and product, in the order of the months given. Amounts in micro-units. */
export interface ProductCells {
  readonly customers: Float64Array;
  /** Numbers of the products, `WHOLE_CUSTOMER` where it is the customer's as a whole. */
  readonly products: Float64Array;
  readonly revenue: Float64Array;
  /** Stated or assumed. */
  readonly productCost: Float64Array;
  readonly assumedProductCost: Float64Array;
  readonly costToServe: Float64Array;
  readonly profit: Float64Array;
  /** Sale lines, and what was sold on them in thousandths of a unit. */
  readonly lines: Float64Array;
  readonly quantity: Float64Array;
  /** What of the cost to serve follows the number of lines, and the minutes of it in millionths. */
  readonly costOfLines: Float64Array;
  readonly minutesOfLines: Float64Array;
  /** The cost to serve by activity of the model. */
  readonly costs: readonly Float64Array[];
}

const MEASURES = [
  'revenue',
  'productCost',
  'assumedProductCost',
  'costToServe',
  'lines',
  'quantity',
  'costOfLines',
  'minutesOfLines',
] as const;
type Measure = (typeof MEASURES)[number];

/** Cells as they grow. */
export class CellSums {
  readonly #places = new Map<number, Map<number, number>>();
  #count = 0;
  readonly #customers = new GrowingColumn();
  readonly #products = new GrowingColumn();
  readonly #measures = Object.fromEntries(MEASURES.map(measure => [measure, new GrowingColumn()])) as Record<
    Measure,
    GrowingColumn
  >;
  readonly #costs: GrowingColumn[];

  constructor(activities: number) {
    this.#costs = Array.from({ length: activities }, () => new GrowingColumn());
  }

  cell(customer: number, product: number): number {
    let mine = this.#places.get(customer);
    if (!mine) {
      mine = new Map();
      this.#places.set(customer, mine);
    }
    const known = mine.get(product);
    if (known !== undefined) return known;
    const cell = this.#count;
    this.#count += 1;
    mine.set(product, cell);
    this.#customers.add(cell, customer);
    this.#products.add(cell, product);
    return cell;
  }

  sell(cell: number, sold: Sold, place: number): void {
    const { revenue, productCost, lines, quantity } = this.#measures;
    revenue.add(cell, sold.revenue[place] as number);
    productCost.add(cell, sold.knownCost[place] as number);
    lines.add(cell, sold.saleLines[place] as number);
    quantity.add(cell, sold.quantity[place] as number);
  }

  assume(cell: number, amount: Amount): void {
    this.#measures.productCost.add(cell, amount);
    this.#measures.assumedProductCost.add(cell, amount);
  }

  serve(cell: number, activity: number, amount: Amount): void {
    (this.#costs[activity] as GrowingColumn).add(cell, amount);
    this.#measures.costToServe.add(cell, amount);
  }

  /** What of a cost follows the number of lines: its share, and the minutes themselves. */
  followLines(cell: number, amount: Amount, { minutes, share }: { minutes: number; share: number }): void {
    this.#measures.costOfLines.add(cell, Math.round(amount * share));
    this.#measures.minutesOfLines.add(cell, minutes);
  }

  columns(): ProductCells {
    const count = this.#count;
    const measures = Object.fromEntries(
      MEASURES.map(measure => [measure, this.#measures[measure].upTo(count)]),
    ) as Record<Measure, Float64Array>;
    const { revenue, productCost, costToServe } = measures;
    const profit = new Float64Array(count);
    for (let cell = 0; cell < count; cell++)
      profit[cell] =
        (revenue[cell] as number) - (productCost[cell] as number) - (costToServe[cell] as number);
    return {
      ...measures,
      profit,
      customers: this.#customers.upTo(count),
      products: this.#products.upTo(count),
      costs: this.#costs.map(column => column.upTo(count)),
    };
  }
}

const FIRST_LENGTH = 64;

/** Zero wherever nothing was added; grows with the places that something is added to. */
class GrowingColumn {
  #values = new Float64Array(0);

  add(place: number, amount: number): void {
    if (place >= this.#values.length) this.#grow(place);
    this.#values[place] = (this.#values[place] as number) + amount;
  }

  #grow(place: number): void {
    const longer = new Float64Array(Math.max(FIRST_LENGTH, 2 * place));
    longer.set(this.#values);
    this.#values = longer;
  }

  upTo(length: number): Float64Array {
    const whole = new Float64Array(length);
    whole.set(this.#values.subarray(0, length));
    return whole;
  }
}
