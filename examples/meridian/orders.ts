import { ORDER_MONTHS, workingDayAfter, workingDaysOf } from './calendar.ts';
import type { Customer } from './customer.ts';
import { lineOf, type OrderLine } from './order-line.ts';
import { GOODS, type Product } from './price-list.ts';
import { type Random, randomOf } from './random.ts';
import { isShort, seasonOf } from './seasons.ts';
import { specialLines } from './special-lines.ts';

export interface Order {
  readonly customer: Customer | undefined;
  readonly day: string;
  readonly channel: 'edi' | 'web' | 'manual';
  readonly country: string;
  readonly lines: readonly OrderLine[];
  /** Part of it could not be delivered when it was wanted. */
  readonly delayed: boolean;
}

/** What a customer ordered and we invoiced in the two years, month by month. */
export function ordersOf(customer: Customer, seed: number): Order[] {
  const random = randomOf(seed, `orders ${customer.number}`);
  const assortment = assortmentOf(customer, random);
  const lineEuros = customer.revenueYearly / (customer.ordersYearly * customer.segment.linesPerOrder);
  const orders: Order[] = [];
  for (const month of ORDER_MONTHS) {
    const count = random.poisson((customer.ordersYearly / 12) * seasonOf(customer, month));
    for (let i = 0; i < count; i++) {
      const day = random.pick(workingDaysOf(month));
      orders.push(
        ...delivered(customer, day, goodsLines(customer, assortment, day, lineEuros, random), random),
      );
    }
  }
  return orders;
}

/** The products that a customer buys at all, and how much of its business each is. */
function assortmentOf(customer: Customer, random: Random): { product: Product; weight: number }[] {
  const size = Math.min(26, Math.round(3 + Math.sqrt(customer.revenueYearly) / 40 + random.between(0, 3)));
  const chosen = new Map<Product, number>();
  while (chosen.size < size) {
    const product = random.weighted(GOODS, one =>
      chosen.has(one) ? 0 : (customer.segment.buys[one.family] ?? 0.15),
    );
    chosen.set(product, random.spread(0.7));
  }
  return [...chosen].map(([product, weight]) => ({ product, weight }));
}

function goodsLines(
  customer: Customer,
  assortment: readonly { product: Product; weight: number }[],
  day: string,
  lineEuros: number,
  random: Random,
): OrderLine[] {
  const count = 1 + random.poisson(customer.segment.linesPerOrder - 1);
  const discount = Math.round((customer.discount + random.between(-0.02, 0.02)) * 200) / 200;
  const chosen = new Set<Product>();
  const lines: OrderLine[] = [];
  for (let i = 0; i < count; i++) {
    const { product } = random.weighted(assortment, one => one.weight);
    if (chosen.has(product)) continue;
    chosen.add(product);
    const euros = lineEuros * 1.12 * random.spread(0.75);
    const quantity = quantityFor(product, euros / (1 - discount), random);
    lines.push(
      withJobCost(lineOf(product, quantity, day, Math.max(0, discount), customer.rebate), day, random),
    );
  }
  return lines;
}

/** Whole packs; metre goods are cut to length and run to the centimetre. */
function quantityFor(product: Product, listEuros: number, random: Random): number {
  const units = (listEuros * 100) / product.listCents;
  if (product.unit === 'm')
    return Math.max(500, Math.round(units * 100) * 10 + (random.happens(0.3) ? 5 : 0));
  if (product.unit === 'kg') return Math.max(1000, Math.round(units * 10) * 100);
  return Math.max(1, Math.round(units / product.pack)) * product.pack * 1000;
}

/** Manifolds to drawing carry the cost of their job, nearly always; castings in 2025 the supplier's surcharge. */
function withJobCost(line: OrderLine, day: string, random: Random): OrderLine {
  const { product, listCents, quantity } = line;
  if (product.costCents === undefined) {
    return random.happens(0.04)
      ? line
      : { ...line, costCents: Math.round(listCents * random.between(0.4, 0.52)) };
  }
  if (product.family !== 'castings' || day < '2025') return line;
  return {
    ...line,
    costCents: Math.round((product.costCents * quantity * random.between(1.02, 1.09)) / 1000),
  };
}

/** During the shortage most of the missing lines follow weeks later on a delivery of their own, the rest is lost. */
function delivered(customer: Customer, day: string, lines: readonly OrderLine[], random: Random): Order[] {
  const missing = lines.filter(line => isShort(line.product.family, day) && random.happens(0.62));
  const there = lines.filter(line => !missing.includes(line));
  const late = random.happens(0.7) ? workingDayAfter(day, random.integer(22, 36)) : undefined;
  const orders: Order[] = [];
  if (there.length > 0) orders.push(order(customer, day, there, missing.length > 0, random));
  if (missing.length > 0 && late) orders.push(order(customer, late, missing, true, random));
  return orders;
}

function order(
  customer: Customer,
  day: string,
  goods: readonly OrderLine[],
  delayed: boolean,
  random: Random,
): Order {
  const { ediShare, webShare } = customer.segment;
  const draw = random.next();
  const orderly = customer.habits.haste > 2 && customer.revenueYearly < 2_000_000 ? 0.4 : 1;
  const channel =
    draw < ediShare * orderly ? 'edi' : draw < (ediShare + webShare) * orderly ? 'web' : 'manual';
  const country = random.happens(0.015) ? random.pick(['Austria', 'Belgium', 'Poland']) : customer.country;
  return {
    customer,
    day,
    channel,
    country,
    lines: [...goods, ...specialLines(customer, day, goods, random)],
    delayed,
  };
}
