import {
  type ForecastRange,
  type LeftOut,
  type ModelCandidate,
  PARAMETERS,
  parametersOf,
  type Scope,
  type TestedForecast,
} from '@clientele/engine';
import { type Made, moneyRange, moneyText } from './forecast-row.ts';
import { readTerms, type TermsAsked, type ValueStores } from './terms.ts';
import { ASSUMPTIONS, FORMULA } from './value-words.ts';

/** Where the forecast stands, and all that it says of the customers together. */
export async function valueAnswer(stores: ValueStores, scope: Scope, asked: TermsAsked) {
  const stood = await standing(stores, scope, asked);
  const progress = stood.state === 'working' ? { share: stood.share, step: stood.step } : null;
  return {
    state: stood.state,
    progress,
    forecast: stood.state === 'ready' ? forecastAnswer(stood.made) : null,
  };
}

/** A forecast with customers in it, or why there is none yet. */
export type Standing =
  | { readonly state: 'ready'; readonly made: Made }
  | { readonly state: 'working'; readonly share: number; readonly step: string }
  | { readonly state: 'stopped' | 'empty' };

export async function standing(stores: ValueStores, scope: Scope, asked: TermsAsked): Promise<Standing> {
  const terms = await readTerms(stores, scope, asked);
  if (!terms) return { state: 'empty' };
  const stood = await stores.forecasts.standing(stores, scope, { terms, waitSeconds: asked.wait });
  if (stood.state !== 'ready') return stood;
  const { forecast } = stood.made;
  return forecast ? { state: 'ready', made: { ...stood.made, forecast } } : { state: 'empty' };
}

export async function stopForecast(stores: ValueStores, scope: Scope, asked: TermsAsked) {
  const terms = await readTerms(stores, scope, asked);
  if (terms) await stores.forecasts.stop(stores, scope, terms);
  return await valueAnswer(stores, scope, asked);
}

export async function forecastAgain(stores: ValueStores, scope: Scope, asked: TermsAsked) {
  const terms = await readTerms(stores, scope, asked);
  if (terms) await stores.forecasts.again(stores, scope, terms);
  return await valueAnswer(stores, scope, asked);
}

function forecastAnswer(made: Made) {
  const { forecast, terms, read } = made;
  const { choice, spend, spendChecks, concentration, purchasesOfAll } = forecast;
  return {
    currency: read.ranked.settings.currency,
    until: terms.until,
    unit: terms.unit,
    months: terms.months,
    rate: terms.annualRate,
    customers: choice.customers,
    repeatCustomers: choice.repeatCustomers,
    reason: choice.reason,
    warnings: choice.warnings.slice(),
    candidates: choice.candidates.map(candidate => candidateAnswer(candidate, candidate === choice.chosen)),
    amounts: {
      model: spend?.usable ? ('Gamma–Gamma' as const) : ('own means' as const),
      parameters: Object.entries(spend?.model ?? {}).map(([name, value]) => ({
        name,
        value,
        standardError: spend?.standardErrors?.[name as 'p'] ?? null,
      })),
      reason: spend ? (spend.reason ?? null) : 'Too few customers bought again to fit a model of amounts.',
      pearson: spendChecks.pearson ?? null,
      spearman: spendChecks.spearman ?? null,
    },
    purchases: purchasesOfAll,
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
    assumptions: ASSUMPTIONS,
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

function leftOutAnswer({ amount, ...rest }: LeftOut) {
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
