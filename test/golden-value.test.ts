import {
  chooseModel,
  collapse,
  contractSurvival,
  countPurchases,
  discountedResidual,
  discountedValue,
  expectedAmount,
  expectedPurchases,
  type FittedName,
  fitContracts,
  fitModel,
  fitSpend,
  type Histories,
  logLikelihoodOf,
  type ModelFit,
  modelOf,
  type Outlook,
  outlookOf,
  outlookOfNew,
  purchaseDistribution,
  retentionRate,
  scoreCustomers,
} from '@clientele/engine';
import { describe, expect, test } from 'vitest';
import {
  cdnowPurchases,
  cdnowSummary,
  type Figures,
  type Fit,
  type GoldenName,
  hasValueGoldens,
  NAMES,
  retailPurchases,
  valueGoldens,
} from './value-goldens.ts';

const FUNCTION_TOLERANCE = 1e-9;
const LL_TOLERANCE = 1e-3;
const PARAMETER_TOLERANCE = 1e-3;
const ERROR_TOLERANCE = 2e-2;

function expectNear(actual: number | undefined, expected: number, tolerance: number, what = ''): void {
  const away = Math.abs((actual ?? Number.NaN) / expected - 1);
  expect(away, `${what}: ${actual} is not ${expected}`).toBeLessThanOrEqual(tolerance);
}

if (!hasValueGoldens()) {
  test('the goldens of lifetime value are left out, since ../shared with its goldens and data is not here', () => {
    console.log('Goldens of lifetime value left out: ../shared is not here.');
    expect(hasValueGoldens()).toBe(false);
  });
} else {
  const golden = valueGoldens();
  const fitsOf = (start: string) =>
    Object.entries(golden.fits).find(([title]) => title.startsWith(start))?.[1] as Readonly<
      Record<string, Fit>
    >;

  describe('CDNOW, out of its purchases', () => {
    const purchases = cdnowPurchases();
    const counted = countPurchases(purchases, { until: '1997-09-30', unit: 'week', zeroDays: 'counted' });
    checkFits(counted.histories, fitsOf('cdnow_sample.csv'));

    test('purchases after the calibration are listed as left out', () => {
      const [later] = counted.leftOut;
      expect(later).toMatchObject({ reason: 'after until' });
      expect(counted.leftOut).toHaveLength(1);
    });

    test('the fitted models forecast the published sums, beside what came', () => {
      const { aggregate } = golden as unknown as { aggregate: { sums_at_fit: Figures } };
      const { histories } = counted;
      const { patterns } = collapse(histories);
      for (const [name, ours] of Object.entries(NAMES)) {
        if (name === 'nbd') continue;
        const fit = fitModel(patterns, ours);
        const scores = scoreCustomers(fit?.model as never, histories, 39);
        const total = (column: Float64Array) => column.reduce((sum, one) => sum + one, 0);
        expectNear(
          total(scores.expected),
          aggregate.sums_at_fit[`${name}_sum_cond_exp_39`] as number,
          1e-3,
          name,
        );
        expectNear(total(scores.alive), aggregate.sums_at_fit[`${name}_sum_p_alive`] as number, 1e-3, name);
        expect(scores.without).toBe(0);
      }
      const inCalibration = new Set(histories.customers);
      const days = new Set(
        purchases
          .filter(({ customer, day }) => inCalibration.has(customer) && day > '1997-09-30')
          .map(({ customer, day }) => `${customer} ${day}`),
      );
      expect(days.size).toBe(aggregate.sums_at_fit.actual_holdout_repeat_days);
    });

    test('a model with dropout is chosen, and its reason names the others', () => {
      const choice = chooseModel(collapse(counted.histories).patterns, { regularity: counted.regularity });
      expect(choice.chosen.name).toBe('mbg-nbd');
      expect(choice.chosen.dropoutChance).toBeLessThan(1e-12);
      expect(choice.reason).toContain('BG/NBD 19172.9');
      expect(choice.candidates).toHaveLength(5);
    });
  });

  describe('CDNOW, out of its published summary', () => {
    const rows = cdnowSummary();
    const column = (at: number) => Float64Array.from(rows, row => row[at] as number);
    checkFits(
      {
        unit: 'week',
        customers: rows.map(([id]) => String(id)),
        ...{ repeats: column(1), recency: column(2), age: column(3), meanAmount: column(4) },
      },
      fitsOf('cdnow_customers_summary'),
    );
    test('the estimates are those of the papers, as far as they are printed', () => {
      const histories = { repeats: column(1), recency: column(2), age: column(3) };
      const bg = fitModel(collapse(histories).patterns, 'bg-nbd');
      const { r, alpha, a, b, ll } = golden.papers[0] as Record<string, number>;
      for (const [key, value] of Object.entries({ r, alpha, a, b }))
        expect(((bg as ModelFit).model as unknown as Figures)[key]).toBeCloseTo(value as number, 3);
      expect(bg?.logLikelihood).toBeCloseTo(ll as number, 1);
    });
  });

  describe('Online Retail', () => {
    const purchases = retailPurchases();
    const whole = countPurchases(purchases, { until: '2011-12-09', unit: 'day' }).histories;
    const { bgnbd, mbgnbd, ...known } = fitsOf('online retail to 2011-12-09') as Record<string, Fit>;
    checkFits(whole, known);

    test('the flat ridge of dropout is found, said, and does not reach the forecast', () => {
      const { patterns } = collapse(whole);
      for (const [name, fit] of [
        ['bg-nbd', bgnbd],
        ['mbg-nbd', mbgnbd],
      ] as const) {
        const ours = fitModel(patterns, name);
        expect(ours?.logLikelihood).toBeGreaterThanOrEqual((fit?.ll as number) - LL_TOLERANCE);
        expect(ours?.identified).toBe(false);
        expect(ours?.reason).toBeDefined();
        const { r, alpha } = (ours as ModelFit).model as { r: number; alpha: number };
        expectNear(r, fit?.params.r as number, PARAMETER_TOLERANCE);
        expectNear(alpha, fit?.params.alpha as number, PARAMETER_TOLERANCE);
        const total = scoreCustomers(ours?.model as never, whole, 365).expected.reduce(
          (sum, one) => sum + one,
          0,
        );
        expectNear(total, 18_940, 5e-3, name);
      }
      const choice = chooseModel(patterns);
      expect(choice.chosen.name).toBe('nbd');
      expect(choice.reason).toMatch(/^No dropout is detected/);
    });

    const calibration = countPurchases(
      purchases.filter(({ day }) => day <= '2011-08-31'),
      { until: '2011-08-31', unit: 'day' },
    ).histories;
    const fits = fitsOf('online retail calibration');
    checkFits(calibration, { nbd: fits.nbd as Fit, gg: fits.gg as Fit });

    test('where every model with dropout collapses to NBD, NBD forecasts, and its figure is the golden one', () => {
      const choice = chooseModel(collapse(calibration).patterns);
      expect(choice.chosen.name).toBe('nbd');
      for (const { name, logLikelihood } of choice.candidates)
        if (name !== 'poisson') expect(logLikelihood).toBeCloseTo((fits.nbd as Fit).ll, 2);
      const { expected } = scoreCustomers(choice.model, calibration, 100);
      const total = expected.reduce((sum, one) => sum + one, 0);
      expectNear(total, (fits as unknown as Figures).sum_cond_exp_100d_nbd as number, 1e-5);
    });
  });

  describe('functions at the published parameters', () => {
    const cases = golden.customers.rows.flatMap(row =>
      (['bgnbd', 'mbgnbd', 'pnbd'] as const).map(name => ({ row, name, id: row.id })),
    );
    test.each(cases)('$name of customer $id', ({ row, name }) => {
      const model = modelOf(NAMES[name], golden.customers[name]);
      const outlook = outlookOf(model, { repeats: row.x, recency: row.t_x, age: row.T }) as Outlook;
      const expected = row[name];
      expectNear(logLikelihoodOf(model, patternsOf(row)), expected.ll as number, FUNCTION_TOLERANCE, 'll');
      expectNear(outlook.alive, expected.p_alive as number, FUNCTION_TOLERANCE, 'P(alive)');
      expectNear(expectedPurchases(outlook, row.t), expected.cond_exp as number, FUNCTION_TOLERANCE, 'E[Y]');
      if (expected.dert !== undefined)
        expectNear(discountedResidual(outlook, 0.0027), expected.dert, FUNCTION_TOLERANCE, 'DERT');
    });

    test.each(golden.customers.rows)('amount and value of twelve months of customer $id', row => {
      const [p, q, v] = golden.customers.gg as [number, number, number];
      const amount = expectedAmount({ p, q, v }, { repeats: row.x, meanAmount: row.m }) as number;
      expectNear(amount, row.gg_expected_value, FUNCTION_TOLERANCE);
      const model = modelOf('bg-nbd', golden.customers.bgnbd);
      const outlook = outlookOf(model, { repeats: row.x, recency: row.t_x, age: row.T }) as Outlook;
      const value = discountedValue(outlook, {
        ...{
          marginPerPurchase: amount,
          annualRate: 1.01 ** 12 - 1,
          months: 12,
          unitsPerMonth: 4.345,
          timing: 'end',
        },
      });
      expectNear(value?.horizon, row.clv_bgnbd_gg_12m, FUNCTION_TOLERANCE);
    });

    test.each(['bgnbd', 'pnbd'] as const)('expectation and distribution of a new customer by %s', name => {
      const outlook = outlookOfNew(modelOf(NAMES[name], golden.customers[name])) as Outlook;
      for (const [time, mean] of Object.entries(golden.aggregate[`${name}_expected_repeat`] as Figures))
        expectNear(expectedPurchases(outlook, Number(time)), mean, FUNCTION_TOLERANCE, `E[X(${time})]`);
      const distribution = purchaseDistribution(outlook, 39, 7) as Float64Array;
      for (const [n, p] of Object.entries(golden.aggregate[`${name}_pmf_39`] as Figures))
        expectNear(distribution[Number(n)], p, FUNCTION_TOLERANCE, `P(X = ${n})`);
    });

    test('the mean amount of all', () => {
      const [p, q, v] = golden.customers.gg as [number, number, number];
      expectNear(expectedAmount({ p, q, v }, { repeats: 0, meanAmount: 0 }), golden.aggregate.gg_mean, 1e-9);
    });

    test.each(golden.stress)('$model stands x $x, t_x $t_x, T $T', row => {
      const model = modelOf(NAMES[row.model], row.params);
      const outlook = outlookOf(model, { repeats: row.x, recency: row.t_x, age: row.T }) as Outlook;
      // As the goldens' README has it for customers who are as good as gone.
      const tolerance = row.expect.p_alive < 1e-15 ? 1e-6 : FUNCTION_TOLERANCE;
      expectNear(logLikelihoodOf(model, patternsOf(row)), row.expect.ll, FUNCTION_TOLERANCE, 'll');
      expectNear(outlook.alive, row.expect.p_alive, tolerance, 'P(alive)');
      expectNear(expectedPurchases(outlook, row.t), row.expect.cond_exp, tolerance, 'E[Y]');
    });
  });

  test('the contracts of the paper: fit, survival and retention', () => {
    const { high_end: paper } = golden.sbg;
    const fit = fitContracts([paper.observed_survival_pct.map(percent => percent * 10)]);
    expectNear(fit?.model.alpha, paper.alpha, PARAMETER_TOLERANCE);
    expectNear(fit?.model.beta, paper.beta, PARAMETER_TOLERANCE);
    expect(Math.abs((fit?.logLikelihood as number) - paper.ll)).toBeLessThanOrEqual(LL_TOLERANCE);
    for (const [t, survival] of paper.survival_fit_0_12.entries())
      expectNear(contractSurvival(paper, t), survival, FUNCTION_TOLERANCE, `S(${t})`);
    for (const [t, rate] of paper.retention_rate_t.entries())
      expectNear(retentionRate(paper, t + 1), rate, FUNCTION_TOLERANCE, `retention ${t + 1}`);
  });
}

/** Fits of histories against their goldens, each with its parameters, errors and likelihood. */
function checkFits(histories: Histories, fits: Readonly<Record<string, Fit>>): void {
  const { patterns } = collapse(histories);
  for (const [name, fit] of Object.entries(fits)) {
    if (name === 'gg') {
      test('Gamma–Gamma has the golden fit', () => {
        const ours = fitSpend(histories);
        expect(ours?.customers).toBe(fit.n);
        checkFit(
          ours?.model as unknown as Figures,
          ours?.standardErrors as Figures,
          ours?.logLikelihood,
          fit,
        );
      });
    } else if (name in NAMES) {
      test(`${name} has the golden fit`, () => {
        const ours = fitModel(patterns, NAMES[name as GoldenName] as FittedName);
        expect(patterns.customers).toBe(fit.n);
        expect(patterns.count).toBe(fit.distinct_patterns);
        expect(ours).toMatchObject({ identified: true, converged: true });
        checkFit(
          ours?.model as unknown as Figures,
          ours?.standardErrors as Figures,
          ours?.logLikelihood,
          fit,
        );
      });
    }
  }
}

function checkFit(model: Figures, errors: Figures, logLikelihood: number | undefined, fit: Fit): void {
  expect(Math.abs((logLikelihood ?? Number.NaN) - fit.ll)).toBeLessThanOrEqual(LL_TOLERANCE);
  for (const [key, value] of Object.entries(fit.params))
    expectNear(model[key], value, PARAMETER_TOLERANCE, key);
  for (const [key, value] of Object.entries(fit.se))
    expectNear(errors[key], value, ERROR_TOLERANCE, `error of ${key}`);
}

function patternsOf({ x, t_x, T }: { readonly x: number; readonly t_x: number; readonly T: number }) {
  return collapse({ repeats: Float64Array.of(x), recency: Float64Array.of(t_x), age: Float64Array.of(T) })
    .patterns;
}
