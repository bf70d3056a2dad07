import type { Day } from '../units/day.ts';

/** The unit of time of a history: the model's rates are per this unit. */
export type TimeUnit = 'day' | 'week';

/** What a customer bought on a day, or gave back; a day may have many. How they are counted is up to `countPurchases`. */
export interface Purchase {
  readonly customer: string;
  readonly day: Day;
  /** In whole currency; below zero for what came back. */
  readonly amount: number;
}

/**
 * Purchase histories as columns, a row per customer, in order of `customers`.
 *
 * x, t_x and T of the literature: repeat purchase days, time from the first purchase to the last, time from the first
 * purchase to the end of what was observed. (Fader, Hardie & Lee 2005, doi 10.1287/mksc.1040.0098.)
 */
export interface Histories {
  readonly unit: TimeUnit;
  readonly customers: readonly string[];
  /** x: days with a purchase after the first one. Whole numbers, 0 or more. */
  readonly repeats: Float64Array;
  /** t_x: from the first purchase to the last, in `unit`; 0 without a repeat. */
  readonly recency: Float64Array;
  /** T: from the first purchase to the end of the observation, in `unit`; never below `recency`. */
  readonly age: Float64Array;
  /** m: mean amount of the repeat days, the first left out; 0 without a repeat. */
  readonly meanAmount: Float64Array;
}

/** Parameters of a model of purchases, per unit of time of the histories it was fitted on. */
export type PurchaseModel =
  | {
      readonly model: 'bg-nbd' | 'mbg-nbd';
      readonly r: number;
      readonly alpha: number;
      readonly a: number;
      readonly b: number;
    }
  | {
      readonly model: 'pareto-nbd';
      readonly r: number;
      readonly alpha: number;
      readonly s: number;
      readonly beta: number;
    }
  | { readonly model: 'nbd'; readonly r: number; readonly alpha: number }
  | { readonly model: 'poisson'; readonly rate: number }
  /** Too few repeat customers for a model: each customer's own rate, drawn towards the rate of all by `weight` time units. */
  | { readonly model: 'empirical'; readonly rate: number; readonly weight: number };
