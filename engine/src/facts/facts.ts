import type { Amount } from '../units/amount.ts';
import type { Day, Month } from '../units/day.ts';

/** Facts as the engine sees them: plain records with the store's integer ids; customer 0 is "unassigned". */
export const UNASSIGNED = 0;

export interface OrderLine {
  readonly customer: number;
  readonly product: number;
  /** Order number, or the number of the return or credit note. */
  readonly order: string;
  readonly day: Day;
  readonly kind: 'sale' | 'return';
  /** Thousandths; negative on returns and corrections. */
  readonly quantity: number;
  readonly listAmount: Amount;
  readonly discount: Amount;
  readonly rebate: Amount;
  /** Net invoiced: list less discount on a sale, negative on a return. */
  readonly amount: Amount;
  /** Product cost of the line, signed like the amount; undefined where the file states none. */
  readonly cost: Amount | undefined;
  readonly country: string | undefined;
  readonly channel: string | undefined;
  /** A return caused by a mistake of our own. */
  readonly own: boolean;
}

export interface Product {
  readonly product: number;
  readonly special: boolean;
  /** Product cost of one unit. */
  readonly unitCost: Amount | undefined;
}

export interface ActivityFact {
  readonly customer: number;
  readonly activity: string;
  readonly month: Month;
  /** Thousandths. */
  readonly count: number;
  /** Thousandths of a minute. */
  readonly minutes: number;
  readonly money: Amount;
  readonly flag: string | undefined;
  readonly own: boolean;
}

/** What left for a customer, or was promised to; in the month of its actual day, else of the promised one. */
export interface Delivery {
  readonly customer: number;
  readonly delivery: string;
  readonly order: string | undefined;
  readonly product: number | undefined;
  /** Thousandths. */
  readonly quantity: number;
  readonly requested: Day | undefined;
  readonly promised: Day | undefined;
  /** Undefined: not yet delivered. */
  readonly actual: Day | undefined;
  readonly country: string | undefined;
  readonly reason: string | undefined;
  /** Who caused that it came late; undefined where nobody says. */
  readonly cause: 'own' | 'customer' | 'carrier' | 'supplier' | undefined;
}

/** What a customer paid or still owes; in the month in which it was paid, else of the day on which it is due. */
export interface Payment {
  readonly customer: number;
  readonly payment: string;
  readonly invoice: string | undefined;
  readonly due: Day;
  /** Undefined: open. */
  readonly paid: Day | undefined;
  readonly amount: Amount;
}
