import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { scenarioEndpoints } from '../../contract/scenarios.ts';
import { launchBrowser } from '../browser.ts';
import { startServer } from '../server.ts';
import { answerOf } from './answers.ts';

const WIDE = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } as const;
const PHONE_AT_NIGHT = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
const PRICE = { changes: [{ kind: 'price', share: 0.03 }], reaction: { low: -1.5, high: -0.5 } } as const;

let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
const problems: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ example: true }), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(problems.splice(0)).toEqual([]);
});

async function open(search = '', options: BrowserContextOptions = WIDE): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', error => problems.push(error.message));
  await page.goto(`${server.url}/scenarios${search}`);
  await page.getByRole('heading', { name: /Profit of customers|to be mended/ }).waitFor();
  return page;
}

const draft = (scenario: object) => `?draft=${encodeURIComponent(JSON.stringify(scenario))}`;
const rowOf = (page: Page, name: string) => page.getByRole('row', { name });

test.each([
  ['wide', WIDE],
  ['on a phone at night', PHONE_AT_NIGHT],
])('%s a scenario fits, and axe finds nothing serious', async (_, options) => {
  const page = await open(draft(PRICE), options);
  await rowOf(page, 'Moves most').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('the page comes to what the server comes to, and its address can be sent', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Add a change' }).click();
  await page.getByLabel('Price, %').fill('3');
  await page.getByLabel('Price elasticity, strongest').fill('-1.5');
  await page.getByLabel('Price elasticity, weakest').fill('-0.5');
  const told = await answerOf(server.url, scenarioEndpoints.runScenario, {
    body: { ...PRICE, changes: [...PRICE.changes] },
  });
  const whole = (amount: string) => Math.round(Number(amount)).toLocaleString('en-GB').replace('-', '−');
  const { low, high } = told.profitCustomers;
  await rowOf(page, 'Profit of customers').getByText(whole(low)).waitFor();
  await rowOf(page, 'Profit of customers').getByText(whole(high)).waitFor();
  await rowOf(page, told.movesMost[0]?.name ?? '').waitFor();
  await page.waitForURL(/draft=/);
  await page.reload();
  await rowOf(page, 'Profit of customers').getByText(whole(low)).waitFor();
});

test('a scenario is saved under a name, stands beside another, and goes', async () => {
  const page = await open(draft(PRICE));
  await page.getByLabel('Name').fill('Three per cent');
  await page.getByRole('button', { name: 'Save as a new one' }).click();
  await page.getByRole('link', { name: 'Three per cent' }).waitFor();
  await page.getByRole('link', { name: 'New scenario' }).click();
  await page.getByRole('heading', { name: 'New scenario' }).waitFor();
  await page.getByLabel('Compare with Three per cent').check();
  await page.getByRole('columnheader', { name: 'Three per cent' }).waitFor();
  await page.getByRole('button', { name: 'Remove Three per cent' }).click();
  await page.getByRole('link', { name: 'Three per cent' }).waitFor({ state: 'detached' });
});

test('a number that cannot be is said at its field, and a customer that is gone is told', async () => {
  const page = await open(
    draft({ ...PRICE, changes: [{ kind: 'price', share: -1.5, customer: 'cus_gone' }] }),
  );
  await page.getByText('No more than all of it can go').waitFor();
  await page.getByRole('heading', { name: 'A number is to be mended' }).waitFor();
  await page.getByLabel('Price, %').fill('5');
  await page.getByText('Meets nobody in this period.').waitFor();
  expect(await page.getByLabel('Customer', { exact: true }).inputValue()).toBe('cus_gone');
});
