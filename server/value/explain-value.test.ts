import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Explanation } from '../../contract/profit-answers.ts';
import { inPeriodOf } from '../../contract/profit-figure.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { micros } from '../../test/shown-figures.ts';

// The example company, since it has a cost model: value rests on its profit and loss.
let house: TestHouse;
let forecast: { value: { mid: string }; figure: string };
beforeAll(async () => {
  house = await testHouse();
  await house.ask('/example', 'POST');
  ({ forecast } = await house.get('/value?wait=60&months=24&rate=0.08'));
});
afterAll(() => house.close());

const explain = (figure: string) => house.ask(`/explain?${new URLSearchParams({ figure })}`);

test('the value of all opens to the customers, whose values it is the sum of', async () => {
  let next: string | undefined = forecast.figure;
  const { body: first } = await explain(next);
  // The sum of what the list says of each customer, to the cent.
  expect(Math.abs(Number(first.value) - Number(forecast.value.mid))).toBeLessThan(5);
  expect(first).toMatchObject({ grade: 'D', unit: 'EUR' });
  expect(first.gradeReason).toMatch(/^An estimate of what is to come\./);
  let sum = 0n;
  let customers = 0;
  while (next) {
    const body: Explanation = (await explain(next)).body;
    const named = body.inputs.filter(({ figure }) => figure?.startsWith('value/'));
    customers += named.length;
    for (const { value } of named) sum += micros(value);
    next = body.inputs.find(({ figure }) => figure?.startsWith('value?'))?.figure ?? undefined;
  }
  expect(sum).toBe(micros(first.value));
  expect(customers).toBe((await house.get('/value/customers?limit=1&wait=60')).total);
});

test('each step of a customer opens, says what its page shows, and leads down to order lines', async () => {
  const terms = 'wait=60&months=24&rate=0.08';
  const { customers } = await house.get(`/value/customers?${terms}&limit=1`);
  const facts: string[] = [];
  for (const { id, figure, value } of customers) {
    const page = await house.get(`/customers/${id}/value?${terms}`);
    const steps = page.value.steps as { name: string; figure: string; value: number }[];
    const shown = new Map(steps.map(step => [step.figure, step.value]));
    expect(Number((await explain(figure)).body.value)).toBeCloseTo(Number(value.mid), 1);
    const opened = new Set<string>();
    const waiting: { figure: string; value: string | undefined }[] = [{ figure, value: undefined }];
    for (let at = waiting.shift(); at; at = waiting.shift()) {
      if (opened.has(at.figure) || opened.size > 60) continue;
      opened.add(at.figure);
      const { status, body } = await explain(at.figure);
      expect([at.figure, status]).toEqual([at.figure, 200]);
      if (at.value !== undefined) expect([at.figure, body.value]).toEqual([at.figure, at.value]);
      const step = shown.get(at.figure);
      if (step !== undefined) expect(Number(body.value)).toBeCloseTo(step, 2);
      facts.push(...body.facts.map((fact: { file: string }) => fact.file));
      for (const input of body.inputs as Explanation['inputs'])
        if (input.figure !== null)
          waiting.push({ figure: inPeriodOf(at.figure, input.figure), value: input.value });
    }
    for (const one of shown.keys()) expect(opened).toContain(one);
  }
  expect(new Set(facts)).toContain('order-lines.csv');
});

test('rank, predictability and silence open beside the steps, and say what the page shows', async () => {
  const { customers } = await house.get('/value/customers?wait=60&limit=30');
  const { id } = customers[29];
  const { value, predictability, lapse } = await house.get(`/customers/${id}/value?wait=60`);
  expect((await explain(value.figures.rank)).body).toMatchObject({ value: '30', unit: 'rank' });
  const { body: planned } = await explain(value.figures.predictability);
  expect(Number(planned.value)).toBe(predictability.score);
  const points = planned.inputs.filter(({ unit }: { unit: string }) => unit === 'points');
  const sum = points.reduce((so: number, one: { value: string }) => so + Number(one.value), 0);
  expect(sum).toBeCloseTo(predictability.score, 2);
  const { body: silent } = await explain(value.figures.silence);
  expect(silent).toMatchObject({ value: String(lapse.silentDays), unit: 'days' });
  // What is counted is no estimate.
  expect([planned.grade, silent.grade]).toEqual(['A', 'A']);
});

test.each([
  ['value/nobody', 404, 'There is no customer "nobody".'],
  ['value?months=0', 400, 'months: "0" cannot be.'],
  ['value?unit=year', 400, 'The terms of this figure cannot be read'],
])('refuses %s', async (figure, status, sentence) => {
  const answer = await explain(figure);
  expect(answer.status).toBe(status);
  expect(answer.body.sentence).toContain(sentence);
});

test('a step that there is not is no figure', async () => {
  const { customers } = await house.get('/value/customers?limit=1&wait=60');
  const { status, body } = await explain(`value/${customers[0].id}/luck`);
  expect([status, body.code]).toEqual([404, 'unknown-figure']);
});
