import { workingDayAfter } from './calendar.ts';
import type { Customer } from './customer.ts';
import type { Event } from './event.ts';
import type { Order } from './orders.ts';
import type { Random } from './random.ts';
import { HOME } from './segments.ts';

/** What an order sets going until it has arrived: deliveries, papers, rush, changes, small lots, complaints. */
export function eventsOfOrder(order: Order, customer: Customer, random: Random): Event[] {
  const { segment, habits } = customer;
  const euros = order.lines.reduce((total, line) => total + line.amountCents, 0) / 100;
  const about = { customer, day: order.day, order };
  const events: Event[] = [...deliveries(order, customer, euros, random)];

  // What comes from the shelf needs no rush and no set-up: the smaller the order, the likelier.
  const made = Math.min(1, euros / 1500);
  const rush = Math.min(0.85, segment.expedites * habits.haste * (order.delayed ? 2.5 : made));
  if (random.happens(rush)) events.push(expedite(order, customer, euros, random));
  // Parts are short now and then in quiet months, too.
  if (order.delayed || random.happens(0.006)) {
    events.push({ ...about, activity: 'back_order', own: random.happens(0.25) });
  }
  if (random.happens(Math.min(0.9, segment.changes * habits.haste))) {
    events.push({ ...about, activity: 'order_change', ...(random.happens(0.35) && { flag: 'frozen' }) });
  }
  const finished = order.lines.filter(line => line.product.stage === 'finished').length;
  if (finished > 0 && random.happens(Math.min(0.9, segment.smallLots * habits.haste * made))) {
    events.push({
      ...about,
      activity: 'small_lot',
      ...(finished > 2 && random.happens(0.3) && { count: 2 }),
    });
  }
  if (random.happens(Math.min(0.95, segment.certificates * Math.sqrt(habits.scrutiny)))) {
    events.push({ ...about, activity: 'certificate', count: random.integer(1, order.lines.length) });
  }
  const complaint = random.happens(segment.complaints * habits.scrutiny)
    ? complaintOf(order, customer, random)
    : undefined;
  return complaint ? [...events, complaint] : events;
}

/** The carrier's freight: a base by distance and a part by weight, for which value stands in. */
function deliveries(order: Order, customer: Customer, euros: number, random: Random): Event[] {
  const distance = { Germany: 14, Netherlands: 19, France: 26, Italy: 29 }[customer.country];
  const parts = order.lines.length > 3 && random.happens(0.12) ? 2 : 1;
  const flag = order.country === HOME ? undefined : 'export';
  return Array.from({ length: parts }, () => {
    const freight = distance * random.spread(0.25) + Math.sqrt(euros / parts) * 0.95 * random.spread(0.2);
    const moneyCents = Math.round(freight * 100);
    return { activity: 'delivery', customer, day: order.day, order, moneyCents, ...(flag && { flag }) };
  });
}

/** Half of the expedites break a set-up that is running; a third goes out by courier. */
function expedite(order: Order, customer: Customer, euros: number, random: Random): Event {
  const courier = random.happens(0.34)
    ? Math.round((55 + Math.sqrt(euros) * random.between(0.6, 3)) * 100)
    : undefined;
  const event = {
    activity: 'expedite',
    customer,
    day: order.day,
    order,
    own: order.delayed && random.happens(0.3),
  };
  return {
    ...event,
    ...(random.happens(0.5) && { flag: 'set_up' }),
    ...(courier !== undefined && { moneyCents: courier }),
  };
}

/** A third needs the full eight disciplines; two in five were our own mistake. */
function complaintOf(order: Order, customer: Customer, random: Random): Event | undefined {
  const day = workingDayAfter(order.day, random.integer(3, 25));
  if (day === undefined) return undefined;
  const eightD = random.happens(customer.segment.key === 'cars' ? 0.5 : 0.3);
  return {
    activity: 'complaint',
    customer,
    day,
    order,
    own: random.happens(0.4),
    ...(eightD && { flag: 'eight_d' }),
  };
}
