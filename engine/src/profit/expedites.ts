import { parseActivityDriver } from '../measures/drivers.ts';
import type { Amount } from '../units/amount.ts';
import { largestRemainder } from '../units/rounding.ts';
import type { Activity, CostModel } from './cost-model.ts';
import { minutesFor } from './costing.ts';
import { type NamedCustomers, NOBODY_NAMED, termFor } from './term-exceptions.ts';

/** The kind of activity that hurries an order along. */
export const EXPEDITE = 'expedite';

/** Of whom and when, and whether our own mistake caused it; month as the ledger keeps it. */
interface Of {
  readonly customer: number;
  readonly month: number;
  readonly own: boolean;
}

/** Expedites of a customer's month with one reason, which is their flag. */
export interface ExpediteFact extends Of {
  readonly flag: string | undefined;
  /** Thousandths, as are the minutes measured. */
  readonly count: number;
  readonly minutes: number;
  readonly money: Amount;
}

/** What an activity that expedites draw on costs in a customer's month. */
export interface ExpediteCost extends Of {
  /** Index into the model's activities. */
  readonly activity: number;
  /** Millionths of a minute. */
  readonly minutes: number;
  readonly amount: Amount;
}

/** A line of the expedite ledger. */
export interface ExpediteEntry extends Of {
  readonly flag: string | undefined;
  /** Thousandths. */
  readonly count: number;
  /** Millionths of a minute, by the time equations. */
  readonly minutes: number;
  readonly amount: Amount;
}

/** Activities of a model that count expedites and nothing else: what these cost is the cost of expediting. */
export function expediteActivities({ activities }: CostModel): number[] {
  return [...activities.keys()].filter(index => {
    const { minutes = [], money = [] } = activities[index] as CostModel['activities'][number];
    const drivers = [...minutes.map(({ driver }) => driver), ...money];
    return drivers.length > 0 && drivers.every(driver => parseActivityDriver(driver)?.activity === EXPEDITE);
  });
}

/**
 * What expediting took, by customer, month, reason and cause. The minutes and the cost of an activity in a customer's month
 * are allocated over its reasons by the minutes that its time equation gives each of them, for money by the money paid, so
 * that the entries sum to the cost of the activities exactly.
 *
 * @param facts and costs ordered by customer and month
 * @param named ids of the customers for whom the model makes exceptions
 * Example: 2 expedites without a flag and 1 with `set_up`, at 75 minutes and 240 more with `set_up` → 150 and 315 minutes
 */
export function expediteLedger(
  model: CostModel,
  facts: readonly ExpediteFact[],
  costs: readonly ExpediteCost[],
  named: NamedCustomers = NOBODY_NAMED,
): ExpediteEntry[] {
  const entries = new Map<string, { entry: ExpediteEntry; fact: ExpediteFact }[]>();
  for (const fact of facts) {
    const { customer, month, own, flag, count } = fact;
    const mine = entries.get(keyOf(fact)) ?? [];
    entries.set(keyOf(fact), mine);
    mine.push({ entry: { customer, month, own, flag, count, minutes: 0, amount: 0 }, fact });
  }
  for (const cost of costs) {
    const mine = entries.get(keyOf(cost)) ?? [];
    const weights = mine.map(({ fact }) =>
      weightOf(model.activities[cost.activity] as Activity, fact, named),
    );
    if (!weights.some(weight => weight > 0) || weights.some(weight => weight < 0)) {
      const { customer, month, own } = cost;
      const entry = {
        customer,
        month,
        own,
        flag: undefined,
        count: 0,
        minutes: cost.minutes,
        amount: cost.amount,
      };
      entries.set(`${keyOf(cost)} ${cost.activity}`, [{ entry, fact: { ...entry, money: 0 } }]);
      continue;
    }
    const minutes = largestRemainder(cost.minutes, weights);
    const amounts = largestRemainder(cost.amount, weights);
    for (const [at, one] of mine.entries()) {
      const { entry } = one;
      one.entry = {
        ...entry,
        minutes: entry.minutes + (minutes[at] as number),
        amount: entry.amount + (amounts[at] as number),
      };
    }
  }
  return [...entries.values()].flat().map(({ entry }) => entry);
}

function keyOf({ customer, month, own }: Of): string {
  return `${customer} ${month} ${own}`;
}

/** What one reason weighs among those of a customer's month: minutes by the equation, or the money paid. */
function weightOf({ minutes, money }: Activity, fact: ExpediteFact, named: NamedCustomers): number {
  if (money) return fact.money;
  return (minutes ?? [])
    .filter(({ when }) => when === undefined || when === fact.flag)
    .reduce((total, term) => {
      const measured = parseActivityDriver(term.driver)?.takes === 'minutes';
      return total + minutesFor(termFor(term, fact.customer, named))(measured ? fact.minutes : fact.count);
    }, 0);
}
