import { expectedPurchases } from './expected-purchases.ts';
import type { Histories, PurchaseModel } from './histories.ts';
import { outlookOf } from './outlook.ts';
import { collapse, NO_PATTERN } from './patterns.ts';

/** A row per customer; NaN never: a customer whose history is none has 0 and is counted in `without`. */
export interface Scores {
  /** P(alive), 0 to 1. */
  readonly alive: Float64Array;
  /** Expected purchases within the time asked for. */
  readonly expected: Float64Array;
  /** Customers without a forecast, since their history or the model's parameters are none. */
  readonly without: number;
}

/**
 * P(alive) and expected purchases of all customers within a time to come, in the unit of the histories. Customers with the
 * same history share the work.
 *
 * @param collapsed of the same histories, where somebody has collapsed them already
 */
export function scoreCustomers(
  model: PurchaseModel,
  histories: Pick<Histories, 'repeats' | 'recency' | 'age'>,
  time: number,
  collapsed = collapse(histories),
): Scores {
  const { patterns, ofCustomer, withoutHistory } = collapsed;
  const ofPattern = { alive: new Float64Array(patterns.count), expected: new Float64Array(patterns.count) };
  let without = withoutHistory;
  const history = { repeats: 0, recency: 0, age: 0 };
  for (let i = 0; i < patterns.count; i++) {
    history.repeats = patterns.repeats[i] as number;
    history.recency = patterns.recency[i] as number;
    history.age = patterns.age[i] as number;
    const outlook = outlookOf(model, history);
    const expected = outlook && expectedPurchases(outlook, time);
    if (!outlook || expected === undefined) {
      without += patterns.weights[i] as number;
      continue;
    }
    ofPattern.alive[i] = outlook.alive;
    ofPattern.expected[i] = expected;
  }
  const alive = new Float64Array(ofCustomer.length);
  const expected = new Float64Array(ofCustomer.length);
  for (let customer = 0; customer < ofCustomer.length; customer++) {
    const pattern = ofCustomer[customer] as number;
    if (pattern === NO_PATTERN) continue;
    alive[customer] = ofPattern.alive[pattern] as number;
    expected[customer] = ofPattern.expected[pattern] as number;
  }
  return { alive, expected, without };
}
