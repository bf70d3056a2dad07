import {
  dayOfNumber,
  expediteActivities,
  median,
  medianDailyError,
  type Predictability,
  type PredictabilityWorth,
  predictability,
  predictabilityWorth,
  type Scope,
} from '@clientele/engine';
import { scopedQuery } from '../ledger/ledger.ts';
import { numbers } from '../profit/columns.ts';
import { readExpedites } from '../profit/expedites.ts';
import type { Made } from './forecast-row.ts';
import type { ValueStores } from './terms.ts';

const HANDLING = scopedQuery('order-handling');
/** As files of activities call a change of a confirmed order, and its flag inside the frozen window. */
const CHANGE = 'order_change';
const FROZEN = 'frozen';

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
  const changes = await changesOf(stores, scope, made);
  const expedites = await expediteMoney(stores, scope, made);
  const judged = rows.map(row => ({ row, predictability: judge(made, row, changes) }));
  const referenceDailyError = medianDailyError(judged.map(one => one.predictability));
  const expediteShare = medianExpediteShare(made, expedites);
  const given = { referenceDailyError, expedites, expediteShare };
  return judged.map(one => ({ ...one, worth: worthOf(made, one, given) }));
}

function judge(made: Made, row: number, changes: ReadonlyMap<number, Changes>): Predictability {
  const { read, forecast, terms } = made;
  const position = forecast.positions[row] as number;
  const regularity = forecast.regularities[row] as number;
  const handled = changes.get((read.cards[position] as { id: number }).id);
  return predictability({
    demands: demandsAt(made, position),
    through: terms.until,
    regularity: Number.isNaN(regularity) ? undefined : regularity,
    // Where no customer has a change, nobody counts them: that is not known to be none.
    handling:
      changes.size === 0
        ? {}
        : {
            orders: forecast.terms.orders[row] as number,
            changes: handled?.changes ?? 0,
            changesInFrozenWindow: handled?.frozen ?? 0,
          },
    forecast: {},
  });
}

function demandsAt({ read }: Made, position: number) {
  const { customer, day } = read.purchases;
  let from = firstAt(customer, position);
  const demands: { day: string; quantity: number }[] = [];
  for (; from < customer.length && customer[from] === position; from++)
    demands.push({ day: dayOfNumber(day[from] as number), quantity: read.units[from] as number });
  return demands;
}

/** Rows come by customer. */
function firstAt(customer: Uint32Array, position: number): number {
  let [low, high] = [0, customer.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((customer[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Changes {
  readonly changes: number;
  readonly frozen: number;
}

async function changesOf(stores: ValueStores, scope: Scope, { terms }: Made) {
  const last = Number(terms.until.slice(0, 7).replace('-', ''));
  const read = await stores.ledger.columns(scope, HANDLING, { change: CHANGE, frozen: FROZEN, last });
  const [ids, changes, frozen] = [numbers(read.customer_id), numbers(read.changes), numbers(read.frozen)];
  const known = new Map<number, Changes>();
  for (const [row, id] of ids.entries())
    if ((changes[row] as number) > 0)
      known.set(id, { changes: (changes[row] as number) / 1000, frozen: (frozen[row] as number) / 1000 });
  return known;
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
  },
): PredictabilityWorth {
  const { read, forecast } = made;
  const position = forecast.positions[row] as number;
  const { revenue, contribution } = read.trade;
  const units = demandsAt(made, position).reduce((sum, { quantity }) => sum + quantity, 0);
  const cost = (revenue[position] as number) - (contribution[position] as number);
  const years = Math.max(1 / 12, yearsOf(made));
  const own = given.expedites.get((read.cards[position] as { id: number }).id) ?? 0;
  const counted = given.expedites.size > 0;
  return predictabilityWorth(judged, {
    ...STOCK_TERMS,
    unitCost: units > 0 && cost > 0 ? cost / units : undefined,
    referenceDailyError: given.referenceDailyError,
    expediteCost: counted ? own / years : undefined,
    referenceExpediteCost:
      given.expediteShare === undefined
        ? undefined
        : (given.expediteShare * Math.max(0, revenue[position] as number)) / years,
  });
}

function yearsOf({ read, terms }: Made): number {
  const { day } = read.purchases;
  const first = day.reduce((least, one) => Math.min(least, one), day[0] ?? 0);
  return (Date.parse(terms.until) / 86_400_000 - first + 1) / 365.25;
}
