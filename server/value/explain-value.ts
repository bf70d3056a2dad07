import { formatDecimal, type Scope } from '@clientele/engine';
import { figureIn, figureOf, type Narrowing } from '../../contract/profit-figure.ts';
import { valueEndpoints } from '../../contract/value.ts';
import { Refusal } from '../errors.ts';
import { customerFor } from '../profit/customer-page.ts';
import { gradedEstimate, gradeOfFigure } from '../profit/explain-grade.ts';
import {
  type Explained,
  type Explaining,
  type ExplainsBeyond,
  type Input,
  input,
  NO_FACTS,
  sumOfParts,
} from '../profit/explaining.ts';
import { STANDINGS } from './explain-standing.ts';
import { cardAt, historyAt, type Made, rowOfCustomer } from './forecast-row.ts';
import type { TermsAsked, ValueStores } from './terms.ts';
import { standing } from './value-answer.ts';
import { type ValueStanding, valueFigure } from './value-figure.ts';
import { stepsOf, type ValueStep } from './value-steps.ts';
import { FORMULA } from './value-words.ts';

/** Whoever opens a figure has seen it: its forecast is kept, or nearly there. */
const WAIT_SECONDS = 30;

interface OfCustomer {
  readonly made: Made;
  readonly row: number;
  readonly name: string;
  readonly id: string;
}

/** What customers will be worth: `value` of all of them, `value/cus_x` and `value/cus_x/amount`, each with its terms behind `?`. */
export function explainValue(stores: ValueStores): ExplainsBeyond {
  return async (scope, { figure, path: [id, step = 'value'], narrowing }) => {
    const made = await madeFor(stores, scope, narrowing);
    const asking = { stores, scope, ranked: made.read.ranked, period: periodOf(made), figure, narrowing };
    const told =
      id === undefined
        ? { explained: valueOfAll(asking, made), rests: ['ranking', 'profit'], counted: false }
        : await ofCustomer(asking, made, id, step);
    if (!told) return undefined;
    const base = await gradeOfFigure(asking, told.rests);
    const { grade, reason } = told.counted ? base : gradedEstimate(base, 'is to come');
    return { ...told.explained, period: asking.period, asOf: made.terms.until, grade, gradeReason: reason };
  };
}

async function madeFor(stores: ValueStores, scope: Scope, narrowing: Narrowing): Promise<Made> {
  const { from: _, ...terms } = narrowing;
  const read = valueEndpoints.value.query.safeParse({ ...terms, wait: WAIT_SECONDS });
  if (!read.success)
    throw new Refusal('not-asked-right', 'The terms of this figure cannot be read: open it on its page.');
  const stood = await standing(stores, scope, read.data as TermsAsked);
  if (stood.state === 'ready') return stood.made;
  if (stood.state === 'empty')
    throw new Refusal('unknown-figure', 'There are no purchases to forecast from.');
  throw new Refusal(
    'forecast-not-ready',
    stood.state === 'stopped'
      ? 'The forecast was stopped: begin it again on the page Value.'
      : 'The forecast is still being worked out: open this figure again in a moment.',
  );
}

function valueOfAll(asking: Explaining, made: Made): Explained {
  const { forecast } = made;
  const parts = Array.from(forecast.value, (value, row) => {
    const { name, publicId } = cardAt(made, row);
    return { label: name, amount: cents(value), figure: () => valueFigure(made.terms, publicId) };
  });
  const { currency } = made.read.ranked.settings;
  return sumOfParts(asking, {
    title: `Value of all customers over ${made.terms.months} months`,
    unit: currency,
    formula: FORMULA,
    of: 'customers',
    parts,
  });
}

async function ofCustomer(
  { stores, scope }: { readonly stores: ValueStores; readonly scope: Scope },
  made: Made,
  id: string,
  key: string,
) {
  const { name, publicId } = await customerFor(stores, scope, id);
  const row = rowOfCustomer(made, publicId);
  const rests = ['customer', publicId, RESTS_ON[key] ?? 'profit'];
  if (row === undefined) return { explained: nothing(name, made), rests, counted: false };
  const of = { made, row, name, id: publicId };
  const standing = Object.hasOwn(STANDINGS, key) ? STANDINGS[key as ValueStanding] : undefined;
  const stands = await standing?.({ stores, scope, ...of });
  if (stands) return { explained: stands, rests, counted: key !== 'rank' };
  const step = stepsOf(made, row).find(one => one.key === key);
  if (!step) return undefined;
  const explained: Explained = {
    title: `${step.name}, ${name}`,
    value: stepText(step),
    unit: step.unit,
    formula: step.formula,
    caution: FROM_AMOUNT.includes(step.key) ? cautionOf(of) : null,
    inputs: INPUTS[step.key](of),
    ...NO_FACTS,
  };
  return { explained, rests, counted: false };
}

/** Steps that the amount of a purchase enters. */
const FROM_AMOUNT: readonly ValueStep[] = ['amount', 'perPurchase', 'value'];

/** Capped amounts are no amounts of the book: that is said where they enter. */
function cautionOf({ made: { forecast }, row }: OfCustomer): string | null {
  const lowered = forecast.capped?.lowered.find(one => one.row === row);
  if (!lowered || !forecast.capped) return null;
  return `Its mean amount of a purchase was capped, from ${numberText(lowered.from)} to ${numberText(forecast.capped.limit)}.`;
}

/** What of the customer's profit and loss a figure comes from, where that is less than all: it is no surer than that. */
const RESTS_ON: Readonly<Record<string, string>> = {
  ...{ silence: 'revenue', predictability: 'revenue' },
  ...{ alive: 'revenue', purchases: 'revenue', discountedPurchases: 'revenue', amount: 'revenue' },
  marginRate: 'contribution',
  cost: 'costToServe',
};

function nothing(name: string, { read }: Made): Explained {
  return {
    title: `No value of ${name}`,
    value: '0',
    unit: read.ranked.settings.currency,
    formula: 'The customer has no purchase that a forecast counts',
    caution: null,
    inputs: [],
    ...NO_FACTS,
  };
}

const INPUTS: Readonly<Record<ValueStep, (of: OfCustomer) => Input[]>> = {
  value: of => stepInputs(of, ['discountedPurchases', 'perPurchase']),
  perPurchase: of => stepInputs(of, ['amount', 'marginRate', 'cost']),
  discountedPurchases: of => [
    ...stepInputs(of, ['purchases']),
    input('Discount of a year', numberText(of.made.terms.annualRate), 'share'),
    input('Months of the horizon', String(of.made.terms.months), ''),
  ],
  purchases: of => [...stepInputs(of, ['alive']), ...historyInputs(of), ...modelInputs(of)],
  alive: of => [...historyInputs(of), ...modelInputs(of)],
  amount: of => [
    input('Purchase days that count', numberText(at(of, 'orders')), ''),
    earned(of, 'Net revenue, its order lines behind it', 'revenue'),
    input('Mean amount of all', formatDecimal(cents(ofAll(of).amount)), currencyOf(of)),
    ...Object.entries(of.made.forecast.spendModel ?? {}).map(([name, value]) =>
      input(`${name} of Gamma–Gamma`, numberText(value), ''),
    ),
  ],
  marginRate: of => [
    earned(of, 'Contribution', 'contribution'),
    earned(of, 'Net revenue', 'revenue'),
    input('Margin rate of all', numberText(ofAll(of).marginRate), 'share'),
  ],
  cost: of => [
    earned(of, 'Cost to serve', 'costToServe'),
    input('Purchase days that count', numberText(at(of, 'orders')), ''),
    input('Cost to serve of a purchase of all', formatDecimal(cents(ofAll(of).cost)), currencyOf(of)),
  ],
};

/** Steps that a step comes from, each of which opens in turn. */
function stepInputs({ made, row, id }: OfCustomer, keys: readonly ValueStep[]): Input[] {
  return stepsOf(made, row)
    .filter(({ key }) => keys.includes(key))
    .map(step => input(step.name, stepText(step), step.unit, valueFigure(made.terms, id, step.key)));
}

function historyInputs(of: OfCustomer): Input[] {
  const { made, row } = of;
  const { repeats, recency, age } = historyAt(made, row);
  const { unit } = made.forecast.histories;
  return [
    input('x, repeat purchase days', numberText(repeats), ''),
    input('t_x, from the first purchase to the last', numberText(recency), `${unit}s`),
    input('T, from the first purchase to the last day observed', numberText(age), `${unit}s`),
    earned(of, 'Net revenue, the order lines behind it', 'revenue'),
  ];
}

function modelInputs({ made }: OfCustomer): Input[] {
  const { model } = made.forecast.choice;
  return Object.entries(model).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [input(`${name} of the model`, numberText(value), '', null, 'fitted on all customers in sight')]
      : [],
  );
}

/** An amount of the customer's profit and loss, as Explain of profit has it. */
function earned(
  { made, row, id }: OfCustomer,
  label: string,
  column: 'revenue' | 'contribution' | 'costToServe',
): Input {
  const amount = made.read.trade[column][made.forecast.positions[row] as number] as number;
  const { currency } = made.read.ranked.settings;
  const figure = figureIn(figureOf('customer', id, column), periodOf(made));
  return input(label, formatDecimal(micro(amount)), currency, figure);
}

function at({ made, row }: OfCustomer, column: 'orders'): number {
  return made.forecast.terms[column][row] as number;
}

function ofAll({ made }: OfCustomer) {
  return made.forecast.terms.ofAll;
}

function currencyOf({ made }: OfCustomer): string {
  return made.read.ranked.settings.currency;
}

/** The months whose profit and loss the forecast rests on, as an address has them. */
function periodOf({ read: { ranked } }: Made): string {
  if (!ranked.period) return 'all';
  const { from, through } = ranked.period;
  return from === through ? from : `${from}..${through}`;
}

function stepText({ value, unit }: { readonly value: number; readonly unit: string }): string {
  return /^[A-Z]{3}$/.test(unit) ? formatDecimal(cents(value)) : numberText(value);
}

/** Six digits that matter, without an exponent. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toLocaleString('en', { maximumSignificantDigits: 6, useGrouping: false });
}

/** Of the books, to the last digit. */
function micro(value: number): number {
  return Math.round(value * 1e6);
}

/** Of a forecast, whose digits beyond the cent say nothing. */
function cents(value: number): number {
  return Math.round(value * 100) * 10_000;
}
