import type { Scope } from '@clientele/engine';
import { type Made, moneyText } from './forecast-row.ts';
import { largestCustomers } from './largest-customers.ts';
import { predictabilityOf } from './predictability.ts';
import type { ValueStores } from './terms.ts';

/** A planner's list of the largest sets the median that a customer is held against. */
const COMPARED_MOST = 60;

/** How well a customer's orders can be planned for, and what that saves or costs, against the largest customers. */
export async function customerPredictability(
  stores: ValueStores,
  scope: Scope,
  made: Made | undefined,
  row: number | undefined,
) {
  if (!made || row === undefined) return NOT_JUDGED;
  const others = largestCustomers(made)
    .filter(one => one !== row)
    .slice(0, COMPARED_MOST);
  const [judged] = await predictabilityOf(stores, scope, made, [row, ...others]);
  if (!judged) return NOT_JUDGED;
  const { predictability: of, worth } = judged;
  const rolling = of.forecast === 'insufficient' ? undefined : of.forecast;
  const yearly = ({ saved, reason }: (typeof worth)['stock']) => ({
    saved: saved === undefined ? null : moneyText(saved),
    reason,
  });
  return {
    score: of.score ?? null,
    known: of.known,
    parts: of.parts.map(({ part, weight, value, points, reason }) => ({
      ...{ part, weight, reason },
      value: value ?? null,
      points: points ?? null,
    })),
    class: of.demand?.class ?? null,
    bucketDays: of.buckets.bucketDays,
    adi: of.demand?.adi ?? null,
    cv2: of.demand && Number.isFinite(of.demand.cv2) ? of.demand.cv2 : null,
    regularity: Number.isNaN(made.forecast.regularities[row])
      ? null
      : (made.forecast.regularities[row] ?? null),
    rule: rolling?.chosen ?? null,
    skill: rolling?.rolling.skill ?? null,
    stock: yearly(worth.stock),
    expediting: yearly(worth.expediting),
  };
}

const UNKNOWN = { saved: null, reason: 'There is no forecast of this customer yet.' };
const NOT_JUDGED = {
  ...{ score: null, known: 0, parts: [], class: null, bucketDays: 7, adi: null, cv2: null },
  ...{ regularity: null, rule: null, skill: null, stock: UNKNOWN, expediting: UNKNOWN },
};
