import { classifyDemand, type Demand } from '../measures/demand.ts';
import type { Day } from '../units/day.ts';
import { type BucketedDemand, bucketDemand, type DayDemand } from './demand-bucket.ts';
import { type RollingOrigin, type RollingOriginSettings, rollingOrigin } from './rolling-origin.ts';

/** Parts of the score and what each weighs, together 100. The weights are a judgement, not a finding: they are shown. */
export const PREDICTABILITY_WEIGHTS = {
  evenness: 30,
  regularity: 20,
  forecast: 20,
  changes: 15,
  notice: 10,
  returns: 5,
} as const;
export type PredictabilityPart = keyof typeof PREDICTABILITY_WEIGHTS;

/** Weight that has to be known for a score to be stated. */
export const PREDICTABILITY_KNOWN_LEAST = 50;

/** How orders were handled in the time that is looked at. What nobody counted stays undefined. */
export interface OrderHandling {
  readonly orders: number | undefined;
  /** Changes and cancellations after confirmation. */
  readonly changes: number | undefined;
  /** Of these, inside the frozen window; they count twice. */
  readonly changesInFrozenWindow: number | undefined;
  /** Median days from order to the day wanted. */
  readonly noticeDays: number | undefined;
  /** Orders that the median is of. */
  readonly noticeOrders: number | undefined;
  /** Days before delivery in which the plan is fixed. */
  readonly frozenWindowDays: number | undefined;
  /** Whether nobody has stated it. */
  readonly frozenWindowAssumed: boolean | undefined;
  /** Orders of which something came back. */
  readonly ordersReturned: number | undefined;
}

export interface PredictabilityInput {
  readonly demands: readonly DayDemand[];
  /** Last day of the window. */
  readonly through: Day;
  /** k of the customer, as `regularities` draws it to the others'. */
  readonly regularity: number | undefined;
  readonly handling: Partial<OrderHandling>;
  readonly forecast: Partial<RollingOriginSettings>;
}

/** A part of the score: points = 100 × weight × value ÷ the weight of all known parts. */
export interface PredictabilityShare {
  readonly part: PredictabilityPart;
  readonly weight: number;
  /** 0 to 1; undefined where it is not known. */
  readonly value: number | undefined;
  /** What it adds to the score; points sum to the score. Undefined where there is none. */
  readonly points: number | undefined;
  /** How the value came about, or why there is none. */
  readonly reason: string;
}

export interface Predictability {
  /** 0 to 100; undefined where less than half of the weight is known. */
  readonly score: number | undefined;
  /** Weight of the known parts, 0 to 100. */
  readonly known: number;
  readonly parts: readonly PredictabilityShare[];
  readonly buckets: BucketedDemand;
  readonly demand: Demand | undefined;
  readonly forecast: RollingOrigin | 'insufficient';
}

/**
 * How well a customer's orders can be planned for, 0 to 100, with its parts. Each part is 0 to 1:
 *
 * - evenness: 1 ÷ (ADI × (1 + CV²)), at the bucket that fits the rhythm; equal to (mean ÷ root mean square of all buckets)².
 * - regularity: 1 − 1 ÷ √k, what gamma gaps of shape k vary less than gaps at random; never below 0.
 * - forecast: 1 − rmse ÷ mean demand of the rolling forecast; never below 0. Not its skill against the naive mean, which stands
 *   beside it: steady demand leaves no skill to have, since the mean forecasts it.
 * - changes: 1 − (changes + those inside the frozen window) ÷ orders; never below 0.
 * - notice: days of notice ÷ days of the frozen window; never above 1.
 * - returns: 1 − orders returned ÷ orders; never below 0.
 *
 * Parts that are not known leave the score to the others; which those are is in `parts`.
 */
export function predictability(input: PredictabilityInput): Predictability {
  const buckets = bucketDemand(input.demands, input.through);
  const demand = classifyDemand(Array.from(buckets.series), 0, buckets.series.length - 1);
  const forecast = rollingOrigin(buckets.series, input.forecast);
  const values: Record<PredictabilityPart, Valued> = {
    evenness: evenness(demand, buckets),
    regularity: regularity(input.regularity),
    forecast: forecastPart(forecast),
    changes: changes(input.handling),
    notice: notice(input.handling),
    returns: returns(input.handling),
  };
  const parts = (Object.keys(PREDICTABILITY_WEIGHTS) as PredictabilityPart[]).map(part => ({
    part,
    weight: PREDICTABILITY_WEIGHTS[part],
    ...values[part],
  }));
  const known = parts.reduce((so, { weight, value }) => so + (value === undefined ? 0 : weight), 0);
  const isScored = known >= PREDICTABILITY_KNOWN_LEAST;
  const shares = parts.map(({ part, weight, value, reason }): PredictabilityShare => {
    const points = isScored && value !== undefined ? (100 * weight * value) / known : undefined;
    return { part, weight, value, points, reason };
  });
  const score = isScored ? shares.reduce((so, { points }) => so + (points ?? 0), 0) : undefined;
  return { score, known, parts: shares, buckets, demand, forecast };
}

interface Valued {
  readonly value: number | undefined;
  readonly reason: string;
}

function evenness(demand: Demand | undefined, { bucketDays, medianGap }: BucketedDemand): Valued {
  if (demand === undefined || demand.class === 'insufficient')
    return unknown('Fewer than two buckets have demand.');
  const chosen = medianGap === undefined ? '' : `, chosen by the median gap of ${oneDecimal(medianGap)} days`;
  return {
    value: 1 / (demand.adi * (1 + demand.cv2)),
    reason: `Demand is ${demand.class} in buckets of ${bucketDays} days${chosen}: ADI ${twoDecimals(demand.adi)}, CV² ${twoDecimals(demand.cv2)}, ${demand.nonzero} of ${demand.periods} buckets with demand.`,
  };
}

function regularity(k: number | undefined): Valued {
  if (k === undefined || !(k > 0))
    return unknown('Fewer than three purchase days, or too few customers to draw it to.');
  return {
    value: Math.max(0, 1 - 1 / Math.sqrt(k)),
    reason: `Regularity of timing k = ${oneDecimal(k)}; 1 is at random.`,
  };
}

function forecastPart(forecast: RollingOrigin | 'insufficient'): Valued {
  if (forecast === 'insufficient')
    return unknown('Too few buckets with demand to forecast from several origins.');
  const { rolling, demand, chosen, origins } = forecast;
  if (demand === 0)
    return unknown(`No demand at any of the ${origins} origins, so the error is a part of nothing.`);
  const error = rolling.rmse / demand;
  const skill =
    rolling.skill === undefined
      ? 'not defined'
      : `${String(Math.round(rolling.skill * 100)).replace('-', '−')} %`;
  return {
    value: Math.max(0, 1 - error),
    reason: `The forecast misses by ${Math.round(error * 100)} % of mean demand over ${origins} origins; best rule ${chosen}, skill against the mean ${skill}.`,
  };
}

function changes({ orders, changes, changesInFrozenWindow }: Partial<OrderHandling>): Valued {
  if (!isCount(orders) || orders === 0) return unknown('How many orders there were is not known.');
  if (!isCount(changes)) return unknown('Changes of orders are not counted.');
  const frozen = isCount(changesInFrozenWindow) ? changesInFrozenWindow : undefined;
  const inside = frozen === undefined ? 'where they fell is not known' : `${frozen} inside the frozen window`;
  return {
    value: Math.max(0, 1 - (changes + (frozen ?? 0)) / orders),
    reason: `${changes} changes in ${orders} orders, ${inside}.`,
  };
}

function notice({
  noticeDays,
  noticeOrders,
  frozenWindowDays,
  frozenWindowAssumed,
}: Partial<OrderHandling>): Valued {
  if (!isCount(noticeDays))
    return unknown('Days of notice are not known: no delivery says when an order is wanted.');
  if (!isCount(frozenWindowDays)) return unknown('The frozen window is not stated.');
  const of = isCount(noticeOrders)
    ? `, the median of ${noticeOrders} ${noticeOrders === 1 ? 'order' : 'orders'}`
    : '';
  const assumed = frozenWindowAssumed ? ' days, which is assumed' : ' days';
  return {
    value: frozenWindowDays === 0 ? 1 : Math.min(1, noticeDays / frozenWindowDays),
    reason: `${oneDecimal(noticeDays)} days of notice${of}, for a frozen window of ${oneDecimal(frozenWindowDays)}${assumed}.`,
  };
}

function returns({ orders, ordersReturned }: Partial<OrderHandling>): Valued {
  if (!isCount(orders) || orders === 0) return unknown('How many orders there were is not known.');
  if (!isCount(ordersReturned)) return unknown('Returns are not counted.');
  return {
    value: Math.max(0, 1 - ordersReturned / orders),
    reason: `Something came back of ${ordersReturned} of ${orders} orders.`,
  };
}

function unknown(reason: string): Valued {
  return { value: undefined, reason };
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && Number.isFinite(value);
}

function oneDecimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function twoDecimals(value: number): string {
  return String(Math.round(value * 100) / 100);
}
