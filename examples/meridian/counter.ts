import { MONTHS, workingDaysOf } from './calendar.ts';
import type { Event } from './event.ts';
import { lineOf } from './order-line.ts';
import type { Order } from './orders.ts';
import { GOODS, type Product } from './price-list.ts';
import { randomOf } from './random.ts';
import { HOME } from './segments.ts';

const SHELF: readonly Product[] = GOODS.filter(
  product => ['seals', 'fittings'].includes(product.family) && product.listCents < 2000,
);

/** Sales over the works counter: cash, no customer number. */
export function counterSales(seed: number): Order[] {
  const random = randomOf(seed, 'counter');
  return MONTHS.flatMap(workingDaysOf)
    .filter(() => random.happens(0.45))
    .map(day => {
      const products = new Set([random.pick(SHELF), random.pick(SHELF)]);
      const lines = [...products].map(product =>
        lineOf(product, random.integer(1, 4) * product.pack * 500, day, 0, 0),
      );
      return { customer: undefined, day, channel: 'manual', country: HOME, lines, delayed: false };
    });
}

/** Work for those who are no customers yet, for fairs, and for ourselves. */
export function eventsOfNobody(seed: number): Event[] {
  const random = randomOf(seed, 'nobody');
  const customer = undefined;
  return MONTHS.flatMap(month => {
    const days = workingDaysOf(month);
    const some = (mean: number, make: (day: string) => Event) => {
      return Array.from({ length: random.poisson(mean) }, () => make(random.pick(days)));
    };
    return [
      ...some(9, day => ({ activity: 'visit', customer, day, moneyCents: random.integer(3000, 24_000) })),
      ...some(16, day => ({ activity: 'quote', customer, day })),
      ...some(5, day => ({ activity: 'tech_support', customer, day, minutes: random.integer(6, 60) * 5 })),
      ...some(2, day => ({ activity: 'delivery', customer, day, moneyCents: random.integer(1500, 9000) })),
      ...some(1, day => ({ activity: 'plant_tour', customer, day })),
    ];
  });
}
