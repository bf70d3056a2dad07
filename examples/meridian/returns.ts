import { workingDayAfter } from './calendar.ts';
import type { Customer } from './customer.ts';
import type { OrderLine } from './order-line.ts';
import type { Order } from './orders.ts';
import type { Random } from './random.ts';

export interface Return {
  readonly customer: Customer;
  readonly order: Order;
  readonly day: string;
  readonly lines: readonly ReturnLine[];
}

interface ReturnLine {
  readonly line: OrderLine;
  readonly quantity: number;
  readonly amountCents: number;
  /** What went back on the shelf; 0 where it was scrapped. */
  readonly recoveredCents: number;
  readonly reason: string;
  readonly own: boolean;
}

interface Reason {
  readonly text: string;
  readonly weight: number;
  readonly own: boolean;
  /** Chance that the goods can be sold again. */
  readonly resaleable: number;
}

const REASONS: readonly Reason[] = [
  { text: 'ordered wrongly', weight: 30, own: false, resaleable: 0.85 },
  { text: 'no longer needed', weight: 18, own: false, resaleable: 0.8 },
  { text: 'call-off cancelled', weight: 14, own: false, resaleable: 0.35 },
  { text: 'wrong item delivered', weight: 9, own: true, resaleable: 1 },
  { text: 'quality defect', weight: 12, own: true, resaleable: 0 },
  { text: 'damaged in transit', weight: 5, own: true, resaleable: 0 },
];
const PRICE_CORRECTION: Reason = { text: 'price corrected', weight: 0, own: true, resaleable: 0 };

/** What comes back of an order, eight to thirty working days later; most orders keep all they brought. */
export function returnOf(order: Order, customer: Customer, random: Random): Return | undefined {
  const chance = customer.segment.returns * customer.habits.scrutiny;
  const goods = order.lines.filter(line => line.product.family !== 'special' && line.amountCents > 0);
  const back = goods.filter(() => random.happens(chance));
  const day = workingDayAfter(order.day, random.integer(8, 30));
  if (back.length === 0 || day === undefined) return undefined;
  const reason = random.weighted(REASONS, one => one.weight);
  return {
    customer,
    order,
    day,
    lines: back.map(line => returned(line, reason, random.pick([0.2, 0.5, 1, 1]), random)),
  };
}

/** Sometimes the price was wrong: a credit without goods. */
export function creditOf(order: Order, customer: Customer, random: Random): Return | undefined {
  const line = order.lines[0];
  const day = workingDayAfter(order.day, random.integer(5, 20));
  if (!line || line.amountCents < 5000 || day === undefined || !random.happens(0.006)) return undefined;
  const amountCents = Math.round(line.amountCents * random.between(0.03, 0.12));
  const { text, own } = PRICE_CORRECTION;
  return {
    customer,
    order,
    day,
    lines: [{ line, quantity: 0, amountCents, recoveredCents: 0, reason: text, own }],
  };
}

/** A customer that stopped buying in 2024 and clears its shelves in the spring of 2025. */
export function lastReturnsOf(orders: readonly Order[], customer: Customer, random: Random): Return[] {
  const reason = REASONS.find(one => one.text === 'no longer needed') as Reason;
  return orders.slice(-3).map((order, index) => ({
    customer,
    order,
    day: ['2025-02-11', '2025-03-18', '2025-05-06'][index] as string,
    lines: order.lines
      .filter(line => line.product.family !== 'special')
      .map(line => returned(line, reason, 1, random)),
  }));
}

function returned(line: OrderLine, reason: Reason, share: number, random: Random): ReturnLine {
  const { product } = line;
  const step = product.unit === 'piece' ? product.pack * 1000 : 10;
  const quantity = Math.min(line.quantity, Math.max(step, Math.round((line.quantity * share) / step) * step));
  const part = quantity / line.quantity;
  const cost =
    line.costCents === undefined ? ((product.costCents ?? 0) * line.quantity) / 1000 : line.costCents;
  const recoveredCents = random.happens(reason.resaleable) ? Math.round(cost * part) : 0;
  const amountCents = Math.round(line.amountCents * part);
  return { line, quantity, amountCents, recoveredCents, reason: reason.text, own: reason.own };
}
