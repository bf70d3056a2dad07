import { outcomeAt, putIn, unchanged } from './scenario-columns.ts';
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

/** A field of the customers: each different text once, and a number a customer. */
export interface ScenarioField {
  readonly field: string;
  readonly values: readonly string[];
  /** 0 where nothing is stated, else one more than the place in `values`. */
  readonly codes: ArrayLike<number>;
}

/** A period as it was, in columns over the customers: amounts in micro-units. */
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

/**
 * What every customer would earn; what was stays untouched. Changes apply in their order. Price, discount and fees add up
 * to a change of price, and quantity answers it by the reaction: quantity × max(0, 1 + reaction × change of price). Product
 * cost and all cost of serving go with the quantity. Freight and other traced money go with it and with nothing else.
 * Differences are in doubles: a scenario is an estimate, not a ledger.
 */
export function runScenario(basis: ScenarioBasis, scenario: Scenario): ScenarioOutcome {
  const { changes, reaction } = scenario;
  const changed = unchanged(basis);
  const met = changes.map(change => {
    const members = membersOf(basis, change);
    putIn(change, members, { basis, changed });
    return members.reduce((count, one) => count + one, 0);
  });
  const first = outcomeAt(basis, changed, reaction.low);
  const second = reaction.high === reaction.low ? first : outcomeAt(basis, changed, reaction.high);
  const range = (of: 'profit' | 'revenue' | 'freed' | 'company') => ({
    low: Math.min(first.sums[of], second.sums[of]),
    high: Math.max(first.sums[of], second.sums[of]),
  });
  const [low, high] = [first.profits.slice(), first.profits.slice()];
  for (let i = 0; i < low.length; i++) {
    const profit = second.profits[i] as number;
    if (profit < (low[i] as number)) low[i] = profit;
    else high[i] = profit;
  }
  return {
    ...{ low, high, met },
    profit: range('profit'),
    revenue: range('revenue'),
    freed: range('freed'),
    company: range('company'),
  };
}

export interface ScenarioRun {
  readonly profits: Float64Array;
  readonly sums: { profit: number; revenue: number; freed: number; company: number };
}
