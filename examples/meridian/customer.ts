import type { Country, Segment } from './segments.ts';

/**
 * How far a customer strays from the average of its segment: 1 is the average, 3 asks three times as much. These four
 * habits decide who earns money and who loses it, far more than size does.
 */
export interface Habits {
  /** Expedites, changed orders, lots below the economic size. */
  readonly haste: number;
  /** Certificates, first articles, complaints, returns. */
  readonly scrutiny: number;
  /** Late payment. */
  readonly slowness: number;
  /** Visits, quotes, technical support, drawings. */
  readonly attention: number;
}

export interface Customer {
  readonly number: number;
  readonly name: string;
  readonly segment: Segment;
  readonly country: Country;
  readonly owner: string;
  readonly since: string;
  readonly parent: number | undefined;
  /** Net revenue aimed at in a full year, in euros. */
  readonly revenueYearly: number;
  readonly ordersYearly: number;
  /** Discount on list price and rebate afterwards, as shares. */
  readonly discount: number;
  readonly rebate: number;
  readonly habits: Habits;
  /** First and last month with orders. */
  readonly from: string;
  readonly through: string;
  /** Months in which a project brings many times the usual. */
  readonly bursts: readonly string[];
  /** Sends its last deliveries back long after it stopped buying. */
  readonly onlyReturnsAfterwards: boolean;
}
