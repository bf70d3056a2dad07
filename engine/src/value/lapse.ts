import { median } from '../profit/ranking.ts';
import { type Day, dayNumber } from '../units/day.ts';
import { posteriorMean } from './beta-prior.ts';
import {
  basisOf,
  LAPSE_ALARMS_LEAST,
  LAPSE_GAPS_LEAST,
  type LapseBasis,
  type LapseLevel,
  lapseLevels,
  outcomesAt,
  pooledMultiple,
  type ReplayedSilence,
  type Rhythm,
  replay,
  spreadOf,
  thresholdOf,
} from './lapse-replay.ts';
import { gapsBetween, type PurchaseDays, purchaseDayNumbers } from './purchase-gaps.ts';

/** What a customer's silence says beside its own rhythm. All intervals in days. */
export interface LapseSignal {
  readonly customer: string;
  /** What the threshold comes from; 'insufficient' where there is none. */
  readonly basis: LapseBasis | 'insufficient';
  /** Why there is no statement, or what of it was borrowed from the other customers. */
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
   * Of silences longer than `rateBeyond`, the share that ended with an order, 0 to 1: the customer's own, drawn towards those of
   * all customers. Undefined where too few are old enough to be judged.
   */
  readonly falseAlarmRate: number | undefined;
  /** The threshold, or as many times it as the present silence has passed. */
  readonly rateBeyond: number | undefined;
  /** Own past silences behind the rate. All of them ended with an order: the present one is not in. */
  readonly ownAlarms: number;
}

/** The rule as it did on the past of all customers. */
export interface LapseRule {
  /** Multiple of the usual interval that customers with few gaps borrow: the median of the others'. */
  readonly pooledMultiple: number | undefined;
  /** Past silences that the rule was replayed on, and how many of these passed the threshold of their time. */
  readonly silences: number;
  readonly alarms: number;
  /** How silences ended that passed the threshold, or a multiple of it, by what the threshold came from. */
  readonly levels: readonly LapseLevel[];
}

/**
 * Lapse signals from each customer's own order rhythm, and the false-alarm rate of the rule.
 *
 * A silence is too long above median gap + 3 × spread, and never below 1.5 × median gap: for purchases at random (exponential
 * gaps) 6 % of the gaps are longer.
 *
 * The rate comes from replay: for every past gap the threshold is worked out from the gaps before it alone, as somebody would
 * have done on that day. An alarm is judged once as long again as its threshold has gone by since, whether an order came or
 * not, so that orders that came fast do not count more; an order at any later time still makes it a false one. Most alarms are
 * false at the threshold and few long after it, so the rate is that of silences that passed as many times the threshold
 * as the present one has (1, 1.5, 2, 3, 4, 6), and apart for customers that borrow theirs.
 *
 * The share is a beta mixture over customers (empirical Bayes): a customer's run of alarms ends with the first that no order
 * followed, the sampling of the shifted beta-geometric (Fader & Hardie 2007, doi 10.1002/dir.20074), and its likelihood
 * does not depend on the stopping. The multiple that few-gap customers borrow is of all the data, so it looks ahead a little.
 *
 * @param asOf the day asked about; purchases after it are left out
 * @returns signals in the order of `histories`; which matter most is up to the caller
 */
export function lapseSignals(
  histories: readonly PurchaseDays[],
  asOf: Day,
): { readonly rule: LapseRule; readonly signals: readonly LapseSignal[] } {
  const today = dayNumber(asOf);
  const rhythms = histories.map(({ customer, days }): Rhythm => {
    const numbers = purchaseDayNumbers(days, asOf);
    return { customer, days: numbers, gaps: gapsBetween(numbers) };
  });
  const multiple = pooledMultiple(rhythms);
  const replays = rhythms.map(rhythm => replay(rhythm, multiple, today));
  const levels = lapseLevels(replays, today);
  const past = replays.flatMap(silences => silences.filter(({ isPresent }) => !isPresent));
  return {
    rule: {
      pooledMultiple: multiple,
      silences: past.length,
      alarms: past.filter(({ length, threshold }) => length > threshold).length,
      levels,
    },
    signals: rhythms.map((rhythm, i) =>
      signalOf(rhythm, { multiple, levels, today, silences: replays[i] as ReplayedSilence[] }),
    ),
  };
}

/**
 * A signal in one sentence; the false-alarm rate is in it wherever it is known.
 * Example: "Usually orders every 18 days, now 41. Of silences past 36 days, 40 % ended with an order."
 */
export function lapseSentence(signal: LapseSignal): string {
  const { usual, silence, threshold, falseAlarmRate, rateBeyond = threshold, reason } = signal;
  if (usual === undefined || silence === undefined || rateBeyond === undefined) return reason ?? '';
  const rhythm = `Usually orders every ${inDays(usual)}, now ${Math.round(silence)}.`;
  // Rounded up, the present silence could seem to be no longer than what it has passed.
  const whole = Math.floor(rateBeyond);
  const beyond = whole === 1 ? 'a day' : inDays(whole);
  return falseAlarmRate === undefined
    ? `${rhythm} How many silences past ${beyond} end with an order is not known yet.`
    : `${rhythm} Of silences past ${beyond}, ${Math.round(falseAlarmRate * 100)} % ended with an order.`;
}

interface Replayed {
  readonly multiple: number | undefined;
  readonly levels: readonly LapseLevel[];
  readonly today: number;
  readonly silences: readonly ReplayedSilence[];
}

function signalOf({ customer, days, gaps }: Rhythm, replayed: Replayed): LapseSignal {
  const { multiple, levels, today, silences } = replayed;
  const usual = median(gaps);
  const threshold = thresholdOf(gaps, multiple);
  const silence = days.length === 0 ? undefined : today - (days.at(-1) as number);
  const known = threshold !== undefined && silence !== undefined;
  const basis = basisOf(gaps);
  const level = known ? levelAt(levels, basis, silence / threshold) : undefined;
  const own = level
    ? outcomesAt(silences, level, { today, withPresent: false })
    : { trials: 0, successes: 0 };
  return {
    customer,
    basis: known ? basis : 'insufficient',
    reason: reasonFor(gaps.length, { known, isRated: level?.prior !== undefined, own: own.trials }),
    gaps: gaps.length,
    usual,
    spread: usual === undefined || basis === 'pooled' ? undefined : spreadOf(gaps, usual),
    longest: gaps.length === 0 ? undefined : gaps.reduce((most, gap) => Math.max(most, gap), 0),
    silence,
    threshold,
    overdue: known ? silence > threshold : undefined,
    falseAlarmRate: level?.prior && posteriorMean(level.prior, own),
    rateBeyond: known && level?.prior ? threshold * level.multiple : undefined,
    ownAlarms: own.trials,
  };
}

/** The furthest level that the silence has passed and that has a rate; the threshold itself where it has passed none. */
function levelAt(levels: readonly LapseLevel[], basis: LapseBasis, passed: number): LapseLevel | undefined {
  const own = levels.filter(level => level.basis === basis && level.prior !== undefined);
  return own.findLast(({ multiple }) => multiple < passed) ?? own.find(({ multiple }) => multiple === 1);
}

function reasonFor(
  gaps: number,
  { known, isRated, own }: { known: boolean; isRated: boolean; own: number },
): string | undefined {
  if (gaps === 0) return 'Fewer than two purchase days: there is no interval yet.';
  if (!known)
    return `Fewer than ${LAPSE_GAPS_LEAST} intervals, and too few customers with a rhythm to borrow from.`;
  const borrowed = gaps < LAPSE_GAPS_LEAST ? 'The threshold is borrowed from the other customers. ' : '';
  if (!isRated) return `${borrowed}Fewer than ${LAPSE_ALARMS_LEAST} past alarms can be judged.`;
  if (own === 0) return `${borrowed}The false-alarm rate is that of all customers.`;
  return borrowed === '' ? undefined : borrowed.trim();
}

function inDays(days: number): string {
  const whole = Math.round(days);
  return whole === 1 ? 'day' : `${whole} days`;
}
