import type { FactKind } from '@clientele/engine';
import { eventsOfAccount } from './account-events.ts';
import { FIRST_DAY } from './calendar.ts';
import { counterSales, eventsOfNobody } from './counter.ts';
import type { Customer } from './customer.ts';
import { castAndChorus, customersFile } from './customers.ts';
import type { Event } from './event.ts';
import { activitiesFile, orderLinesFile, returnsFile } from './files.ts';
import { ledger } from './ledger.ts';
import { eventsOfOrder } from './order-events.ts';
import { ordersOf } from './orders.ts';
import { paymentEvents } from './payments.ts';
import { products } from './price-list.ts';
import { randomOf } from './random.ts';
import { creditOf, lastReturnsOf, type Return, returnOf } from './returns.ts';

export interface ExampleFile {
  readonly name: string;
  readonly kind: FactKind;
  readonly text: string;
}

/**
 * Meridian Components, the example company: two years of facts in the generic layouts, the same to the last byte for
 * the same seed. The story, the cost model and the expected totals are written for the seed that is the default.
 */
export function meridian(seed = 1): ExampleFile[] {
  const customers = castAndChorus(seed);
  const accounts = customers.map(customer => accountOf(customer, seed));
  const orders = inOrder([...accounts.flatMap(account => account.orders), ...counterSales(seed)]);
  const returns = inOrder(accounts.flatMap(account => account.returns));
  const events = inOrder([...accounts.flatMap(account => account.events), ...eventsOfNobody(seed)]);
  const numbers = new Map(orders.map((order, index) => [order, 2_400_001 + index]));
  return [
    { name: 'customers.csv', kind: 'customers', text: customersFile(customers) },
    { name: 'products.csv', kind: 'products', text: products() },
    { name: 'order-lines.csv', kind: 'order-lines', text: orderLinesFile(orders, numbers) },
    { name: 'returns.csv', kind: 'returns', text: returnsFile(returns, numbers) },
    { name: 'activities.csv', kind: 'activities', text: activitiesFile(events, numbers) },
    { name: 'ledger.csv', kind: 'ledger', text: ledger(events, seed) },
  ];
}

function accountOf(customer: Customer, seed: number) {
  const random = randomOf(seed, `after sales ${customer.number}`);
  const orders = ordersOf(customer, seed);
  const returns: Return[] = customer.onlyReturnsAfterwards ? lastReturnsOf(orders, customer, random) : [];
  const events: Event[] = eventsOfAccount(customer, seed);
  for (const order of orders) {
    events.push(...eventsOfOrder(order, customer, random), ...paymentEvents(order, customer, random));
    const back = returnOf(order, customer, random) ?? creditOf(order, customer, random);
    if (back && !customer.onlyReturnsAfterwards) returns.push(back);
  }
  return { orders, returns, events };
}

/** The facts of the two years by day; within a day the customers keep their order. */
function inOrder<T extends { readonly day: string }>(facts: readonly T[]): T[] {
  const days = new Map<string, T[]>();
  for (const fact of facts) {
    const known = days.get(fact.day);
    if (known) known.push(fact);
    else if (fact.day >= FIRST_DAY) days.set(fact.day, [fact]);
  }
  return [...days.keys()].sort().flatMap(day => days.get(day) ?? []);
}
