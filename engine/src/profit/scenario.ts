import { membersOf } from './scenario-members.ts';

/** What is asked about instead of what was: one thing that changes, and whom it changes for. */
export type ScenarioChange =
  /** Every price by a share: 0.03 is three per cent more. */
  | ({ readonly kind: 'price'; readonly share: number } & ForWhom)
  /** Discount by points of the list price: 0.02 is two points more discount. */
  | ({ readonly kind: 'discount'; readonly points: number } & ForWhom)
  /** Quantity by a share, with all that serving it takes. */
  | ({ readonly kind: 'volume'; readonly share: number } & ForWhom)
  /** A fee for each order or delivery, in currency units. */
  | ({ readonly kind: 'fee'; readonly each: 'order' | 'delivery'; readonly amount: number } & ForWhom)
  /** Orders below this value are put together: as many as the revenue then makes, and their deliveries. */
  | ({ readonly kind: 'minimumOrder'; readonly value: number } & ForWhom)
  /** Quantity a delivery by a share: 1 is twice as much, and half the deliveries. */
  | ({ readonly kind: 'dropSize'; readonly share: number } & ForWhom)
  /** Days of payment more or less, at a yearly rate of interest. */
  | ({ readonly kind: 'paymentTerms'; readonly days: number; readonly yearlyRate: number } & ForWhom)
  /** How often an activity is given, by a share: −0.5 is half as often. */
  | ({ readonly kind: 'service'; readonly activity: string; readonly share: number } & ForWhom)
  /** Minutes of one term of a time equation. */
  | ({
      readonly kind: 'minutes';
      readonly activity: string;
      readonly term: number;
      readonly minutes: number;
    } & ForWhom)
  /** What a minute in a pool costs, by a share. */
  | ({ readonly kind: 'rate'; readonly pool: string; readonly share: number } & ForWhom);

/** Nobody is left out where nothing is said. */
export interface ForWhom {
  readonly segment?: string | undefined;
  readonly country?: string | undefined;
  /** Public id of one customer. */
  readonly customer?: string | undefined;
  /** Values of any field: several of one field widen, several fields narrow. */
  readonly where?: readonly FieldCondition[] | undefined;
  /** Those that lose or earn money as things are. */
  readonly sign?: 'loss' | 'gain' | undefined;
  /** The largest so many by revenue. */
  readonly largest?: number | undefined;
}

export interface FieldCondition {
  readonly field: string;
  /** Null: not stated. */
  readonly value: string | null;
}

/** How quantity answers price: per cent for each per cent; −1.5 loses 1.5 % for each 1 % of price. [0, 0] is no answer. */
export interface Reaction {
  readonly low: number;
  readonly high: number;
}

export interface Scenario {
  readonly changes: readonly ScenarioChange[];
  readonly reaction: Reaction;
}

export interface ScenarioCustomer {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly country: string | null;
}

/** What a customer's activities cost, one column for each term of a time equation and for each that traces money. */
export interface ScenarioCost {
  readonly activity: string;
  readonly pool: string;
  /** Index into the activity's minutes; undefined where money is traced. */
  readonly term: number | undefined;
  readonly driver: string;
  /** Minutes of the term as the cost model states them. */
  readonly minutes: number | undefined;
  /** Minutes of customers for whom the model makes an exception. */
  readonly exceptions: readonly { readonly row: number; readonly minutes: number }[];
  /** Micro-units. */
  readonly amounts: Float64Array;
}

/** A period as it was, in columns over the customers: amounts in micro-units. */
/** A field of the customers: each different text once, and a number a customer. */
export interface ScenarioField {
  readonly field: string;
  readonly values: readonly string[];
  /** 0 where nothing is stated, else one more than the place in `values`. */
  readonly codes: ArrayLike<number>;
}

export interface ScenarioBasis {
  readonly customers: readonly ScenarioCustomer[];
  /** Those that scenarios may ask for; one that is not there lets nobody pass. */
  readonly fields: readonly ScenarioField[];
  readonly revenue: Float64Array;
  readonly listAmount: Float64Array;
  readonly productCost: Float64Array;
  readonly orders: Float64Array;
  readonly deliveries: Float64Array;
  readonly costs: readonly ScenarioCost[];
}

/** A sum over the customers at either end of the assumed reaction; equal where none is assumed. */
export interface ScenarioRange {
  readonly low: number;
  readonly high: number;
}

export interface ScenarioOutcome {
  /** Profit of each customer at the two ends. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly profit: ScenarioRange;
  readonly revenue: ScenarioRange;
  /** Cost of time that is no longer taken; below zero where more is. It is money only once capacity follows. */
  readonly freed: ScenarioRange;
  /** What the company earns more at once, while capacity stays as it is: the profit without what is freed. */
  readonly company: ScenarioRange;
  /** How many customers each change meets: none where those it names are gone. */
  readonly met: readonly number[];
}

const MICRO = 1_000_000;
/** Terms that count orders or deliveries follow them where orders are put together; lines and units stay. */
const PER_ORDER = ['orders', 'manualOrders', 'exportOrders', 'activity.delivery'];

/**
 * What every customer would earn; what was stays untouched. Changes apply in their order. Price, discount and fees add up
 * to a change of price, and quantity answers it by the reaction: quantity × max(0, 1 + reaction × change of price). Product
 * cost and all cost of serving go with the quantity. Freight and other traced money go with it and with nothing else.
 * Differences are in doubles: a scenario is an estimate, not a ledger.
 */
export function runScenario(basis: ScenarioBasis, { changes, reaction }: Scenario): ScenarioOutcome {
  const meets = changes.map(change => membersOf(basis, change));
  const at = (elasticity: number) => runScenarioAt(basis, changes, meets, elasticity);
  const first = at(reaction.low);
  const second = reaction.high === reaction.low ? first : at(reaction.high);
  const range = (of: 'profit' | 'revenue' | 'freed' | 'company') => ({
    low: Math.min(first.sums[of], second.sums[of]),
    high: Math.max(first.sums[of], second.sums[of]),
  });
  return {
    low: first.profits.map((profit, i) => Math.min(profit, second.profits[i] as number)),
    high: first.profits.map((profit, i) => Math.max(profit, second.profits[i] as number)),
    profit: range('profit'),
    revenue: range('revenue'),
    freed: range('freed'),
    company: range('company'),
    met: meets.map(members => members.reduce((count, met) => count + met, 0)),
  };
}

export interface ScenarioRun {
  readonly profits: Float64Array;
  readonly sums: { profit: number; revenue: number; freed: number; company: number };
}

/** A scenario at one elasticity of the reaction; `meets` as `runScenario` finds them. */
export function runScenarioAt(
  basis: ScenarioBasis,
  changes: readonly ScenarioChange[],
  meets: readonly Uint8Array[],
  elasticity: number,
): ScenarioRun {
  const count = basis.customers.length;
  const profits = new Float64Array(count);
  const sums = { profit: 0, revenue: 0, freed: 0, company: 0 };
  const factors = new Float64Array(basis.costs.length);
  for (let i = 0; i < count; i++) {
    const state: State = { revenue: basis.revenue[i] as number, quantity: 1, interest: 0, factors };
    factors.fill(1);
    for (let c = 0; c < changes.length; c++)
      if (meets[c]?.[i] === 1) apply(changes[c] as ScenarioChange, state, basis, i);
    const was = basis.revenue[i] as number;
    const raised = was > 0 ? (state.revenue - was) / was : 0;
    const quantity = state.quantity * Math.max(0, 1 + elasticity * raised);
    const revenue = state.revenue * quantity;
    let cost = 0;
    let freed = 0;
    for (let k = 0; k < factors.length; k++) {
      const { amounts, term } = basis.costs[k] as ScenarioCost;
      const before = amounts[i] as number;
      const after = before * (factors[k] as number) * quantity;
      cost += after;
      if (term !== undefined) freed += before - after;
    }
    const profit = revenue - (basis.productCost[i] as number) * quantity - cost - state.interest * quantity;
    profits[i] = profit;
    sums.profit += profit;
    sums.revenue += revenue;
    sums.freed += freed;
  }
  sums.company = sums.profit - sums.freed;
  return { profits, sums };
}

interface State {
  revenue: number;
  /** Factor on what was sold. */
  quantity: number;
  /** Cost of days of payment, in micro-units. */
  interest: number;
  /** Factor on each column of cost. */
  readonly factors: Float64Array;
}

function apply(change: ScenarioChange, state: State, basis: ScenarioBasis, i: number): void {
  const scale = (factor: number, of: (cost: ScenarioCost) => boolean) => {
    for (const [k, cost] of basis.costs.entries())
      if (of(cost)) state.factors[k] = (state.factors[k] as number) * factor;
  };
  switch (change.kind) {
    case 'price':
      state.revenue *= 1 + change.share;
      break;
    case 'discount':
      state.revenue -= change.points * (basis.listAmount[i] as number);
      break;
    case 'volume':
      state.quantity *= 1 + change.share;
      break;
    case 'fee':
      state.revenue +=
        change.amount * MICRO * (basis[change.each === 'order' ? 'orders' : 'deliveries'][i] as number);
      break;
    case 'minimumOrder': {
      const most = state.revenue / (change.value * MICRO);
      const orders = basis.orders[i] as number;
      const factor =
        orders > 0 && change.value > 0 ? Math.min(1, Math.max(most, Math.min(1, orders)) / orders) : 1;
      scale(factor, ({ driver, term }) => term !== undefined && PER_ORDER.includes(driver));
      break;
    }
    case 'dropSize':
      scale(
        1 / (1 + change.share),
        ({ driver, term }) => term !== undefined && driver === 'activity.delivery',
      );
      break;
    case 'paymentTerms':
      state.interest += (state.revenue * change.days * change.yearlyRate) / 365;
      break;
    case 'service':
      scale(1 + change.share, ({ activity }) => activity === change.activity);
      break;
    case 'minutes':
      scaleMinutes(change, state, basis, i);
      break;
    case 'rate':
      scale(1 + change.share, ({ pool, term }) => pool === change.pool && term !== undefined);
      break;
  }
}

/**
 * A term of no minutes costs nothing whatever it is multiplied by: it cannot be raised from there. A customer with minutes
 * of its own keeps them, unless the change names it.
 */
function scaleMinutes(
  { activity, term, minutes, customer }: Extract<ScenarioChange, { kind: 'minutes' }>,
  state: State,
  basis: ScenarioBasis,
  i: number,
): void {
  for (const [k, cost] of basis.costs.entries()) {
    if (cost.activity !== activity || cost.term !== term) continue;
    const exception = cost.exceptions.find(({ row }) => row === i);
    if (exception && customer === undefined) continue;
    const stated = exception?.minutes ?? cost.minutes;
    if (stated) state.factors[k] = ((state.factors[k] as number) * minutes) / stated;
  }
}
