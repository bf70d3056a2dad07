import { MODEL_TITLES } from '@clientele/engine';
import type { HoldOutAnswer, ValueForecast } from '../contract/value-forecast.ts';
import { counted, countText, isZero, shareText } from './amounts.ts';
import { amountsIn } from './headline.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, figures, printTable, words } from './table.ts';

export const NOTHING = '\u2013';
type Candidate = ValueForecast['candidates'][number];
type Parameters = Candidate['parameters'];

export function printForecast(screen: Screen, forecast: ValueForecast): void {
  printHead(screen, forecast);
  printTotals(screen, forecast);
  printModel(screen, forecast);
  printAmounts(screen, forecast);
  printHoldOut(screen, forecast);
  printLeftOut(screen, forecast);
}

/** What a forecast is of, in one line. */
export function printHead(screen: Screen, { until, months, rate, outliers, currency }: ValueForecast): void {
  screen.line(
    [
      screen.tone('bold', 'Value'),
      `${counted(months, 'month')} after ${until}`,
      currency,
      `discounted at ${countText(rate * 100)} % a year`,
      outliers === 'cap' ? 'amounts far above the others capped' : '',
    ]
      .filter(text => text !== '')
      .join('   '),
  );
}

function printTotals(screen: Screen, forecast: ValueForecast): void {
  const { purchases, value, customers, repeatCustomers, concentration, overdue, currency } = forecast;
  const amount = amountsIn(currency);
  screen.line();
  printTable(
    screen,
    [words(''), figures('low'), figures('mid'), figures('high')],
    [
      ['value', amount(value.low), amount(value.mid), amount(value.high)],
      ['purchases', countText(purchases.low, 1), countText(purchases.mid, 1), countText(purchases.high, 1)],
    ],
  );
  screen.line(`${counted(customers, 'customer')}, ${countText(repeatCustomers)} of them bought again`);
  const { customersOfHalf, tops, losing, lost } = concentration;
  if (customersOfHalf !== null) {
    const shares = tops.map(({ top, share }) => `${shareText(top, 0)} have ${shareText(share)}`);
    screen.line(
      `Half of the value rests on ${counted(customersOfHalf, 'customer')}; the first ${shares.join(', ')}`,
    );
  }
  if (losing > 0) screen.line(`${counted(losing, 'customer')} will lose money: ${amount(lost)}`);
  if (overdue > 0) screen.line(`Silent for longer than their rhythm has it: ${counted(overdue, 'customer')}`);
}

function printModel(screen: Screen, forecast: ValueForecast): void {
  const { candidates, reason, warnings, regularity, unit } = forecast;
  const chosen = chosenOf(forecast);
  screen.line();
  screen.line(`${screen.tone('bold', 'Model')}   ${titleOf(chosen)}, in ${unit}s   ${plain(reason)}`);
  for (const warning of warnings) screen.line(screen.tone('yellow', plain(warning)));
  printParameters(screen, chosen.parameters);
  if (chosen.reason !== null) screen.line(plain(chosen.reason));
  screen.line();
  printTable(
    screen,
    [
      words('model tried'),
      figures('log-likelihood'),
      figures('AIC'),
      figures('condition'),
      words('identified'),
      words('parameters', 70),
    ],
    candidates.map((candidate): Cell[] => [
      titleOf(candidate),
      fixed(candidate.logLikelihood, 3),
      fixed(candidate.aic, 1),
      candidate.condition === null ? NOTHING : parameterText(candidate.condition),
      candidate.identified ? 'yes' : { text: 'no', tone: 'yellow' },
      parametersText(candidate.parameters),
    ]),
  );
  screen.line(
    regularity === null
      ? 'Regularity of timing is not known: too few customers bought three times'
      : `Regularity of timing k ${countText(regularity, 2)}: 1 is at random, above it the more regular`,
  );
}

function printParameters(screen: Screen, parameters: Parameters): void {
  printTable(
    screen,
    [words('parameter'), figures('value'), figures('standard error')],
    parameters.map(({ name, value, standardError }) => [
      name,
      parameterText(value),
      standardError === null ? NOTHING : parameterText(standardError),
    ]),
  );
}

function printAmounts(screen: Screen, forecast: ValueForecast): void {
  const { amounts } = forecast;
  const { model, reason, pearson, spearman, parameters, outliers } = amounts;
  screen.line();
  screen.line(`${screen.tone('bold', 'Amounts')}   by ${model}   ${plain(reason ?? '')}`.trimEnd());
  if (model === 'Gamma–Gamma') printParameters(screen, parameters);
  if (pearson !== null || spearman !== null)
    screen.line(
      `Correlation of purchases and amounts: Pearson ${fixed(pearson, 3)}, Spearman ${fixed(spearman, 3)}; Gamma–Gamma takes it for none`,
    );
  for (const outlier of outliers) screen.line(plain(outlier));
  if (forecast.outliers === 'cap') printCapped(screen, forecast);
}

const CAPPED_SHOWN = 20;

/** Whose amounts were lowered, from what to what. */
function printCapped(screen: Screen, { amounts: { capped }, currency }: ValueForecast): void {
  if (!capped || capped.customers === 0) {
    screen.line('Amounts far above the others were to be capped: there are none.');
    return;
  }
  const amount = amountsIn(currency);
  const { quantile, limit, customers, lowered, mean, meanUncapped } = capped;
  const moved =
    mean !== null && meanUncapped !== null
      ? `; the mean of all is ${amount(mean)} instead of ${amount(meanUncapped)}`
      : '';
  screen.line(
    `Capped at ${amount(limit)}, the ${shareText(quantile)} quantile: ${counted(customers, 'customer')}${moved}`,
  );
  printTable(
    screen,
    [words('mean amount of', 40), figures('as it is'), figures('counts as')],
    lowered.slice(0, CAPPED_SHOWN).map(({ name, from, to }) => [name, amount(from), amount(to)]),
  );
  if (customers > CAPPED_SHOWN)
    screen.line(screen.tone('dim', `${countText(customers - CAPPED_SHOWN)} more: --json lists them`));
}

const RULES = { model: 'the model', 'last rate': 'last rate', hiatus: 'hiatus' } as const;

function printHoldOut(screen: Screen, { holdOut }: ValueForecast): void {
  screen.line();
  if (!holdOut) {
    screen.line('Too little time has passed to hold a forecast against what came.');
    return;
  }
  const { split, until, customers, actual, seasonal } = holdOut;
  screen.line(
    `${screen.tone('bold', 'Held out')}   purchases after ${split} up to ${until}, of ${counted(customers, 'customer')} known by then`,
  );
  const rows: Cell[][] = [
    ['what came', countText(actual, 0), '', '', '', ''],
    ...holdOut.rules.map(ruleRow),
    ...(seasonal ? [['with the season', countText(seasonal.total, 0), errorText(seasonal.error)]] : []),
  ];
  printTable(
    screen,
    [
      words(''),
      figures('purchases'),
      figures('error'),
      figures('MAE'),
      figures('RMSE'),
      figures('first tenth'),
    ],
    rows,
  );
  screen.line(
    screen.tone(
      'dim',
      'last rate: each as often as so far; hiatus: the same without who is silent for half a year; first tenth: what the tenth bought of whom most was expected',
    ),
  );
}

function ruleRow({
  rule,
  total,
  error,
  mae,
  rmse,
  topDecileCapture,
}: HoldOutAnswer['rules'][number]): Cell[] {
  return [
    RULES[rule],
    countText(total, 0),
    errorText(error),
    fixed(mae, 3),
    fixed(rmse, 3),
    shareText(topDecileCapture),
  ];
}

/** What did not count; also where there is no forecast. */
export function printLeftOut(
  screen: Screen,
  { leftOut, currency }: Pick<ValueForecast, 'leftOut' | 'currency'>,
): void {
  if (leftOut.length === 0) return;
  const amount = amountsIn(currency);
  screen.line();
  printTable(
    screen,
    [words('left out', 60), figures('customers'), figures('times'), figures('amount')],
    leftOut.map(row => [
      row.reason,
      countText(row.customers),
      row.count === 0 ? '' : countText(row.count),
      isZero(row.amount) ? '' : amount(row.amount),
    ]),
  );
}

/** The model that the forecast is made by. */
export function chosenOf({ candidates }: ValueForecast): Candidate {
  return candidates.find(({ chosen }) => chosen) ?? (candidates[0] as Candidate);
}

function titleOf({ name }: Candidate): string {
  return MODEL_TITLES[name as keyof typeof MODEL_TITLES] ?? name;
}

/** Four digits that count: "0.2426", "14.27", "1,234". */
function parameterText(value: number): string {
  if (Math.abs(value) >= 1000) return countText(value, 0);
  return String(Number(value.toPrecision(4)));
}

function parametersText(parameters: Parameters): string {
  return parameters.map(({ name, value }) => `${name} ${parameterText(value)}`).join(', ');
}

function fixed(value: number | null, decimals: number): string {
  if (value === null) return NOTHING;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const text = Math.abs(value).toLocaleString('en-US', digits);
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

function errorText(error: number | null): string {
  const text = shareText(error);
  return error !== null && error > 0 ? `+${text}` : text;
}
