import { median } from '../profit/ranking.ts';
import { type Day, dayNumber } from '../units/day.ts';
import { type BetaPrior, fitBetaPrior, type Outcomes, posteriorMean } from './beta-prior.ts';
import { gapsBetween, type PurchaseDays, purchaseDayNumbers } from './purchase-gaps.ts';

/** Gaps from which a customer has a rhythm of its own. */
export const LAPSE_GAPS_LEAST = 3;
/** Deviations above the usual interval, and the least multiple of it, at which a silence is too long. */
export const LAPSE_DEVIATIONS = 3;
export const LAPSE_MULTIPLE_LEAST = 1.5;
/** Customers with a rhythm of their own from which others may borrow; alarms from which a rate is stated. */
export const LAPSE_POOL_LEAST = 10;
export const LAPSE_ALARMS_LEAST = 10;

/** What a customer's silence says beside its own rhythm. All intervals in days. */
export interface LapseSignal {
  readonly customer: string;
  /**
   * 'own': threshold from its own gaps. 'pooled': one or two gaps, so their median times the multiple that is usual among the
   * others. 'insufficient': no statement.
   */
  readonly basis: 'own' | 'pooled' | 'insufficient';
  /** Why there is no statement, or where the threshold or the rate was borrowed. */
  readonly reason: string | undefined;
  readonly gaps: number;
  /** Usual interval: median gap. */
  readonly usual: number | undefined;
  /** Median absolute deviation of the gaps × 1.4826, which is the standard deviation where gaps are normal. */
  readonly spread: number | undefined;
  /** The longest silence that it ever ended with an order. */
  readonly longest: number | undefined;
  /** Days since the last purchase. */
  readonly silence: number | undefined;
  readonly threshold: number | undefined;
  /** silence > threshold. */
  readonly overdue: boolean | undefined;
  /**
   * Of silences that passed the threshold, the share that ended with an order, 0 to 1: its own past alarms, drawn towards those
   * of all customers. Undefined where too few alarms are old enough to be judged.
   */
  readonly falseAlarmRate: number | undefined;
  /** Own past silences that passed the threshold of their time. All of them ended with an order: the present one is not in. */
  readonly ownAlarms: number;
}

/** The rule as it did on the past of all customers. */
export interface LapseRule {
  /** Multiple of the usual interval that customers with few gaps borrow: the median of the others'. */
  readonly pooledMultiple: number | undefined;
  /** Past silences that the rule was replayed on, and how many of these passed the threshold of their time. */
  readonly silences: number;
  readonly alarms: number;
  /** Alarms old enough to be judged, and those of them that ended with an order by the day asked about. */
  readonly judged: number;
  readonly ended: number;
  /** The Beta distribution of the share among customers that own counts are drawn to. */
  readonly prior: BetaPrior | undefined;
}

/**
 * Lapse signals from each customer's own order rhythm, and the false-alarm rate of the rule.
 *
 * A silence is too long above median gap + 3 × spread, and never below 1.5 × median gap: for purchases at random (exponential
 * gaps) 6 % of the gaps are longer.
 *
 * The rate comes from replay: for every past gap the threshold is worked out from the gaps before it alone, as somebody would
 * have done on that day. An alarm is judged once as long again as its threshold has gone by since, whether an order came or
 * not, so that orders that came fast do not count more; an order at any later time still makes it a false one. The share is a
 * beta mixture over customers (empirical Bayes): a customer's run of alarms ends with the first that no order followed, which
 * is the sampling of the shifted beta-geometric (Fader & Hardie 2007, doi 10.1002/dir.20074), and its likelihood does not
 * depend on the stopping. The multiple that few-gap customers borrow is of all the data, so that part looks ahead a little.
 *
 * The present silence is not in the customer's own counts. The rate is that of silences that pass the threshold: one that has
 * lasted far longer ends with an order more seldom; `longest` says what this customer ever came back from.
 *
 * @param asOf the day asked about; purchases after it are left out
 * @returns signals in the order of `histories`; which matter most is up to the caller
 */
export function lapseSignals(
  histories: readonly PurchaseDays[],
  asOf: Day,
): { readonly rule: LapseRule; readonly signals: readonly LapseSignal[] } {
  const today = dayNumber(asOf);
  const rhythms = histories.map(({ customer, days }) => rhythmOf(customer, purchaseDayNumbers(days, asOf)));
  const multiple = pooledMultiple(rhythms);
  const replays = rhythms.map(rhythm => replay(rhythm, multiple, today));
  const outcomes = replays.map(({ judged, ended }): Outcomes => ({ trials: judged, successes: ended }));
  const judged = total(outcomes, ({ trials }) => trials);
  const prior = judged < LAPSE_ALARMS_LEAST ? undefined : fitBetaPrior(outcomes);
  return {
    rule: {
      pooledMultiple: multiple,
      silences: total(replays, ({ silences }) => silences),
      alarms: total(replays, ({ alarms }) => alarms),
      judged,
      ended: total(outcomes, ({ successes }) => successes),
      prior,
    },
    signals: rhythms.map((rhythm, i) =>
      signalOf(rhythm, { multiple, prior, today, past: replays[i] as Replay }),
    ),
  };
}

/**
 * A signal in one sentence; the false-alarm rate is in it wherever it is known.
 * Example: "Usually orders every 18 days, now 41. Of silences past 36 days, 40 % ended with an order."
 */
export function lapseSentence({ usual, silence, threshold, falseAlarmRate, reason }: LapseSignal): string {
  if (usual === undefined || silence === undefined || threshold === undefined) return reason ?? '';
  const rhythm = `Usually orders every ${inDays(usual)}, now ${Math.round(silence)}.`;
  const past = `Of silences past ${inDays(threshold)},`;
  return falseAlarmRate === undefined
    ? `${rhythm} How many silences past ${inDays(threshold)} end with an order is not known yet.`
    : `${rhythm} ${past} ${Math.round(falseAlarmRate * 100)} % ended with an order.`;
}

interface Rhythm {
  readonly customer: string;
  readonly days: Float64Array;
  readonly gaps: Float64Array;
}

/** How the rule would have done on one customer's past, its present silence in `judged` once that is old enough. */
interface Replay {
  readonly silences: number;
  readonly alarms: number;
  readonly judged: number;
  readonly ended: number;
  readonly past: Outcomes;
}

function rhythmOf(customer: string, days: Float64Array): Rhythm {
  return { customer, days, gaps: gapsBetween(days) };
}

function spreadOf(gaps: ArrayLike<number>, usual: number): number {
  return 1.4826 * (median(Float64Array.from(gaps, gap => Math.abs(gap - usual))) ?? 0);
}

function thresholdOf(gaps: Float64Array, multiple: number | undefined): number | undefined {
  const usual = median(gaps);
  if (usual === undefined) return undefined;
  if (gaps.length < LAPSE_GAPS_LEAST) return multiple === undefined ? undefined : usual * multiple;
  return Math.max(usual + LAPSE_DEVIATIONS * spreadOf(gaps, usual), usual * LAPSE_MULTIPLE_LEAST);
}

function pooledMultiple(rhythms: readonly Rhythm[]): number | undefined {
  const own = rhythms.filter(({ gaps }) => gaps.length >= LAPSE_GAPS_LEAST);
  if (own.length < LAPSE_POOL_LEAST) return undefined;
  return median(own.map(({ gaps }) => (thresholdOf(gaps, undefined) as number) / (median(gaps) as number)));
}

function replay({ days, gaps }: Rhythm, multiple: number | undefined, today: number): Replay {
  let silences = 0;
  let alarms = 0;
  let judged = 0;
  for (let i = 1; i < gaps.length; i++) {
    const threshold = thresholdOf(gaps.subarray(0, i), multiple);
    if (threshold === undefined) continue;
    silences += 1;
    if ((gaps[i] as number) <= threshold) continue;
    alarms += 1;
    if ((days[i] as number) + 2 * threshold <= today) judged += 1;
  }
  const present = thresholdOf(gaps, multiple);
  const open = present !== undefined && (days.at(-1) as number) + 2 * present <= today ? 1 : 0;
  const past = { trials: judged, successes: judged };
  return { silences, alarms, judged: judged + open, ended: judged, past };
}

function signalOf(
  { customer, days, gaps }: Rhythm,
  rest: { multiple: number | undefined; prior: BetaPrior | undefined; today: number; past: Replay },
): LapseSignal {
  const { multiple, prior, today, past } = rest;
  const usual = median(gaps);
  const threshold = thresholdOf(gaps, multiple);
  const silence = days.length === 0 ? undefined : today - (days.at(-1) as number);
  const known = threshold !== undefined && silence !== undefined;
  return {
    customer,
    basis: !known ? 'insufficient' : gaps.length < LAPSE_GAPS_LEAST ? 'pooled' : 'own',
    reason: reasonFor(gaps.length, { known, rate: prior !== undefined, own: past.past.trials }),
    gaps: gaps.length,
    usual,
    spread: usual === undefined || gaps.length < LAPSE_GAPS_LEAST ? undefined : spreadOf(gaps, usual),
    longest: gaps.length === 0 ? undefined : gaps.reduce((most, gap) => Math.max(most, gap), 0),
    silence,
    threshold,
    overdue: known ? silence > threshold : undefined,
    falseAlarmRate: known && prior ? posteriorMean(prior, past.past) : undefined,
    ownAlarms: past.alarms,
  };
}

function reasonFor(
  gaps: number,
  { known, rate, own }: { known: boolean; rate: boolean; own: number },
): string | undefined {
  if (gaps === 0) return 'Fewer than two purchase days: there is no interval yet.';
  if (!known)
    return `Fewer than ${LAPSE_GAPS_LEAST} intervals, and too few customers with a rhythm to borrow from.`;
  const borrowed = gaps < LAPSE_GAPS_LEAST ? 'The threshold is borrowed from the other customers. ' : '';
  if (!rate) return `${borrowed}Fewer than ${LAPSE_ALARMS_LEAST} past alarms can be judged.`;
  if (own === 0) return `${borrowed}The false-alarm rate is that of all customers.`;
  return borrowed === '' ? undefined : borrowed.trim();
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((so, item) => so + of(item), 0);
}

function inDays(days: number): string {
  const whole = Math.round(days);
  return whole === 1 ? 'day' : `${whole} days`;
}
