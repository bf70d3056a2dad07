import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExpediteAnswer } from '../../contract/expedites.ts';
import type { Explanation } from '../../contract/profit-answers.ts';
import { inPeriodOf, readFigure } from '../../contract/profit-figure.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { micros } from '../../test/shown-figures.ts';

const PERIOD = '2025-Q1';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

test('an empty book has no expedites', async () => {
  const empty: ExpediteAnswer = await house.get('/expedites');
  expect(empty).toMatchObject({
    totals: { expedites: 0, cost: '0' },
    customers: [],
    losing: { share: null },
  });
});

describe('the expedite ledger', () => {
  let answer: ExpediteAnswer;
  beforeAll(async () => {
    await house.ask('/example', 'POST');
    answer = await house.get(`/expedites?period=${PERIOD}&limit=5000`);
  });

  test('sums to the same by customer, segment, reason and month: to the cost line and our own mistakes', async () => {
    for (const groups of [answer.customers, answer.segments, answer.reasons, answer.months]) {
      const sum = (of: 'minutes' | 'cost') => groups.reduce((total, group) => total + micros(group[of]), 0n);
      expect([sum('minutes'), sum('cost')]).toEqual([
        micros(answer.totals.minutes),
        micros(answer.totals.cost),
      ]);
      expect(groups.reduce((total, { expedites }) => total + expedites, 0)).toBe(answer.totals.expedites);
    }
    const { customers } = await house.get(`/portfolio/customers?period=${PERIOD}&limit=5000`);
    const charged = customers.reduce(
      (total: bigint, { costLines }: { costLines: Record<string, string> }) =>
        total + micros(costLines.expedites ?? '0'),
      0n,
    );
    expect(micros(answer.totals.cost) - micros(answer.own.cost)).toBe(charged);
    const losing = new Set(
      customers
        .filter(({ profit }: { profit: string }) => profit.startsWith('-'))
        .map(({ id }: { id: string }) => id),
    );
    const theirs = answer.customers.filter(({ id }) => losing.has(id));
    expect(theirs).toHaveLength(answer.losing.customers);
    expect(theirs.reduce((total, { minutes }) => total + micros(minutes), 0n)).toBe(
      micros(answer.losing.minutes),
    );
    expect(answer.losing.share).toBeCloseTo(
      Number(answer.losing.minutes) / Number(answer.totals.minutes),
      12,
    );
  });

  test('opens each figure, in inputs that open to what they say', async () => {
    const shown = [
      ...answer.segments.slice(0, 2),
      ...answer.reasons,
      ...answer.months,
      ...answer.customers.slice(0, 2),
    ].flatMap(({ figures, expedites, minutes, cost }) => [
      [figures.expedites, String(expedites)],
      [figures.minutes, minutes],
      [figures.cost, cost],
    ]);
    shown.push(
      ['expedites/cost?sign=loss', answer.losing.cost],
      ['expedites/minutes?own=only', answer.own.minutes],
    );
    for (const { figures, minutes } of [...answer.segments.slice(0, 1), ...answer.customers.slice(0, 1)])
      shown.push([
        figures.share ?? '',
        String(Number(micros(minutes)) / Number(micros(answer.totals.minutes))),
      ]);
    shown.push(['expedites/lossShare', String(answer.losing.share)]);
    for (const [figure = '', value] of shown) {
      const opened = await explained(figure);
      expect([figure, opened.value]).toEqual([figure, value]);
      const signed = opened.inputs.filter(({ sign }) => sign === '+');
      if (signed.length > 0)
        expect([figure, signed.reduce((total, input) => total + micros(input.value), 0n)]).toEqual([
          figure,
          micros(opened.value),
        ]);
      else if (!/share/i.test(figure))
        expect([figure, opened.factsTotal > 0 || Number(value) === 0 || figure.includes('reason=-')]).toEqual(
          [figure, true],
        );
      for (const input of opened.inputs.slice(0, 3).filter(one => one.figure !== null))
        expect([input.figure, (await explained(inPeriodOf(figure, input.figure as string))).value]).toEqual([
          input.figure,
          input.value,
        ]);
    }
  });

  test('says that hours are not known where the cost model counts no expedites', async () => {
    const { model } = await house.get('/models/current');
    const activities = model.activities.filter(({ line }: { line: string }) => line !== 'expedites');
    expect((await house.ask('/models', 'POST', { ...model, activities })).status).toBe(200);
    const counted: ExpediteAnswer = await house.get(`/expedites?period=${PERIOD}`);
    expect(counted).toMatchObject({
      costed: false,
      totals: { expedites: answer.totals.expedites, minutes: '0', cost: '0' },
    });
    expect(counted.losing.share).toBeGreaterThan(0);
  });
});

function explained(text: string): Promise<Explanation> {
  const { figure, period } = readFigure(text, PERIOD);
  return house.get(`/explain?figure=${encodeURIComponent(figure)}&period=${period}`);
}
