import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { valueEndpoints } from '../../contract/value.ts';
import type { QuadrantAccount } from '../../contract/value-quadrants.ts';
import { amountText } from '../../web/ui/number-text.ts';
import { wallPeople } from '../wall-people.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';
import { cookieOfPerson } from './people-pages.ts';

const FIT_MS = 180_000;
const PAGE = '/value?section=quadrants';

const pages = openedPages({ example: true });

// A fit takes as long as it takes: what follows finds the forecast made.
beforeAll(async () => {
  while ((await answerOf(pages.url(), valueEndpoints.value, { query: { wait: 60 } })).state === 'working');
}, FIT_MS);

const quadrants = () => answerOf(pages.url(), valueEndpoints.valueQuadrants, { query: { wait: 60 } });
const chartOf = (page: Page) =>
  page.getByRole('group', { name: 'Customers by value and cost of satisfying' });
const formOf = (page: Page) => page.getByRole('dialog', { name: /^Potential of / });
const said = (chart: Locator) => chart.locator('xpath=..').locator('[aria-live]');
const opened = async (options: object = WIDE, cookie?: string) => {
  const page = await pages.goto(PAGE, options, cookie);
  await chartOf(page).locator('circle').first().waitFor();
  return page;
};

test('what it costs to satisfy a customer is the cost to serve of its purchases, discounted as its value is', async () => {
  const { accounts } = await quadrants();
  const first = accounts[0] as QuadrantAccount;
  const { value } = await answerOf(pages.url(), valueEndpoints.customerValue, { params: { id: first.id } });
  const at = (name: string) => value?.steps.find(step => step.name === name)?.value ?? 0;
  expect(at('Cost to serve of a purchase')).toBeGreaterThan(0);
  expect(Number(first.cost)).toBeCloseTo(at('Cost to serve of a purchase') * at('Discounted purchases'), 1);
});

test('every customer that comes is a point; the tables say all that the chart draws', async () => {
  const { accounts, quadrants: four, total } = await quadrants();
  const page = await opened();
  expect(await chartOf(page).locator('circle').count()).toBe(accounts.length);
  const passive = four[0]?.customers;
  await page.getByRole('heading', { name: `${passive} of ${total} customers are worth much and` }).waitFor();
  const row = page.getByRole('table', { name: 'The four quadrants' }).locator('tbody tr').first();
  expect(await row.textContent()).toContain(amountText(four[0]?.value, 0, 'en-GB'));
  const first = page.getByRole('table', { name: 'Customers in the quadrants' }).locator('tbody tr').first();
  expect(await first.textContent()).toContain(accounts[0]?.name);
});

test('a point names its customer under the pointer, and a click opens its page', async () => {
  const { accounts } = await quadrants();
  const page = await opened();
  await chartOf(page).locator('circle').first().hover();
  await page
    .getByText(`value ${amountText(accounts[0]?.value, 0, 'en-GB')} EUR`)
    .first()
    .waitFor();
  await chartOf(page).locator('circle').first().click();
  await page.waitForURL(`**/customers/${accounts[0]?.id}/value`);
});

test('a point that is dragged proposes a potential, which is kept only with its source', async () => {
  const page = await opened();
  const box = await chartOf(page).locator('circle').first().boundingBox();
  const [x, y] = [(box?.x ?? 0) + 4, (box?.y ?? 0) + 4];
  const drag = async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y + 1, { steps: 4 });
  };
  await drag();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await formOf(page).count()).toBe(0);
  await drag();
  await page.mouse.up();
  const form = formOf(page);
  const cost = Number(await form.getByLabel('Potential cost').inputValue());
  const [before] = (await quadrants()).accounts;
  expect(cost).toBeGreaterThan(0);
  expect(cost).toBeLessThan(Number(before?.cost));
  expect(await form.getByLabel('Potential value').inputValue()).toBe('');
  expect(await form.getByRole('button', { name: 'State it' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  expect((await quadrants()).withPotential).toBe(0);
  await drag();
  await page.mouse.up();
  await form.getByLabel('Where the cost comes from').fill('Orders by EDI, offer of 7 March');
  await form.getByRole('button', { name: 'State it' }).click();
  await page.getByRole('heading', { name: 'A potential was stated of 1 customer' }).waitFor();
  const row = page.getByRole('table', { name: 'Customers in the quadrants' }).locator('tbody tr').first();
  expect(await row.textContent()).toContain('Orders by EDI, offer of 7 March');
  const { accounts, withPotential } = await quadrants();
  expect(withPotential).toBe(1);
  expect(accounts[0]?.potential).toMatchObject({ value: null, cost: cost.toFixed(2) });
});

test('by the keyboard: arrows step to a point, the space bar picks it up, arrows move it, Enter states it', async () => {
  const { accounts } = await quadrants();
  const page = await opened();
  const chart = chartOf(page);
  await chart.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  expect(await said(chart).textContent()).toContain(accounts[2]?.name);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  expect(await said(chart).textContent()).toMatch(/potential value [\d,]+ EUR, potential cost as it is/);
  await page.keyboard.press('Escape');
  expect(await said(chart).textContent()).not.toContain('potential');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const form = formOf(page);
  expect(Number(await form.getByLabel('Potential value').inputValue())).toBeGreaterThan(
    Number(accounts[2]?.value),
  );
  await form.getByRole('button', { name: 'Cancel' }).click();
  await form.waitFor({ state: 'detached' });
  await chart.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/customers/${accounts[0]?.id}/value`);
});

test('who reads profit and decides nothing drags nothing', async () => {
  const people = await wallPeople(pages.house(), { Reader: ['controller', 'auditor'] });
  const cookie = await cookieOfPerson(pages, { id: people.id('Reader'), name: 'Reader' });
  const page = await opened(WIDE, cookie);
  expect(await page.getByRole('button', { name: 'State potential' }).count()).toBe(0);
  expect(await page.getByText('Drag a point').count()).toBe(0);
  const box = await chartOf(page).locator('circle').first().boundingBox();
  const [x, y] = [(box?.x ?? 0) + 4, (box?.y ?? 0) + 4];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y + 40, { steps: 4 });
  expect(await chartOf(page).getAttribute('data-lifted')).toBeNull();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await chartOf(page).focus();
  for (const key of ['Home', 'Space', 'ArrowUp', 'Space']) await page.keyboard.press(key);
  expect(await formOf(page).count()).toBe(0);
});

test('the table states a potential where nothing can be dragged', async () => {
  const { accounts } = await quadrants();
  const page = await opened(PHONE_AT_NIGHT);
  const name = accounts[4]?.name ?? '';
  const rows = page.getByRole('table', { name: 'Customers in the quadrants' }).locator('tbody tr');
  await rows.filter({ hasText: name }).getByRole('button', { name: 'State potential' }).click();
  const form = page.getByRole('dialog', { name: `Potential of ${name}` });
  await form.getByLabel('Potential value').fill('5000000');
  await form.getByLabel('Where the value comes from').fill('Second plant');
  await form.getByRole('button', { name: 'State it' }).click();
  await rows.filter({ hasText: 'Second plant' }).waitFor();
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  const page = await opened(options);
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});
