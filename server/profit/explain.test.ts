import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Explanation } from '../../contract/profit-answers.ts';
import { inPeriodOf, readFigure } from '../../contract/profit-figure.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { micros, type Shown, shownOnPages } from '../../test/shown-figures.ts';

/** The walk opens thousands of figures. */
const WALK_MS_MAX = 240_000;

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  const { status } = await house.ask('/example', 'POST');
  if (status !== 200) throw new Error('the example company could not be loaded');
});
afterAll(() => house.close());

test.each([
  { period: 'all', alike: ofOneKind, most: 1 },
  { period: '2025-Q1', alike: ofOneSort, most: 3 },
  { period: '2025-03', alike: ofOneSort, most: 3 },
])(
  'in $period every figure of the pages opens, says what was shown, and is made of what it says, down to the facts',
  async ({ period, alike: shapeOf, most }) => {
    const waiting = await shownOnPages(house, period);
    expect(waiting.length).toBeGreaterThan(200);
    const opened = new Set<string>();
    const alike = new Map<string, number>();
    const wrong: string[] = [];
    for (let shown = waiting.shift(); shown; shown = waiting.shift()) {
      const shape = shapeOf(shown.figure);
      const count = alike.get(shape) ?? 0;
      if (opened.has(shown.figure) || count >= most) continue;
      opened.add(shown.figure);
      alike.set(shape, count + 1);
      const { status, body } = await explain(shown.figure, period);
      if (status !== 200) {
        wrong.push(`${shown.from} shows ${shown.figure}, which answers ${status}: ${body.sentence}`);
        continue;
      }
      wrong.push(...faultsOf(shown, body));
      for (const { figure, value } of body.inputs as Explanation['inputs'])
        if (figure !== null)
          waiting.push({ figure: inPeriodOf(shown.figure, figure), value, from: shown.figure });
    }
    expect(wrong).toEqual([]);
    expect(alike.size).toBeGreaterThan(100);
  },
  WALK_MS_MAX,
);

test('a long list of facts or customers goes on where it was cut off, and its pieces add up', async () => {
  const { customers } = await house.get('/portfolio/customers?sort=revenue&direction=descending&limit=1');
  let next: string | undefined = `customer/${customers[0].id}/revenue`;
  const { body: first } = await explain(next, '2025-Q1');
  expect(first.factsTotal).toBeGreaterThan(100);
  let seen = 0n;
  let count = 0;
  while (next) {
    const { body } = await explain(next, '2025-Q1');
    expect(body).toMatchObject({ value: first.value, factsFrom: count });
    for (const fact of body.facts) seen += micros(fact.value);
    count += body.facts.length;
    if (body.factsRest) expect(seen + micros(body.factsRest.value)).toBe(micros(first.value));
    next = body.factsRest?.figure;
  }
  expect([count, seen]).toEqual([first.factsTotal, micros(first.value)]);

  const { sums, total } = await house.get('/portfolio/customers');
  const names = new Set<string>();
  let open: string | null = 'ranking/profit';
  while (open !== null) {
    const piece: Explanation = (await explain(open, 'all')).body;
    open = null;
    for (const { label, figure: next } of piece.inputs)
      if (label.startsWith('The other')) open = next;
      else names.add(next ?? label);
  }
  expect(names.size).toBe(total);
  expect((await explain('ranking/profit', 'all')).body.value).toBe(sums.profit);
});

test('minutes that our own mistakes took of a pool open to the customers, and to the rows that say so', async () => {
  const books = await house.get('/reconciliation');
  const opened: Explanation[] = [];
  for (const { pool, usedMinutes } of books.pools.filter(
    (one: { usedMinutes: number | null }) => one.usedMinutes,
  )) {
    const { body: used } = await explain(`pool/${pool}/usedMinutes`, 'all');
    expect(Number(used.value)).toBe(usedMinutes);
    const own = (used as Explanation).inputs.filter(({ label }) => label.endsWith(', caused by us'));
    for (const { figure, value } of own) {
      const { body: byCustomer } = await explain(figure ?? '', 'all');
      expect(byCustomer).toMatchObject({ value, unit: 'min' });
      const [first] = (byCustomer as Explanation).inputs;
      const { body } = await explain(first?.figure ?? '', 'all');
      expect(body).toMatchObject({ value: first?.value, unit: 'min' });
      opened.push(body);
    }
  }
  expect(opened.length).toBeGreaterThan(1);
  for (const { facts, factsTotal } of opened) {
    expect(factsTotal).toBeGreaterThan(0);
    for (const { file, row } of facts) expect(file !== '' && row > 1).toBe(true);
  }
});

test('what is no figure is refused with a sentence', async () => {
  const unknown = [
    ...['', 'weather', 'ranking/colour', 'ranking/profit/more', 'portfolio/luck', 'constructor/profit'],
    ...['pool/none', 'pools/none', 'pools/constructor', 'reconciliation/none', 'unassigned/none', '%'],
  ];
  for (const figure of unknown)
    expect(await explain(figure, 'all'), figure).toMatchObject({
      status: 404,
      body: { code: 'unknown-figure' },
    });
  expect((await explain('batch/bat_none/amount', 'all')).body.code).toBe('not-found');
  expect((await explain('portfolio/profit@2025-13', 'all')).body.code).toBe('unknown-period');
});

function explain(text: string, asked: string) {
  const { figure, period } = readFigure(text, asked);
  return house.ask(`/explain?${new URLSearchParams({ figure, period })}`);
}

/** One of many alike: whose it is, which month, which piece of a list does not matter. */
function ofOneKind(figure: string): string {
  return figure
    .replace(/(cus|bat)_\w+/, '$1')
    .replace(/^(cell\/cus)\/[^/@?]*/, '$1')
    .replace(/row\/\d+/, 'row')
    .replace(/row=cus|of=[^&@]+/, 'one')
    .replace(/@.*$/, '@period')
    .replace(/(top|from|facts)=\d+/g, '$1');
}

/** Nor which driver, activity, line or pool it is. */
function ofOneSort(figure: string): string {
  return ofOneKind(figure).replace(/(driver|cost|line|term|minutes|ownMinutes|rate|pool)\/[^/@?]+/g, '$1');
}

function faultsOf(shown: Shown, explained: Explanation): string[] {
  const faults: string[] = [];
  const { figure, value, inputs, facts, factsTotal, factsValue } = explained;
  if (!same(String(shown.value), value))
    faults.push(`${shown.from} shows ${shown.figure} as ${shown.value}, explained as ${value}`);
  const signed = inputs.filter(({ sign }) => sign !== null);
  const sum = signed.reduce((total, input) => total + BigInt(`${input.sign}1`) * micros(input.value), 0n);
  if (signed.length > 0 && sum !== micros(value))
    faults.push(`${figure} is ${value}, its inputs come to ${sum}`);
  if (factsValue !== null && !same(factsValue, value))
    faults.push(`${figure} is ${value}, its facts come to ${factsValue}`);
  const listed = facts.reduce((total, fact) => total + micros(fact.value === '' ? '0' : fact.value), 0n);
  if (factsValue !== null && facts.length === factsTotal && listed !== micros(factsValue))
    faults.push(`${figure} lists facts that come to ${listed}, and says ${factsValue}`);
  if (facts.some(({ file, batch, row }) => file === '' || batch === '' || row < 1))
    faults.push(`${figure} has a fact without file and row`);
  // Whatever is not zero comes from something.
  if (Number(value) !== 0 && inputs.length === 0 && facts.length === 0)
    faults.push(`${figure} is ${value} and says nothing of where that comes from`);
  return faults;
}

function same(shown: string, explained: string): boolean {
  const decimal = /^-?\d+(\.\d{1,6})?$/;
  if (decimal.test(shown) && decimal.test(explained)) return micros(shown) === micros(explained);
  return Number(shown) === Number(explained);
}
