import { addMonths, monthOf, type Scope } from '@clientele/engine';
import { customerFor } from '../profit/customer-page.ts';
import { contractsOf } from './contracts.ts';
import { customerPredictability } from './customer-predictability.ts';
import {
  cardAnswer,
  cardAt,
  lapseAnswer,
  type Made,
  moneyText,
  rowAnswer,
  rowOfCustomer,
  valueRank,
} from './forecast-row.ts';
import { inputsThatHold } from './input-store.ts';
import { customerInputs, inputAnswer, referrersOf, todayIn } from './inputs.ts';
import { quadrantOf } from './quadrants.ts';
import { referralsOf } from './referrals.ts';
import { replacementAnswer, spentOf, visibilityOf } from './stated-worth.ts';
import type { TermsAsked, ValueStores } from './terms.ts';
import { standing } from './value-answer.ts';
import { valueFigure } from './value-figure.ts';
import { monthsOf, residualOf, sensitivityOf, stepsOf } from './value-steps.ts';

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
    predictability: await customerPredictability(stores, scope, made, row),
    replacement: replacementAnswer(inputs, made, customer),
    spent: spentOf(inputs, today),
    quadrant: await quadrantOf(everything, made, customer),
    referrals: referralsOf(everything, made, { customer, known: referrers, today }),
    contracts: contractsOf(everything, customer.id, {
      until: made?.terms.until ?? (asked.until || today),
      ...{ months: asked.months, rate: asked.rate },
      currency: made?.read.ranked.settings.currency ?? '',
    }),
    visibility: await visibilityOf(everything, made, { customer, today }),
    inputs: inputs.map(input => inputAnswer(input, { today, referrers })),
  };
}

function valueAt(made: Made, row: number) {
  const { forecast, terms } = made;
  const residual = residualOf(made, row);
  const start = monthOf(terms.until);
  const id = cardAt(made, row).publicId;
  return {
    ...rowAnswer(made, row),
    rank: valueRank(made, row),
    of: forecast.value.length,
    figures: {
      rank: valueFigure(terms, id, 'rank'),
      predictability: valueFigure(terms, id, 'predictability'),
      silence: valueFigure(terms, id, 'silence'),
    },
    residual: residual === undefined ? null : moneyText(residual),
    steps: stepsOf(made, row).map(({ key, ...step }) => ({
      ...step,
      figure: valueFigure(terms, id, key),
    })),
    byMonth: monthsOf(made, row).map(({ purchases, value }, i) => ({
      month: addMonths(start, i + 1),
      purchases,
      value: moneyText(value),
    })),
    sensitivity: sensitivityOf(made, row),
  };
}
