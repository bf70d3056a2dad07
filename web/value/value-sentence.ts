import type {
  CappedAmounts,
  CountRange,
  HoldOutAnswer,
  MoneyRange,
  ValueForecast,
} from '../../contract/value-forecast.ts';
import { amountText, countText, shareText, shortText } from '../ui/number-text.ts';
import { rangeText } from '../ui/range-text.ts';

/** "577 customers: 12.4 M EUR over the next 36 months" */
export function forecastSentence({ customers, value, currency, months }: ValueForecast): string {
  const who = customers === 1 ? 'One customer' : `${countText(customers)} customers`;
  const time = months === 1 ? 'month' : `${countText(months)} months`;
  return `${who}: ${shortText(value.mid)} ${currency} over the next ${time}`;
}

/** "Eight times in ten it comes to 10–15 M EUR." */
export function oddsText(range: MoneyRange, currency: string): string {
  return `Eight times in ten it comes to ${rangeText(range)} ${currency}.`;
}

/** What stays in sight while other terms are worked out. */
export function beforeText({ months, rate, until, outliers }: ValueForecast): string {
  const capped = outliers === 'cap' ? ', amounts far above the others capped' : '';
  return `Below stands the one before: ${countText(months)} months at ${shareText(rate, 1)} a year, observed until ${until}${capped}.`;
}

/** Forecast ÷ actual − 1 as words: −0.24 → "24 % too few". */
export function errorText(error: number | null): string {
  if (error === null) return '–';
  const size = Math.abs(error);
  if (size < 0.0005) return 'exact';
  return `${shareText(size, size < 0.1 ? 1 : 0)} too ${error < 0 ? 'few' : 'many'}`;
}

/** "4,806 purchases were made, and 3,633 forecast: 24 % too few" */
export function holdOutSentence({ actual, rules }: HoldOutAnswer): string {
  const model = rules.find(({ rule }) => rule === 'model');
  const made = actual === 1 ? '1 purchase was made' : `${countText(actual)} purchases were made`;
  if (!model) return made;
  return `${made}, and ${countText(model.total, 0)} forecast: ${errorText(model.error)}`;
}

/** Whether the model did better than the simpler rules, in words. */
export function beatenText({ rules }: HoldOutAnswer): string | undefined {
  const errorOf = (rule: string) => rules.find(one => one.rule === rule)?.error ?? null;
  const model = errorOf('model');
  const others = rules.filter(({ rule, error }) => rule !== 'model' && error !== null);
  if (model === null || others.length === 0) return undefined;
  const better = others.filter(({ error }) => Math.abs(error as number) < Math.abs(model));
  if (better.length === 0) return 'The model came nearer to it in total than the simpler rules.';
  return better.length === others.length
    ? 'Every simpler rule came nearer to it in total than the model.'
    : 'One of the simpler rules came nearer to it in total than the model.';
}

export const RULE_WORDS = {
  model: 'The model',
  'last rate': 'Each customer goes on at its rate so far',
  hiatus: 'The same, without who has been silent for long',
} as const;

/** "Half of the value comes from 14 of 577 customers" */
export function concentrationSentence({
  concentration,
  customers,
}: Pick<ValueForecast, 'concentration' | 'customers'>): string {
  const { customersOfHalf } = concentration;
  if (customersOfHalf === null) return 'On whom the value rests';
  const who = customersOfHalf === 1 ? 'one' : countText(customersOfHalf);
  return `Half of the value comes from ${who} of ${countText(customers)} customers`;
}

/** A parameter as statisticians write it: "r 0.243 ± 0.013". */
export function parameterText(parameter: {
  readonly name: string;
  readonly value: number;
  readonly standardError: number | null;
}): string {
  const { name, value, standardError } = parameter;
  const shown = `${name} ${significant(value)}`;
  return standardError === null ? shown : `${shown} ± ${significant(standardError)}`;
}

/** Three digits that count: 0.2426 → "0.243", 4413.7 → "4,414". */
export function significant(value: number | null): string {
  if (value === null) return '–';
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return countText(value, Math.min(8, digits));
}

/** Whose rhythm a silence is held against. */
export const BASIS_WORDS = {
  own: 'its own',
  pooled: 'drawn to the others’',
  insufficient: 'not known',
} as const;

/** Every digit of a range, for hover and copy: "10,100,000 – 12,400,000 – 14,900,000" */
export function exactRange({ low, mid, high }: MoneyRange): string {
  return [low, mid, high].map(one => amountText(one)).join(' – ');
}

/** "4.1 (2–7)" */
export function purchasesText(purchases: CountRange | null): string {
  return purchases ? `${countText(purchases.mid)} (${rangeText(purchases)})` : '–';
}

const MODELS: Readonly<Record<string, string>> = {
  nbd: 'NBD',
  'bg-nbd': 'BG/NBD',
  'mbg-nbd': 'MBG/NBD',
  'pareto-nbd': 'Pareto/NBD',
  poisson: 'Poisson',
};

/** A model as the literature writes it, whichever way the server does. */
export function modelText(name: string): string {
  return MODELS[name] ?? name;
}

/** What a fit is at, in words: "pareto-nbd" → "fitting Pareto/NBD" */
export function workText(step: string): string {
  const model = MODELS[step];
  if (model !== undefined) return `fitting ${model}`;
  return step === 'reading' ? 'reading the purchases' : step;
}

/** What capping did, in words: "Mean amounts above 72 EUR, the 99 % quantile of customers, count as 72 EUR: …" */
export function cappedText(capped: CappedAmounts | null, currency: string): string {
  if (!capped || capped.customers === 0)
    return 'Amounts far above the others are to be capped: there are none, and nothing was lowered.';
  const { quantile, limit, customers, mean, meanUncapped } = capped;
  const money = (value: string) => `${amountText(value)} ${currency}`;
  const who = customers === 1 ? 'one customer is' : `${countText(customers)} customers are`;
  const moved =
    mean !== null && meanUncapped !== null
      ? ` The mean of all is ${money(mean)} instead of ${money(meanUncapped)}.`
      : '';
  return `Mean amounts above ${money(limit)}, the ${shareText(quantile, 1)} quantile of customers, count as that: ${who} lowered.${moved} Revenue and profit of the past stay as they are.`;
}
