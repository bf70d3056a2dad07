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
function emptySold(products: number) {
  const column = () => new Float64Array(products);
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

/** A customer's month product by product: what was sold, and what each driver counts of it. */
export function monthTrade(lines: ProductLines, month: MonthLines, events: readonly ActivityEvents[]) {
  const { from, until, ofOrders } = month;
  const mentioned = new Set<number>(lines.product.subarray(from, until));
  for (const event of ofOrders) for (const product of event.products) mentioned.add(product);
  const products = [...mentioned].sort((a, b) => a - b);
  const placeOf = new Map(products.map((product, place) => [product, place]));
  const place = (product: number) => placeOf.get(product) as number;
  const places = Int32Array.from(lines.product.subarray(from, until), place);
  const sold = soldBy(lines, month, places, products.length);
  const trade: ProductTrade = {
    products: products.length,
    counts: countsOf(lines, month, { places, sold }),
    shared: sharedCounts(lines, month, places),
    tied: byKind(
      ofOrders.map(event => ({
        activity: event.activity,
        flag: event.flag,
        count: event.count,
        minutes: event.minutes,
        money: event.money,
        places: event.products.map(place),
        lines: event.lines,
        all: sumOf(event.lines),
      })),
    ),
    events: byKind(events),
  };
  return { trade, products, sold };
}

function soldBy(
  { net, cost, isReturn, quantity }: ProductLines,
  { from, until }: MonthLines,
  places: Int32Array,
  products: number,
) {
  const sold = emptySold(products);
  for (let row = from; row < until; row++) {
    const at = places[row - from] as number;
    const add = (column: Float64Array, value: number) => {
      column[at] = (column[at] as number) + value;
    };
    const stated = cost[row] as number;
    add(sold.revenue, net[row] as number);
    if (Number.isNaN(stated)) add(sold.withoutCost, net[row] as number);
    else add(sold.knownCost, stated);
    add(sold.rows, 1);
    if (isReturn[row] === 1) continue;
    add(sold.saleLines, 1);
    add(sold.quantity, quantity[row] as number);
  }
  return sold;
}

interface Placed {
  readonly places: Int32Array;
  readonly sold: ReturnType<typeof emptySold>;
}

/** The drivers that a product has of its own. */
function countsOf(
  lines: ProductLines,
  { from, until }: MonthLines,
  { places, sold }: Placed,
): ProductTrade['counts'] {
  const column = () => new Float64Array(sold.rows.length);
  const counts = {
    lines: sold.saleLines,
    units: sold.quantity,
    skus: sold.rows.map(rows => Math.min(rows, 1)),
    manualLines: column(),
    specialLines: column(),
    returnLines: column(),
  };
  for (let row = from; row < until; row++) {
    const at = places[row - from] as number;
    const count = (one: Float64Array) => {
      one[at] = (one[at] as number) + 1;
    };
    const isSale = lines.isReturn[row] === 0;
    if (lines.special[row] === 1) count(counts.specialLines);
    if (isSale && lines.manual[row] === 1) count(counts.manualLines);
    if (!isSale && lines.own[row] === 0) count(counts.returnLines);
  }
  return counts;
}

interface Counted {
  isReturn: boolean;
  begun: boolean;
  own: boolean;
  manual: boolean;
  export: boolean;
  readonly lines: Map<number, number>;
}

/** Orders, returns and days of sale, each with its lines by product. */
function sharedCounts(
  lines: ProductLines,
  { from, until }: MonthLines,
  places: Int32Array,
): ProductTrade['shared'] {
  const documents = new Map<number, Counted>();
  const days = new Map<number, Map<number, number>>();
  for (let row = from; row < until; row++) {
    const at = places[row - from] as number;
    const isReturn = lines.isReturn[row] === 1;
    // A return may have the number of an order.
    const key = 2 * (lines.document[row] as number) + (isReturn ? 1 : 0);
    const counted = documents.get(key) ?? nothingCounted(isReturn);
    documents.set(key, counted);
    counted.begun ||= lines.begun[row] === 1;
    counted.own ||= lines.own[row] === 1;
    counted.manual ||= lines.manual[row] === 1;
    counted.export ||= lines.export[row] === 1;
    countLine(counted.lines, at);
    if (isReturn) continue;
    const day = days.get(lines.day[row] as number) ?? new Map<number, number>();
    days.set(lines.day[row] as number, day);
    countLine(day, at);
  }
  const here = [...documents.values()].filter(({ begun }) => !begun);
  const orders = here.filter(({ isReturn }) => !isReturn);
  const shares = (some: readonly Counted[]) => some.map(counted => sharedBy(counted.lines));
  return {
    orders: shares(orders),
    manualOrders: shares(orders.filter(({ manual }) => manual)),
    exportOrders: shares(orders.filter(order => order.export)),
    returnOrders: shares(here.filter(({ isReturn, own }) => isReturn && !own)),
    saleDays: [...days.values()].map(sharedBy),
  };
}

function nothingCounted(isReturn: boolean): Counted {
  return { isReturn, begun: false, own: false, manual: false, export: false, lines: new Map() };
}

function countLine(lines: Map<number, number>, place: number): void {
  lines.set(place, (lines.get(place) ?? 0) + 1);
}

function sharedBy(counts: ReadonlyMap<number, number>): SharedCount {
  const lines = [...counts.values()];
  return { places: [...counts.keys()], lines, all: sumOf(lines) };
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
