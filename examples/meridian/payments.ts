import { workingDayAfter } from './calendar.ts';
import type { Customer } from './customer.ts';
import type { Event } from './event.ts';
import type { Order } from './orders.ts';
import type { Random } from './random.ts';

/** Terms are 30 days, some 21 working days; the bank takes nine per cent a year for what comes later. */
const TERMS_WORKING_DAYS = 21;
const INTEREST_YEARLY = 0.09;
const DUNNED_AFTER_DAYS = [20, 40, 65];

export function paymentEvents(order: Order, customer: Customer, random: Random): Event[] {
  const { lateShare, lateDays } = customer.segment;
  const { slowness } = customer.habits;
  if (!random.happens(Math.min(0.92, lateShare * (0.4 + 0.6 * slowness)))) return [];
  const days = Math.max(2, Math.round(lateDays * (0.5 + 0.5 * slowness) * random.spread(0.6)));
  const cents = order.lines.reduce((total, line) => total + line.amountCents, 0);
  const dunned = DUNNED_AFTER_DAYS.filter(threshold => days > threshold).map(threshold => {
    return { activity: 'dunning', customer, day: workingDayAfter(order.day, workingDays(threshold)), order };
  });
  const paid = workingDayAfter(order.day, workingDays(days));
  const interest = Math.round((cents * days * INTEREST_YEARLY) / 365);
  const late = { activity: 'late_payment', customer, day: paid, order, moneyCents: interest };
  return [...dunned, ...(interest > 0 ? [late] : [])].filter(event => event.day !== undefined) as Event[];
}

function workingDays(calendarDays: number): number {
  return TERMS_WORKING_DAYS + Math.round((calendarDays * 5) / 7);
}
