import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersFrom } from '../../../test/seeded-numbers.ts';
import type { Day } from '../units/day.ts';
import { fitBetaPrior, posteriorMean } from './beta-prior.ts';
import { type LapseRule, type LapseSignal, lapseSentence, lapseSignals } from './lapse.ts';
import type { LapseLevel } from './lapse-replay.ts';
import type { PurchaseDays } from './purchase-gaps.ts';

const START = Date.UTC(2024, 0, 1);
const dayAt = (number: number): Day => new Date(START + number * 86_400_000).toISOString().slice(0, 10);
const of = (customer: string, ...numbers: number[]): PurchaseDays => ({ customer, days: numbers.map(dayAt) });
const every = (customer: string, gaps: readonly number[], from = 0): PurchaseDays => {
  const numbers = [from];
  for (const gap of gaps) numbers.push((numbers.at(-1) as number) + gap);
  return of(customer, ...numbers);
};

describe('a silence stands beside the customer’s own rhythm', () => {
  test('the usual interval is the median gap, and the threshold lies three deviations above it', () => {
    const { signals } = lapseSignals([every('A', [16, 18, 20, 18, 22])], dayAt(94 + 41));
    // Deviations from 18 are 2, 0, 2, 0, 4: their median is 2.
    expect(signals[0]).toMatchObject({
      basis: 'own',
      gaps: 5,
      usual: 18,
      silence: 41,
      longest: 22,
      overdue: true,
    });
    expect(signals[0]?.spread).toBeCloseTo(2.9652, 10);
    expect(signals[0]?.threshold).toBeCloseTo(18 * 1.5, 10);
    expect(signals[0]?.falseAlarmRate).toBeUndefined();
    expect(signals[0]?.reason).toMatch(/past alarms can be judged/);
  });

  test('a day past the threshold is overdue, the threshold itself is not', () => {
    const history = every('A', [10, 10, 10, 10]);
    expect(lapseSignals([history], dayAt(40 + 15)).signals[0]?.overdue).toBe(false);
    expect(lapseSignals([history], dayAt(40 + 16)).signals[0]?.overdue).toBe(true);
  });

  test.each([
    ['nothing', []],
    ['one day', [5]],
    ['one day twice', [5, 5]],
    ['two gaps and nobody to borrow from', [0, 10, 20]],
  ])('%s is insufficient, with a reason', (_what, days) => {
    const [signal] = lapseSignals([of('A', ...days)], dayAt(400)).signals;
    expect(signal).toMatchObject({ basis: 'insufficient', overdue: undefined, falseAlarmRate: undefined });
    expect(lapseSentence(signal as never)).toBe(signal?.reason);
    expect(signal?.reason).not.toBe('');
  });

  test('orders after the day asked about change nothing', () => {
    const day = dayAt(60);
    const now = lapseSignals([of('A', 0, 10, 20, 30, 40)], day);
    expect(lapseSignals([of('A', 40, 0, 10, 20, 30, 40, 90, 95)], day)).toEqual(now);
  });

  test('a customer with two gaps borrows the multiple of the others', () => {
    const others = Array.from({ length: 10 }, (_, i) => every(`R${i}`, [10, 10, 10, 10]));
    const { rule, signals } = lapseSignals([...others, every('N', [20, 20])], dayAt(71));
    expect(rule.pooledMultiple).toBe(1.5);
    expect(signals[10]).toMatchObject({
      basis: 'pooled',
      usual: 20,
      threshold: 30,
      silence: 31,
      overdue: true,
    });
    expect(signals[10]?.reason).toMatch(/borrowed/);
  });
});

describe('the false-alarm rate is what replay finds', () => {
  const ruleItself = (rule: LapseRule) =>
    rule.levels.find(({ basis, multiple }) => basis === 'own' && multiple === 1);

  test('counts by hand: an alarm needs twice its threshold before it is judged', () => {
    // Rhythm of 10, so a threshold of 15; the first gap that can be judged is the fourth.
    const { rule } = lapseSignals([every('A', [10, 10, 10, 10, 40])], dayAt(80));
    expect(rule).toMatchObject({ silences: 2, alarms: 1 });
    expect(ruleItself(rule)).toMatchObject({ judged: 1, ended: 1, prior: undefined });
    const { rule: young } = lapseSignals([every('A', [10, 10, 10, 10, 16])], dayAt(60));
    expect(young).toMatchObject({ silences: 2, alarms: 1 });
    expect(ruleItself(young)).toMatchObject({ judged: 0 });
    const { rule: lapsed } = lapseSignals([every('A', [10, 10, 10, 10])], dayAt(40 + 30));
    expect(lapsed).toMatchObject({ silences: 1, alarms: 0 });
    expect(ruleItself(lapsed)).toMatchObject({ judged: 1, ended: 0 });
  });

  test('a long silence is told apart from one just past the threshold', () => {
    // Of 40 customers, 20 came back after 20 days, just past the threshold of 15, and 20 never did.
    const back = Array.from({ length: 20 }, (_, i) => every(`B${i}`, [10, 10, 10, 20, 10, 10]));
    const gone = Array.from({ length: 20 }, (_, i) => every(`G${i}`, [10, 10, 10, 10, 10, 10]));
    const asked = [every('S', [10, 10, 10], 400 - 30 - 16), every('L', [10, 10, 10], 400 - 30 - 70)];
    const { rule, signals } = lapseSignals([...back, ...gone, ...asked], dayAt(400));
    expect(ruleItself(rule)).toMatchObject({ judged: 61, ended: 20 });
    const [short, long] = signals.slice(-2);
    expect(short).toMatchObject({ silence: 16, rateBeyond: 15 });
    expect(long).toMatchObject({ silence: 70, rateBeyond: 60 });
    expect(short?.falseAlarmRate).toBeGreaterThan(0.25);
    expect(long?.falseAlarmRate).toBeLessThan(0.05);
    // Its present silence is long enough to be judged, and still not held against itself.
    expect(signals[20]).toMatchObject({ customer: 'G0', silence: 340, ownAlarms: 0 });
  });

  test('where nobody ever leaves nearly all alarms are false, where silence is for ever none', () => {
    const next = numbersFrom(7);
    const exponential = (mean: number) => Math.max(1, Math.ceil(-Math.log(1 - next()) * mean));
    const staying = Array.from({ length: 60 }, (_, i) =>
      every(
        `S${i}`,
        Array.from({ length: 200 }, () => exponential(10)),
      ),
    );
    const until = 1500;
    const { rule, signals } = lapseSignals(staying, dayAt(until));
    expect(rule.alarms / rule.silences).toBeGreaterThan(0.03);
    expect(rule.alarms / rule.silences).toBeLessThan(0.12);
    for (const { falseAlarmRate } of signals) expect(falseAlarmRate).toBeGreaterThan(0.95);

    const leaving = Array.from({ length: 60 }, (_, i) => every(`L${i}`, [10, 10, 10, 10, 10, 10]));
    const left = lapseSignals(leaving, dayAt(400));
    for (const { falseAlarmRate } of left.signals) expect(falseAlarmRate).toBeLessThan(0.05);
  });

  test('finds the share that was put in, and draws a customer’s own history to it', () => {
    // Regular at 10 days; each tenth gap is a pause of 40, and after a pause begins only 60 % ever return.
    const next = numbersFrom(99);
    const customers = Array.from({ length: 400 }, (_, i) => {
      const gaps: number[] = [];
      for (let pause = 0; pause < 20; pause++) {
        gaps.push(...Array.from({ length: 9 }, () => 10));
        if (next() > 0.6) break;
        gaps.push(40);
      }
      return every(`P${i}`, gaps);
    });
    const { rule, signals } = lapseSignals(customers, dayAt(6000));
    const level = ruleItself(rule) as LapseLevel;
    expect(level.ended / level.judged).toBeGreaterThan(0.55);
    expect(level.ended / level.judged).toBeLessThan(0.65);
    expect(level.prior?.mean).toBeCloseTo(0.6, 1);
    const rates = signals.map(({ falseAlarmRate }) => falseAlarmRate as number);
    // All are alike here, so own counts must hardly move it.
    expect(Math.max(...rates) - Math.min(...rates)).toBeLessThan(0.2);
  });

  test('a rate is never stated from a handful of alarms, and always beside the days', () => {
    const few = lapseSignals([every('A', [10, 10, 10, 10, 40, 10, 10])], dayAt(200));
    expect(few.signals[0]?.falseAlarmRate).toBeUndefined();
    expect(
      lapseSentence({
        ...(few.signals[0] as never as object),
        usual: 18,
        silence: 41,
        threshold: 36,
        rateBeyond: 36.7,
        falseAlarmRate: 0.4,
      } as never),
    ).toBe('Usually orders every 18 days, now 41. Of silences past 36 days, 40 % ended with an order.');
  });
});

test('whatever the days, shares are shares and nothing is no number', () => {
  const days = fc.array(fc.integer({ min: -50, max: 900 }), { maxLength: 25 });
  fc.assert(
    fc.property(fc.array(days, { minLength: 1, maxLength: 40 }), all => {
      const { signals, rule } = lapseSignals(
        all.map((numbers, i) => of(`C${i}`, ...numbers)),
        dayAt(800),
      );
      expect(signals).toHaveLength(all.length);
      for (const { judged, ended } of rule.levels) expect(ended).toBeLessThanOrEqual(judged);
      for (const signal of signals) {
        for (const value of Object.values(signal)) expect(Number.isNaN(value)).toBe(false);
        const { falseAlarmRate: rate, rateBeyond, silence, overdue } = signal;
        if (rate !== undefined) expect(rate > 0 && rate < 1).toBe(true);
        if (overdue && rateBeyond !== undefined) expect(silence).toBeGreaterThan(rateBeyond);
        expect(lapseSentence(signal)).not.toMatch(/undefined|NaN/);
      }
    }),
    { numRuns: 50 },
  );
});

describe('the beta prior', () => {
  test('is strong where all are alike and weak where they are not', () => {
    const alike = Array.from({ length: 200 }, () => ({ trials: 10, successes: 5 }));
    const apart = Array.from({ length: 200 }, (_, i) => ({ trials: 10, successes: i % 2 === 0 ? 10 : 0 }));
    expect(fitBetaPrior(alike)?.strength).toBeGreaterThan(100);
    const weak = fitBetaPrior(apart);
    expect(weak?.strength).toBeLessThan(0.5);
    expect(weak?.mean).toBeCloseTo(0.5, 10);
    expect(posteriorMean({ mean: 0.25, strength: 4 }, { trials: 4, successes: 4 })).toBe(0.625);
    expect(posteriorMean({ mean: 0.25, strength: 4 }, { trials: 4, successes: 1 })).toBe(0.25);
    expect(fitBetaPrior([{ trials: 0, successes: 0 }])).toBeUndefined();
  });
});

test('of silences past a day is said so', () => {
  const signal = { usual: 1, silence: 0, threshold: 1.5, falseAlarmRate: 1 };
  const daily = lapseSignals([every('A', [1, 1, 1, 1, 1, 1])], dayAt(6)).signals[0];
  expect(lapseSentence({ ...(daily as LapseSignal), ...signal, rateBeyond: 1.5 })).toBe(
    'Usually orders every day, now 0. Of silences past a day, 100 % ended with an order.',
  );
});
