import type { DriverKey } from '../measures/drivers.ts';

/** Lines of the profit and loss below contribution, in their order. */
export const COST_LINES = [
  ['orders', 'Order handling'],
  ['picking', 'Picking and packing'],
  ['delivery', 'Delivery'],
  ['returns', 'Returns handling'],
  ['expedites', 'Expedites'],
  ['quality', 'Quality papers and complaints'],
  ['service', 'Service and support'],
  ['sales', 'Sales and account care'],
  ['finance', 'Receivables'],
  ['range', 'Range upkeep'],
] as const;
export type CostLine = (typeof COST_LINES)[number][0];

/**
 * A cost model as its file holds it (`clientele model use FILE`): pools of cost, and activities that draw minutes or
 * money from them. Numbers are decimal strings, so that a file says exactly what is meant.
 * Source: time-driven activity-based costing, Kaplan & Anderson 2004 and 2007.
 */
export interface CostModel {
  readonly name: string;
  readonly note?: string | undefined;
  readonly currency: string;
  /** Product cost where neither line nor product states it: this share of net revenue. */
  readonly productCost?:
    | {
        readonly shareOfNetRevenue: string;
        readonly assumed?: boolean | undefined;
        readonly source?: string | undefined;
      }
    | undefined;
  readonly pools: readonly Pool[];
  readonly activities: readonly Activity[];
}

export interface Pool {
  readonly key: string;
  readonly name: string;
  /**
   * time: the month's ledger amount is divided by its practical capacity, which gives the rate per minute;
   * rate: a fixed rate per minute and no capacity, so nothing can be unused;
   * money: activities' own money is traced, the rest of the ledger amount shows as untraced;
   * sustaining: keeps the business open; never spread over customers.
   */
  readonly kind: 'time' | 'rate' | 'money' | 'sustaining';
  /** rate: money per minute. */
  readonly ratePerMinute?: string | undefined;
  /** time: minutes a month at practical capacity, where the ledger file does not state them. */
  readonly capacityMinutes?: string | undefined;
  readonly assumed?: boolean | undefined;
  readonly source?: string | undefined;
}

export interface Activity {
  readonly key: string;
  readonly name: string;
  readonly line: CostLine;
  readonly pool: string;
  /** Time equation: minutes = the sum over terms of minutes × driver (× only those with the flag). */
  readonly minutes?: readonly Term[] | undefined;
  /** Drivers whose money is traced as it is, such as `activity.delivery.money`. */
  readonly money?: readonly string[] | undefined;
  readonly assumed?: boolean | undefined;
  readonly source?: string | undefined;
}

export interface Term {
  /** A driver of order lines, or `activity.<kind>` or `activity.<kind>.minutes`. */
  readonly driver: DriverKey | (string & {});
  readonly minutes: string;
  /** Only activities with this flag. */
  readonly when?: string | undefined;
  /**
   * For a driver that does not add over months (`skus`): distinct in each month, or over the whole period asked for.
   * Pools of kind time need `month`, since each month has a rate of its own; elsewhere `period` is the default.
   */
  readonly over?: 'month' | 'period' | undefined;
  /** Customers whom it takes other minutes, each with the reason. */
  readonly exceptions?: readonly TermException[] | undefined;
}

export interface TermException {
  /** The customer's number in the files. */
  readonly customer: string;
  /** In place of the term's; zero where it is not done for this customer. */
  readonly minutes: string;
  readonly reason: string;
}
