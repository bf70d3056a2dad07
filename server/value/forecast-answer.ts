import {
  type ForecastRange,
  type LeftOut,
  type ModelCandidate,
  PARAMETERS,
  parametersOf,
  type TestedForecast,
} from '@clientele/engine';
import { cappedAnswer, cappedAssumptions } from './capped-answer.ts';
import { moneyRange, moneyText, type Scored } from './forecast-row.ts';
import { ASSUMPTIONS, FORMULA } from './value-words.ts';

/** All that is said of the customers together, as the contract has it. */
export function forecastAnswer({
  currency,
  nameAt,
  figure,
  ...scored
}: Scored & {
  readonly currency: string;
  readonly nameAt: (row: number) => string;
  /** Where the value opens; null of purchases that are in no book. */
  readonly figure: string | null;
}) {
  const { forecast, terms } = scored;
  const { choice, spend, spendModel, spendChecks, concentration, purchasesOfAll } = forecast;
  return {
    currency,
    until: terms.until,
    unit: terms.unit,
    months: terms.months,
    rate: terms.annualRate,
    outliers: terms.outliers ?? 'keep',
    customers: choice.customers,
    repeatCustomers: choice.repeatCustomers,
    reason: choice.reason,
    warnings: choice.warnings.slice(),
    candidates: choice.candidates.map(candidate => candidateAnswer(candidate, candidate === choice.chosen)),
    amounts: {
      model: spendModel ? ('Gamma–Gamma' as const) : ('own means' as const),
      parameters: Object.entries(spend?.model ?? {}).map(([name, value]) => ({
        name,
        value,
        standardError: spend?.standardErrors?.[name as 'p'] ?? null,
      })),
      reason: spend ? (spend.reason ?? null) : 'Too few customers bought again to fit a model of amounts.',
      pearson: spendChecks.pearson ?? null,
      spearman: spendChecks.spearman ?? null,
      outliers: outliersOf(forecast, nameAt),
      capped: cappedAnswer(scored, nameAt),
    },
    purchases: purchasesOfAll,
    figure,
    value: moneyRange(inStepWith(concentration.total, purchasesOfAll)),
    concentration: {
      tops: concentration.tops.map(({ top, customers, ofPositive }) => ({
        top,
        customers,
        share: ofPositive ?? null,
      })),
      customersOfHalf: concentration.customersOfHalf ?? null,
      losing: concentration.negativeCustomers,
      lost: moneyText(concentration.negative),
    },
    regularity: forecast.regularity ?? null,
    holdOut: forecast.tested ? holdOutAnswer(forecast.tested) : null,
    overdue: forecast.lapses.filter(({ overdue }) => overdue).length,
    leftOut: forecast.leftOut.map(leftOutAnswer),
    formula: FORMULA,
    assumptions: [...ASSUMPTIONS, ...cappedAssumptions(scored, nameAt)],
  };
}

/** A total that moves as purchases do. */
function inStepWith(mid: number, purchases: ForecastRange): ForecastRange {
  if (!(purchases.mid > 0)) return { low: mid, mid, high: mid };
  const ends = [purchases.low, purchases.high]
    .map(count => (mid * count) / purchases.mid)
    .sort((a, b) => a - b) as [number, number];
  return { low: ends[0], mid, high: ends[1] };
}

/** A customer whose mean purchase is so many times the median customer's. */
const OUTLIER_TIMES = 20;

function outliersOf({ spend, spendChecks }: Scored['forecast'], nameAt: (row: number) => string): string[] {
  const { largest, populationMeanWithoutLargest: without } = spendChecks;
  const [all, less] = [spend?.populationMean, without].map(mean => mean?.toFixed(2));
  const moved = all && less ? ` Without it the mean of all is ${less} instead of ${all}.` : '';
  return largest
    .filter(({ timesMedian }) => timesMedian >= OUTLIER_TIMES)
    .map(({ position, amount, timesMedian }, place) => {
      const times = Math.round(timesMedian).toLocaleString('en');
      const what = `${nameAt(position)}: ${amount.toFixed(2)} a purchase, ${times} times the median customer’s.`;
      return place === 0 ? `${what}${moved}` : what;
    });
}

export function leftOutAnswer({ amount, ...rest }: LeftOut) {
  return { ...rest, amount: moneyText(amount) };
}

function candidateAnswer(candidate: ModelCandidate, chosen: boolean) {
  const { name, model } = candidate;
  const values = parametersOf(model);
  const named =
    values === undefined
      ? Object.entries(model).flatMap(([key, value]) =>
          typeof value === 'number' ? [[key, value] as const] : [],
        )
      : PARAMETERS[name as keyof typeof PARAMETERS].map((key, i) => [key, values[i] as number] as const);
  return {
    name,
    chosen,
    parameters: named.map(([key, value]) => ({
      name: key,
      value,
      standardError: candidate.standardErrors?.[key] ?? null,
    })),
    logLikelihood: candidate.logLikelihood ?? null,
    aic: candidate.aic ?? null,
    condition: candidate.condition ?? null,
    identified: candidate.identified,
    reason: candidate.reason ?? null,
  };
}

function holdOutAnswer({ split, until, result }: TestedForecast) {
  return {
    split,
    until,
    customers: result.customers,
    actual: result.actual,
    rules: result.accuracy.map(({ rule, total, error, mae, rmse, topDecileCapture }) => ({
      rule,
      total,
      error: error ?? null,
      mae: mae ?? null,
      rmse: rmse ?? null,
      topDecileCapture: topDecileCapture ?? null,
    })),
    seasonal: result.seasonal ? { ...result.seasonal, error: result.seasonal.error ?? null } : null,
    weeks: result.weeks.map(({ week, expected, actual }) => ({ week, expected, actual })),
    deciles: result.byDecile
      .toReversed()
      .map(({ expected, actual }, place) => ({ decile: place + 1, expected, actual })),
    repeats: result.byRepeats.map(({ group, customers, expected, actual }) => ({
      repeats: group,
      customers,
      expected,
      actual,
    })),
    alive: (result.alive?.bins ?? []).flatMap(({ customers, meanAlive, bought }) =>
      meanAlive === undefined || bought === undefined ? [] : [{ customers, stated: meanAlive, bought }],
    ),
    brier: result.alive?.brier ?? null,
  };
}
