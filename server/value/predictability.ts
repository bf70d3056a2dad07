import {
  dayOfNumber,
  expediteActivities,
  firstAtLeast,
  median,
  medianDailyError,
  type OrderHandling,
  type Predictability,
  type PredictabilityWorth,
  predictability,
  predictabilityWorth,
  type Scope,
} from '@clientele/engine';
import { readExpedites } from '../profit/expedites.ts';
import type { Made } from './forecast-row.ts';
import { orderHandling } from './order-handling.ts';
import type { ValueStores } from './terms.ts';

/** What stock is valued at; assumed until somebody states better, and said so. */
const STOCK_TERMS = { serviceLevel: 0.95, leadTimeDays: 14, carryingRate: 0.2 } as const;

export interface JudgedCustomer {
  readonly row: number;
  readonly predictability: Predictability;
  readonly worth: PredictabilityWorth;
}

/** How well the orders of some customers can be planned for, and what that saves or costs against the median of them. */
export async function predictabilityOf(
  stores: ValueStores,
  scope: Scope,
  made: Made,
  rows: readonly number[],
): Promise<JudgedCustomer[]> {
  const handlingOf = await orderHandling(stores, scope, made, rows);
  const expedites = await expediteMoney(stores, scope, made);
  const judged = rows.map(row => ({ row, predictability: judge(made, row, handlingOf(row)) }));
  const referenceDailyError = medianDailyError(judged.map(one => one.predictability));
  const expediteShare = medianExpediteShare(made, expedites);
  const given = { referenceDailyError, expedites, expediteShare, years: Math.max(1 / 12, yearsOf(made)) };
  return judged.map(one => ({ ...one, worth: worthOf(made, one, given) }));
}

function judge(made: Made, row: number, handling: Partial<OrderHandling>): Predictability {
  const { forecast, terms } = made;
  const position = forecast.positions[row] as number;
  const regularity = forecast.regularities[row] as number;
  return predictability({
    demands: demandsAt(made, position),
    through: terms.until,
    regularity: Number.isNaN(regularity) ? undefined : regularity,
    handling,
    forecast: {},
  });
}

function demandsAt({ read }: Made, position: number) {
  const { customer, day } = read.purchases;
  // Rows come by customer.
  let from = firstAtLeast(customer, position);
  const demands: { day: string; quantity: number }[] = [];
  for (; from < customer.length && customer[from] === position; from++)
    demands.push({ day: dayOfNumber(day[from] as number), quantity: read.units[from] as number });
  return demands;
}

/** Money of expedites by customer, our own mistakes left out; empty where the cost model counts none. */
async function expediteMoney(stores: ValueStores, scope: Scope, { read }: Made) {
  const money = new Map<number, number>();
  if (expediteActivities(read.ranked.portfolio.model).length === 0) return money;
  for (const { card, own, amount } of await readExpedites(stores, scope, read.ranked))
    if (card && !own) money.set(card.id, (money.get(card.id) ?? 0) + amount / 1e6);
  return money;
}

/** Of the median customer, what expediting cost ÷ net revenue; undefined where the cost model counts none. */
function medianExpediteShare(
  { read: { cards, trade } }: Made,
  expedites: ReadonlyMap<number, number>,
): number | undefined {
  if (expedites.size === 0) return undefined;
  const shares = cards.flatMap(({ id }, position) => {
    const revenue = trade.revenue[position] as number;
    return revenue > 0 ? [(expedites.get(id) ?? 0) / revenue] : [];
  });
  return median(shares);
}

function worthOf(
  made: Made,
  { row, predictability: judged }: Omit<JudgedCustomer, 'worth'>,
  given: {
    referenceDailyError: number | undefined;
    expedites: ReadonlyMap<number, number>;
    expediteShare: number | undefined;
    years: number;
  },
): PredictabilityWorth {
  const { read, forecast } = made;
  const position = forecast.positions[row] as number;
  const { revenue, contribution } = read.trade;
  const units = demandsAt(made, position).reduce((sum, { quantity }) => sum + quantity, 0);
  const cost = (revenue[position] as number) - (contribution[position] as number);
  const own = given.expedites.get((read.cards[position] as { id: number }).id) ?? 0;
  const counted = given.expedites.size > 0;
  return predictabilityWorth(judged, {
    ...STOCK_TERMS,
    unitCost: units > 0 && cost > 0 ? cost / units : undefined,
    referenceDailyError: given.referenceDailyError,
    expediteCost: counted ? own / given.years : undefined,
    referenceExpediteCost:
      given.expediteShare === undefined
        ? undefined
        : (given.expediteShare * Math.max(0, revenue[position] as number)) / given.years,
  });
}

function yearsOf({ read, terms }: Made): number {
  const { day } = read.purchases;
  let first = day[0] ?? 0;
  for (let row = 0, one = 0; row < day.length; row++) {
    one = day[row] as number;
    if (one < first) first = one;
  }
  return (Date.parse(terms.until) / 86_400_000 - first + 1) / 365.25;
}
