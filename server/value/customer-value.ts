import { addMonths, monthOf, type Scope } from '@clientele/engine';
import { customerFor } from '../profit/customer-page.ts';
import { contractsOf } from './contracts.ts';
import {
  cardAnswer,
  cardAt,
  lapseAnswer,
  type Made,
  moneyText,
  rowAnswer,
  rowOfCustomer,
} from './forecast-row.ts';
import { inputsThatHold } from './input-store.ts';
import { customerInputs, inputAnswer, referrersOf, todayIn } from './inputs.ts';
import { predictabilityOf } from './predictability.ts';
import { quadrantOf } from './quadrants.ts';
import { referralsOf } from './referrals.ts';
import { replacementAnswer, spentOf, visibilityOf } from './stated-worth.ts';
import type { TermsAsked, ValueStores } from './terms.ts';
import { standing } from './value-answer.ts';
import { valueFigure } from './value-figure.ts';
import { monthsOf, residualOf, sensitivityOf, stepsOf } from './value-steps.ts';

/** A planner's list of the largest sets the median that a customer is held against. */
const COMPARED_MOST = 60;

/** What a customer will be worth and how that comes about, and what was stated of it. */
export async function customerValueAnswer(stores: ValueStores, scope: Scope, id: string, asked: TermsAsked) {
  const customer = await customerFor(stores, scope, id);
  const [stood, everything] = await Promise.all([
    standing(stores, scope, asked),
    stores.database.within(scope, store => inputsThatHold(scope, store)),
  ]);
  const made = stood.state === 'ready' ? stood.made : undefined;
  const row = made && rowOfCustomer(made, customer.publicId);
  const today = todayIn(made);
  const inputs = customerInputs(everything, customer.id);
  const referrers = await referrersOf(stores, scope, everything);
  const signal = row === undefined ? undefined : made?.forecast.lapses[row];
  return {
    state: stood.state,
    customer: cardAnswer(customer),
    currency: made?.read.ranked.settings.currency ?? '',
    until: made?.terms.until ?? asked.until ?? '',
    unit: asked.unit,
    months: asked.months,
    rate: asked.rate,
    value: made && row !== undefined ? valueAt(made, row) : null,
    lapse: signal ? lapseAnswer(signal) : null,
    predictability: await predictabilityAnswer(stores, scope, made, row),
    replacement: replacementAnswer(inputs, made, customer),
    spent: spentOf(inputs, today),
    quadrant: quadrantOf(everything, made, customer),
    referrals: referralsOf(everything, made, { customer, known: referrers, today }),
    contracts: contractsOf(everything, customer.id, {
      until: made?.terms.until ?? (asked.until || today),
      ...{ months: asked.months, rate: asked.rate },
      currency: made?.read.ranked.settings.currency ?? '',
    }),
    visibility: visibilityOf(everything, made, { customer, today }),
    inputs: inputs.map(input => inputAnswer(input, { today, referrers })),
  };
}

function valueAt(made: Made, row: number) {
  const { forecast, terms } = made;
  const residual = residualOf(made, row);
  const start = monthOf(terms.until);
  return {
    ...rowAnswer(made, row),
    rank: 1 + forecast.value.reduce((above, one) => above + Number(one > (forecast.value[row] as number)), 0),
    of: forecast.value.length,
    residual: residual === undefined ? null : moneyText(residual),
    steps: stepsOf(made, row).map(({ key, ...step }) => ({
      ...step,
      figure: valueFigure(made.terms, cardAt(made, row).publicId, key),
    })),
    byMonth: monthsOf(made, row).map(({ purchases, value }, i) => ({
      month: addMonths(start, i + 1),
      purchases,
      value: moneyText(value),
    })),
    sensitivity: sensitivityOf(made, row),
  };
}

async function predictabilityAnswer(
  stores: ValueStores,
  scope: Scope,
  made: Made | undefined,
  row: number | undefined,
) {
  if (!made || row === undefined) return NOT_JUDGED;
  const { revenue } = made.read.trade;
  const revenueOf = (one: number) => revenue[made.forecast.positions[one] as number] as number;
  const others = Array.from(made.forecast.positions.keys())
    .sort((a, b) => revenueOf(b) - revenueOf(a) || a - b)
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
