import type { Customer } from './customer.ts';
import { lineOf, type OrderLine } from './order-line.ts';
import { SPECIALS } from './price-list.ts';
import type { Random } from './random.ts';

/** What is invoiced beside the goods. Large customers have talked the charges away, which is part of the story. */
export function specialLines(
  customer: Customer,
  day: string,
  goods: readonly OrderLine[],
  random: Random,
): OrderLine[] {
  const euros = goods.reduce((total, line) => total + line.amountCents, 0) / 100;
  const small = customer.revenueYearly < 150_000;
  const lines: OrderLine[] = [];
  const charge = (product: OrderLine['product'], quantity: number) =>
    lines.push(lineOf(product, quantity, day, 0, 0));
  if (small && euros < 900 && random.happens(0.8)) charge(SPECIALS.freight, 1000);
  if (small && euros < 250 && random.happens(0.75)) charge(SPECIALS.surcharge, 1000);
  if (small && random.happens(customer.segment.certificates * 0.15)) charge(SPECIALS.certificate, 1000);
  if (random.happens(customer.segment.drawingChanges * 0.02))
    charge(SPECIALS.engineering, random.integer(2, 24) * 500);
  if (random.happens(0.004)) charge(SPECIALS.sample, 1000);
  return lines;
}
