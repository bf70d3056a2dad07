import type { CostModel, Term } from '@clientele/engine';
import type { ExampleFile } from './generate.ts';

/**
 * A second, plain costing of the example in doubles, written from the book and not from the engine, so that the story
 * is checked by something that cannot share the engine's mistakes. Good to a cent, not to the last digit.
 */
export interface ReferenceCosting {
  readonly customers: readonly ReferenceCustomer[];
  readonly pools: readonly ReferencePool[];
  readonly netRevenue: number;
  readonly companyProfit: number;
  readonly ownMistakes: number;
  /** Unused capacity of time pools and what no activity traces of money pools. */
  readonly unused: number;
  readonly notInTheModel: number;
  readonly sustaining: number;
}

interface ReferenceCustomer {
  /** Empty: lines and activities without a customer. */
  readonly customer: string;
  netRevenue: number;
  productCost: number;
  readonly costs: Record<string, number>;
  profit: number;
}

interface ReferencePool {
  readonly pool: string;
  readonly month: string;
  readonly amount: number;
  readonly capacity: number;
  used: number;
}

export type Row = Readonly<Record<string, string>>;

/** customer → month → driver (with `own.` before it where we caused it) → count. */
type Counts = Map<string, Map<string, Map<string, number>>>;

export function referenceCosting(
  files: readonly ExampleFile[],
  model: CostModel,
  period: { readonly from: string; readonly through: string },
): ReferenceCosting {
  const within = (text: string) => text.slice(0, 7) >= period.from && text.slice(0, 7) <= period.through;
  const [lines, returns, activities] = ['order-lines', 'returns', 'activities'].map(kind =>
    rowsOf(files, kind).filter(row => within(row.day as string)),
  ) as [Row[], Row[], Row[]];
  const products = new Map(rowsOf(files, 'products').map(row => [row.product as string, row]));
  const ledger = rowsOf(files, 'ledger').filter(row => within(row.month as string));

  const customers = salesOf(lines, returns, products, Number(model.productCost?.shareOfNetRevenue));
  const counts = countsOf(lines, returns, activities, products);
  const pools = ledger.map(poolOf);
  const { ownMistakes, charged } = chargeAll(model, counts, pools, customers);

  const all = [...customers.values()];
  for (const one of all) one.profit = one.netRevenue - one.productCost - total(Object.values(one.costs));
  const ledgerTotal = total(pools.map(pool => pool.amount));
  const kindOf = (pool: ReferencePool) => model.pools.find(one => one.key === pool.pool)?.kind;
  const ledgerOf = (kind: string | undefined) =>
    total(pools.filter(pool => kindOf(pool) === kind).map(pool => pool.amount));
  return {
    customers: all,
    pools,
    netRevenue: total(all.map(one => one.netRevenue)),
    companyProfit: total(all.map(one => one.netRevenue - one.productCost)) - ledgerTotal,
    ownMistakes,
    unused: ledgerOf('time') + ledgerOf('money') - charged,
    sustaining: ledgerOf('sustaining'),
    notInTheModel: ledgerOf(undefined),
  };
}

const parsed = new WeakMap<ExampleFile, Row[]>();

/** The rows of a kind, parsed once. */
export function rowsOf(files: readonly ExampleFile[], kind: string): Row[] {
  const file = files.find(one => one.kind === kind);
  if (!file) return [];
  const rows = parsed.get(file) ?? parse(file.text);
  parsed.set(file, rows);
  return rows;
}

function parse(text: string): Row[] {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const headings = head.split(',');
  return lines.map(line => {
    const fields = line.includes('"')
      ? [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(unquoted)
      : line.split(',');
    return Object.fromEntries(headings.map((heading, index) => [heading, fields[index] ?? '']));
  });
}

function unquoted(match: RegExpMatchArray): string {
  const text = match[1] ?? '';
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function salesOf(lines: Row[], returns: Row[], products: Map<string, Row>, assumedShare: number) {
  const customers = new Map<string, ReferenceCustomer>();
  const of = (row: Row) => {
    const customer = row.customer as string;
    const known = customers.get(customer) ?? {
      customer,
      netRevenue: 0,
      productCost: 0,
      costs: {},
      profit: 0,
    };
    customers.set(customer, known);
    return known;
  };
  for (const row of lines) {
    const net = Number(row.amount) - Number(row.rebate);
    const unitCost = products.get(row.product as string)?.unit_cost;
    const byUnit = unitCost === '' ? net * assumedShare : Number(row.quantity) * Number(unitCost);
    of(row).netRevenue += net;
    of(row).productCost += row.cost === '' ? byUnit : Number(row.cost);
  }
  for (const row of returns) {
    of(row).netRevenue -= Number(row.amount);
    of(row).productCost -= Number(row.cost);
  }
  return customers;
}

function countsOf(lines: Row[], returns: Row[], activities: Row[], products: Map<string, Row>): Counts {
  const counts: Counts = new Map();
  const seen = new Set<string>();
  const add = (row: Row, driver: string, count = 1) => {
    const months = counts.get(row.customer as string) ?? new Map<string, Map<string, number>>();
    counts.set(row.customer as string, months);
    const month = (row.day as string).slice(0, 7);
    const drivers = months.get(month) ?? new Map<string, number>();
    months.set(month, drivers);
    drivers.set(driver, (drivers.get(driver) ?? 0) + count);
  };
  const once = (row: Row, driver: string, key: string) => {
    if (seen.size < seen.add(`${driver}|${key}`).size) add(row, driver);
  };
  const isSpecial = (row: Row) => products.get(row.product as string)?.kind === 'special';
  for (const row of [...lines, ...returns]) {
    if (isSpecial(row)) add(row, 'specialLines');
    once(row, 'skus', `${row.customer}|${row.day?.slice(0, 7)}|${row.product}`);
  }
  for (const row of lines) {
    add(row, 'lines');
    add(row, 'units', Number(row.quantity));
    once(row, 'orders', row.order as string);
    if (row.channel === 'manual') add(row, 'manualLines');
    if (row.channel === 'manual') once(row, 'manualOrders', row.order as string);
  }
  for (const row of returns) {
    const own = row.cause === 'own' ? 'own.' : '';
    add(row, `${own}returnLines`);
    once(row, `${own}returnOrders`, row.return as string);
  }
  for (const row of activities) {
    const driver = `${row.cause === 'own' ? 'own.' : ''}activity.${row.activity}`;
    const count = row.count === '' ? 1 : Number(row.count);
    add(row, driver, count);
    if (row.flag !== '') add(row, `${driver}[${row.flag}]`, count);
    add(row, `${driver}.minutes`, Number(row.minutes));
    add(row, `${driver}.money`, Number(row.money));
  }
  return counts;
}

function poolOf(row: Row): ReferencePool {
  const { pool = '', month = '', amount, capacity_minutes: capacity } = row;
  return { pool, month, amount: Number(amount), capacity: Number(capacity), used: 0 };
}

function chargeAll(
  model: CostModel,
  counts: Counts,
  pools: readonly ReferencePool[],
  customers: Map<string, ReferenceCustomer>,
) {
  const byKey = new Map(pools.map(pool => [`${pool.pool} ${pool.month}`, pool]));
  let ownMistakes = 0;
  let charged = 0;
  for (const [key, months] of counts) {
    const customer = customers.get(key) ?? {
      customer: key,
      netRevenue: 0,
      productCost: 0,
      costs: {},
      profit: 0,
    };
    customers.set(key, customer);
    for (const [month, drivers] of months) {
      for (const activity of model.activities) {
        const pool = byKey.get(`${activity.pool} ${month}`);
        for (const own of ['', 'own.']) {
          const minutes = total((activity.minutes ?? []).map(term => minutesOf(term, own, drivers)));
          const money = total((activity.money ?? []).map(driver => drivers.get(own + driver) ?? 0));
          if (pool) pool.used += minutes;
          const cost = money + (pool && minutes > 0 ? (minutes * pool.amount) / pool.capacity : 0);
          charged += cost;
          if (own) ownMistakes += cost;
          else customer.costs[activity.key] = (customer.costs[activity.key] ?? 0) + cost;
        }
      }
    }
  }
  return { ownMistakes, charged };
}

function minutesOf(term: Term, own: string, drivers: ReadonlyMap<string, number>): number {
  return (
    Number(term.minutes) * (drivers.get(`${own}${term.driver}${term.when ? `[${term.when}]` : ''}`) ?? 0)
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
