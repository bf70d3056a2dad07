import type { NewColumn } from '../units/scratch-columns.ts';
import type { ActivityEvents, ProductTrade, SharedCount } from './product-weights.ts';

/**
 * Order lines and returns of some customers in columns, ordered by customer and month. Products are numbered in the order
 * of their source keys: it decides ties of an allocation.
 */
export interface ProductLines {
  readonly product: Float64Array;
  /** Number of the order, return or credit note. */
  readonly document: Float64Array;
  /** Any number of the day. */
  readonly day: Float64Array;
  /** Thousandths. */
  readonly quantity: Float64Array;
  /** Net of rebates, in micro-units. */
  readonly net: Float64Array;
  /** Product cost, stated by the line or by the product; NaN where nobody states one. */
  readonly cost: Float64Array;
  /** The following are 0 or 1. Return or credit; caused by us; came in by hand; to another country; of a special product. */
  readonly isReturn: Float64Array;
  readonly own: Float64Array;
  readonly manual: Float64Array;
  readonly export: Float64Array;
  readonly special: Float64Array;
  /** The order or return began in an earlier month, and counts there. */
  readonly begun: Float64Array;
}

/** Lines of an order that an activity names, by product, whatever month they lie in. */
export interface OrderProducts {
  readonly products: readonly number[];
  readonly lines: readonly number[];
}

/** A month of a customer: where its lines lie in the columns, and the activities of it that name an order. */
export interface MonthLines {
  /** As the ledger keeps it: 202503. */
  readonly month: number;
  readonly from: number;
  readonly until: number;
  readonly ofOrders: readonly (ActivityEvents & OrderProducts)[];
}

/** What lines of a customer's month come to by product; places are those of the trade. */
function emptySold(products: number, make: NewColumn) {
  const column = () => make(products);
  return {
    revenue: column(),
    knownCost: column(),
    /** Net revenue of lines whose product cost nobody states. */
    withoutCost: column(),
    /** Sold and returned. */
    rows: column(),
    saleLines: column(),
    quantity: column(),
  };
}

export type Sold = ReturnType<typeof emptySold>;

/** A customer's month product by product: what was sold, and what each driver counts of it. */
export function monthTrade(
  lines: ProductLines,
  month: MonthLines & { readonly events: readonly ActivityEvents[] },
  make: NewColumn,
) {
  const { ofOrders, events } = month;
  const products = productsOf(lines, month, make);
  const placeOf = new Map<number, number>();
  for (let place = 0; place < products.length; place++) placeOf.set(products[place] as number, place);
  const places = placesOf(lines, { ...month, make }, placeOf);
  const sold = soldBy(lines, month, { places, sold: emptySold(products.length, make) });
  const trade: ProductTrade = {
    products: products.length,
    counts: countsOf(lines, { ...month, make }, { places, sold }),
    shared: sharedCounts(lines, month, { places, seen: make(products.length) }),
    tied: byKind(
      ofOrders.map(event => ({
        activity: event.activity,
        flag: event.flag,
        count: event.count,
        minutes: event.minutes,
        money: event.money,
        places: event.products.map(product => placeOf.get(product) as number),
        lines: event.lines,
        all: sumOf(event.lines),
      })),
    ),
    events: byKind(events),
  };
  return { trade, products, sold };
}

/** Products of the lines and of the activities' orders, ascending, each once. */
function productsOf(
  { product }: ProductLines,
  { from, until, ofOrders }: MonthLines,
  make: NewColumn,
): number[] {
  const named = ofOrders.flatMap(({ products }) => products);
  const ascending = make(until - from + named.length);
  ascending.set(product.subarray(from, until));
  ascending.set(named, until - from);
  ascending.sort();
  const products: number[] = [];
  for (let i = 0; i < ascending.length; i++)
    if (i === 0 || ascending[i] !== ascending[i - 1]) products.push(ascending[i] as number);
  return products;
}

/** The place of each line's product. */
function placesOf(
  { product }: ProductLines,
  { from, until, make }: MonthLines & { readonly make: NewColumn },
  placeOf: ReadonlyMap<number, number>,
): Float64Array {
  const places = make(until - from);
  for (let row = from; row < until; row++) places[row - from] = placeOf.get(product[row] as number) as number;
  return places;
}

function soldBy(
  { net, cost, isReturn, quantity }: ProductLines,
  { from, until }: MonthLines,
  { places, sold }: Placed,
): Sold {
  for (let row = from; row < until; row++) {
    const at = places[row - from] as number;
    const stated = cost[row] as number;
    add(sold.revenue, at, net[row] as number);
    if (Number.isNaN(stated)) add(sold.withoutCost, at, net[row] as number);
    else add(sold.knownCost, at, stated);
    add(sold.rows, at, 1);
    if (isReturn[row] === 1) continue;
    add(sold.saleLines, at, 1);
    add(sold.quantity, at, quantity[row] as number);
  }
  return sold;
}

function add(column: Float64Array, at: number, value: number): void {
  column[at] = (column[at] as number) + value;
}

interface Placed {
  readonly places: Float64Array;
  readonly sold: Sold;
}

/** The drivers that a product has of its own. */
function countsOf(
  lines: ProductLines,
  { from, until, make }: MonthLines & { readonly make: NewColumn },
  { places, sold }: Placed,
): ProductTrade['counts'] {
  const column = () => make(sold.rows.length);
  const counts = {
    lines: sold.saleLines,
    units: sold.quantity,
    skus: column(),
    manualLines: column(),
    specialLines: column(),
    returnLines: column(),
  };
  for (let row = from; row < until; row++) {
    const at = places[row - from] as number;
    const isSale = lines.isReturn[row] === 0;
    counts.skus[at] = 1;
    if (lines.special[row] === 1) add(counts.specialLines, at, 1);
    if (isSale && lines.manual[row] === 1) add(counts.manualLines, at, 1);
    if (!isSale && lines.own[row] === 0) add(counts.returnLines, at, 1);
  }
  return counts;
}

interface Counted {
  isReturn: boolean;
  begun: boolean;
  own: boolean;
  manual: boolean;
  export: boolean;
  /** The places of its lines, each line's by itself. */
  readonly places: number[];
}

/** Orders, returns and days of sale, each with its lines by product. */
function sharedCounts(
  lines: ProductLines,
  { from, until }: MonthLines,
  { places, seen }: { places: Float64Array; seen: Float64Array },
): ProductTrade['shared'] {
  const documents = new Map<number, Counted>();
  const days = new Map<number, number[]>();
  for (let row = from; row < until; row++) {
    const at = places[row - from] as number;
    const isReturn = lines.isReturn[row] === 1;
    // A return may have the number of an order.
    const key = 2 * (lines.document[row] as number) + (isReturn ? 1 : 0);
    let counted = documents.get(key);
    if (!counted) {
      counted = nothingCounted(isReturn);
      documents.set(key, counted);
    }
    if (lines.begun[row] === 1) counted.begun = true;
    if (lines.own[row] === 1) counted.own = true;
    if (lines.manual[row] === 1) counted.manual = true;
    if (lines.export[row] === 1) counted.export = true;
    counted.places.push(at);
    if (isReturn) continue;
    const day = days.get(lines.day[row] as number);
    if (day) day.push(at);
    else days.set(lines.day[row] as number, [at]);
  }
  const here = [...documents.values()].filter(({ begun }) => !begun);
  const orders = here.filter(({ isReturn }) => !isReturn);
  const shared = new Map<Counted, SharedCount>();
  for (const document of here) shared.set(document, sharedBy(document.places, seen));
  const shares = (some: readonly Counted[]) => some.map(counted => shared.get(counted) as SharedCount);
  return {
    orders: shares(orders),
    manualOrders: shares(orders.filter(({ manual }) => manual)),
    exportOrders: shares(orders.filter(order => order.export)),
    returnOrders: shares(here.filter(({ isReturn, own }) => isReturn && !own)),
    saleDays: Array.from(days.values(), day => sharedBy(day, seen)),
  };
}

function nothingCounted(isReturn: boolean): Counted {
  return { isReturn, begun: false, own: false, manual: false, export: false, places: [] };
}

/**
 * How many of some lines are at each place.
 * @param seen zero at every place, before and after
 */
function sharedBy(ofLines: readonly number[], seen: Float64Array): SharedCount {
  const places: number[] = [];
  const lines: number[] = [];
  for (const place of ofLines) {
    const at = seen[place] as number;
    if (at > 0) lines[at - 1] = (lines[at - 1] as number) + 1;
    else {
      places.push(place);
      lines.push(1);
      seen[place] = places.length;
    }
  }
  for (const place of places) seen[place] = 0;
  return { places, lines, all: ofLines.length };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function byKind<Event extends ActivityEvents>(events: readonly Event[]): Map<string, Event[]> {
  const found = new Map<string, Event[]>();
  for (const event of events) {
    const mine = found.get(event.activity);
    if (mine) mine.push(event);
    else found.set(event.activity, [event]);
  }
  return found;
}
