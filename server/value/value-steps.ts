import {
  COST_PRIOR_ORDERS,
  discountedValue,
  type ForecastTerms,
  MODEL_TITLES,
  outlookOf,
  UNITS_PER_MONTH,
  valueTermsOf,
} from '@clientele/engine';
import { historyAt, type Made, moneyText } from './forecast-row.ts';

/** Steps of a customer's value, as the addresses of their figures have them. */
export type ValueStep =
  | 'alive'
  | 'purchases'
  | 'discountedPurchases'
  | 'amount'
  | 'marginRate'
  | 'cost'
  | 'perPurchase'
  | 'value';

interface Step {
  readonly key: ValueStep;
  readonly name: string;
  readonly formula: string;
  readonly worked: string;
  readonly value: number;
  readonly unit: string;
}

/** How a customer's value comes about, each step with its formula and its numbers. */
export function stepsOf(made: Made, row: number): Step[] {
  const { forecast, read } = made;
  const each = forecast.terms.perPurchase[row] as number;
  const discounted = forecast.discountedPurchases[row] as number;
  return [
    ...purchaseSteps(made, row),
    ...moneySteps(made, row),
    step('value', 'Value', read.ranked.settings.currency, {
      value: forecast.value[row] as number,
      formula: 'Discounted purchases × what a purchase leaves',
      worked: `${figure(discounted)} × ${figure(each)}`,
    }),
  ];
}

function step(
  key: ValueStep,
  name: string,
  unit: string,
  how: { value: number; formula: string; worked: string },
): Step {
  return { key, name, unit, ...how };
}

/** How many purchases are to come. */
function purchaseSteps(made: Made, row: number) {
  const { forecast, terms } = made;
  const { histories, choice } = forecast;
  const { repeats, recency, age } = historyAt(made, row);
  const horizon = `${terms.months} months`;
  const unit = histories.unit === 'day' ? 'days' : 'weeks';
  return [
    step('alive', 'P(alive)', 'share', {
      value: forecast.alive[row] as number,
      formula: `Probability that the customer still buys, by ${MODEL_TITLES[choice.chosen.name]}, from x, t_x and T`,
      worked: `x ${repeats}, t_x ${figure(recency)} and T ${figure(age)} ${unit}`,
    }),
    step('purchases', 'Purchases expected', 'purchases', {
      value: forecast.purchases[row] as number,
      formula: `Expected purchase days within ${horizon}, by ${MODEL_TITLES[choice.chosen.name]}`,
      worked: `${horizon} are ${figure(terms.months * UNITS_PER_MONTH[histories.unit])} ${unit}`,
    }),
    step('discountedPurchases', 'Discounted purchases', 'purchases', {
      value: forecast.discountedPurchases[row] as number,
      formula: 'Sum over the months of purchases expected in the month ÷ (1 + yearly rate)^(month ÷ 12)',
      worked: `yearly rate ${figure(terms.annualRate * 100)} %`,
    }),
  ];
}

/** What one of them leaves. */
function moneySteps({ forecast, read }: Made, row: number) {
  const { histories, spendModel, capped, terms: order } = forecast;
  const { currency } = read.ranked.settings;
  const position = forecast.positions[row] as number;
  const own = (column: Float64Array) => column[position] as number;
  const at = (column: Float64Array) => column[row] as number;
  const { revenue, contribution, costToServe } = read.trade;
  const orders = at(order.orders);
  const drawn = (what: string, all: number) => `${what}, drawn towards ${figure(all)} of all`;
  const prior = COST_PRIOR_ORDERS;
  const lowered = capped?.lowered.find(one => one.row === row);
  const cappedFrom = lowered
    ? ` (mean amount capped from ${figure(lowered.from)} to ${figure(capped?.limit as number)})`
    : '';
  return [
    step('amount', 'Amount of a purchase', currency, {
      value: at(order.amount),
      formula: spendModel
        ? 'p × (v + x × m) ÷ (p × x + q − 1), Gamma–Gamma'
        : 'The customer’s own mean, drawn towards that of all',
      worked: spendModel
        ? `p ${figure(spendModel.p)}, q ${figure(spendModel.q)}, v ${figure(spendModel.v)}, x ${at(histories.repeats)}, m ${figure(at(histories.meanAmount))}${cappedFrom}`
        : drawn(`${orders} purchases${cappedFrom}`, order.ofAll.amount),
    }),
    step('marginRate', 'Margin rate', 'share', {
      value: at(order.marginRate),
      formula:
        'Contribution ÷ net revenue, drawn towards that of all the more, the fewer purchases there are',
      worked: drawn(
        `${figure(own(contribution))} ÷ ${figure(own(revenue))} over ${orders} purchases`,
        order.ofAll.marginRate,
      ),
    }),
    step('cost', 'Cost to serve of a purchase', currency, {
      value: at(order.cost),
      formula: `(cost to serve + ${prior} × mean of all) ÷ (purchases + ${prior})`,
      worked: `(${figure(own(costToServe))} + ${prior} × ${figure(order.ofAll.cost)}) ÷ (${orders} + ${prior})`,
    }),
    step('perPurchase', 'What a purchase leaves', currency, {
      value: at(order.perPurchase),
      formula: 'Amount × margin rate − cost to serve',
      worked: `${figure(at(order.amount))} × ${figure(at(order.marginRate))} − ${figure(at(order.cost))}`,
    }),
  ];
}

/** Month by month within the horizon: purchases expected, and what they leave, discounted. */
export function monthsOf(made: Made, row: number) {
  return valuedAt(made, row, made.terms)?.months ?? [];
}

/** Value after the horizon. */
export function residualOf(made: Made, row: number): number | undefined {
  return valuedAt(made, row, made.terms)?.residual;
}

/** What the value would be at other terms, one changed at a time. */
export function sensitivityOf(made: Made, row: number) {
  const { terms, forecast } = made;
  const { amount, marginRate, cost, perPurchase } = forecast.terms;
  const valueAt = (changed: Partial<ForecastTerms>, each = perPurchase[row] as number) =>
    valuedAt(made, row, { ...terms, ...changed }, each)?.horizon;
  const [paid, rate, served] = [amount, marginRate, cost].map(column => column[row] as number) as [
    number,
    number,
    number,
  ];
  const points = (change: number) =>
    `${figure((terms.annualRate + change) * 100)} % a year instead of ${figure(terms.annualRate * 100)} %`;
  const lower = Math.max(0.001, terms.annualRate - 0.05) - terms.annualRate;
  return [
    [points(lower), valueAt({ annualRate: terms.annualRate + lower })],
    [points(0.05), valueAt({ annualRate: terms.annualRate + 0.05 })],
    [`12 months instead of ${terms.months}`, valueAt({ months: 12 })],
    [`60 months instead of ${terms.months}`, valueAt({ months: 60 })],
    ['Amounts a tenth higher', valueAt({}, paid * 1.1 * rate - served)],
    ['Margin rate a point lower', valueAt({}, paid * (rate - 0.01) - served)],
    ['Cost to serve a tenth lower', valueAt({}, paid * rate - served * 0.9)],
  ].flatMap(([what, value]) =>
    typeof value === 'number' ? [{ what: String(what), value: moneyText(value) }] : [],
  );
}

function valuedAt(
  made: Made,
  row: number,
  terms: ForecastTerms,
  each = made.forecast.terms.perPurchase[row] as number,
) {
  const outlook = outlookOf(made.forecast.choice.model, historyAt(made, row));
  return outlook && discountedValue(outlook, valueTermsOf(terms, each));
}

/** Four digits that matter; whole numbers whole. */
function figure(value: number): string {
  const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return value.toLocaleString('en', digits).replace('-', '−');
}
