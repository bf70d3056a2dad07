import { cents, plainCsv, thousandths } from './csv.ts';
import type { Event } from './event.ts';
import type { Order } from './orders.ts';
import type { Return } from './returns.ts';

type OrderNumbers = ReadonlyMap<Order, number>;

export function orderLinesFile(orders: readonly Order[], numbers: OrderNumbers): string {
  const headings = [
    ...[
      'order',
      'customer',
      'product',
      'day',
      'quantity',
      'list_amount',
      'discount',
      'amount',
      'rebate',
      'cost',
    ],
    ...['country', 'channel', 'currency'],
  ];
  const rows = orders.flatMap(order =>
    order.lines.map(({ product, quantity, listCents, amountCents, rebateCents, costCents }) => [
      numbers.get(order) ?? '',
      order.customer?.number ?? '',
      product.number,
      order.day,
      thousandths(quantity),
      cents(listCents),
      cents(listCents - amountCents),
      cents(amountCents),
      rebateCents === 0 ? '' : cents(rebateCents),
      costCents === undefined ? '' : cents(costCents),
      order.country,
      order.channel,
      'EUR',
    ]),
  );
  return plainCsv(headings, rows);
}

export function returnsFile(returns: readonly Return[], numbers: OrderNumbers): string {
  const headings = [
    ...[
      'return',
      'order',
      'customer',
      'product',
      'day',
      'quantity',
      'amount',
      'cost',
      'country',
      'reason',
      'cause',
    ],
    'currency',
  ];
  const rows = returns.flatMap(({ customer, order, day, lines }, index) =>
    lines.map(({ line, quantity, amountCents, recoveredCents, reason, own }) => [
      `R${700_001 + index}`,
      numbers.get(order) ?? '',
      customer.number,
      line.product.number,
      day,
      thousandths(quantity),
      cents(amountCents),
      cents(recoveredCents),
      order.country,
      reason,
      own ? 'own' : 'customer',
      'EUR',
    ]),
  );
  return plainCsv(headings, rows);
}

export function activitiesFile(events: readonly Event[], numbers: OrderNumbers): string {
  const headings = [
    'activity',
    'customer',
    'day',
    'count',
    'minutes',
    'money',
    'flag',
    'cause',
    'order',
    'currency',
  ];
  const rows = events.map(({ activity, customer, day, count, minutes, moneyCents, flag, own, order }) => [
    activity,
    customer?.number ?? '',
    day,
    count ?? '',
    minutes ?? '',
    moneyCents === undefined ? '' : cents(moneyCents),
    flag ?? '',
    own ? 'own' : '',
    (order && numbers.get(order)) ?? '',
    'EUR',
  ]);
  return plainCsv(headings, rows);
}
