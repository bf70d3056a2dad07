import type { Customer } from './customer.ts';
import type { Order } from './orders.ts';

/** Something done for a customer, or for none. */
export interface Event {
  readonly activity: string;
  readonly customer: Customer | undefined;
  readonly day: string;
  readonly count?: number;
  readonly minutes?: number;
  readonly moneyCents?: number;
  readonly flag?: string;
  readonly own?: boolean;
  readonly order?: Order;
}
