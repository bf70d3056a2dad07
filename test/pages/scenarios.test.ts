import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { profitEndpoints } from '../../contract/profit.ts';
import { scenarioEndpoints } from '../../contract/scenarios.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const PRICE = { changes: [{ kind: 'price', share: 0.03 }], reaction: { low: -1.5, high: -0.5 } } as const;

const pages = openedPages({ example: true });

async function open(search = '', options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await pages.goto(`/scenarios${search}`, options);
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
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});

test('the page comes to what the server comes to, and its address can be sent', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Add a change' }).click();
  await page.getByLabel('Price, %').fill('3');
  await page.getByLabel('Price elasticity, strongest').fill('-1.5');
  await page.getByLabel('Price elasticity, weakest').fill('-0.5');
  const told = await answerOf(pages.url(), scenarioEndpoints.runScenario, {
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

test('what each change brings stands below the whole, a saved scenario opens, and it stands on its customer’s page', async () => {
  const { customers } = await answerOf(pages.url(), profitEndpoints.ranking, {});
  const [first] = customers as [(typeof customers)[number]];
  const fees = { kind: 'fee', each: 'delivery', amount: 10 } as const;
  const page = await open(draft({ ...PRICE, changes: [...PRICE.changes, fees] }));
  await rowOf(page, 'Fee of 10 for each delivery').waitFor();
  await page.getByLabel('Name').fill('Price and fee');
  await page.getByLabel('About the customer').fill(first.sourceKey);
  await page.getByRole('list', { name: 'Customers that it is about' }).getByText(first.name).waitFor();
  await page.getByRole('button', { name: 'Save as a new one' }).click();
  await page.getByRole('heading', { name: 'Price and fee' }).waitFor();
  await rowOf(page, 'Fee of 10 for each delivery').getByRole('button').first().click();
  const explain = page.getByRole('complementary');
  await explain.getByText('Fee of 10 for each delivery, in "Price and fee"').waitFor();
  await explain.getByText('Actuals stay as they are').waitFor();
  await page.getByLabel('Price, %').fill('4');
  // What is tried on top of it is not what is saved, so it does not open.
  await page.waitForURL(/draft=/);
  expect(await rowOf(page, 'Fee of 10 for each delivery').getByRole('button').count()).toBe(0);
  await page.goto(`${pages.url()}/customers/${first.id}`);
  await page.getByRole('link', { name: 'Price and fee' }).click();
  await page.getByRole('heading', { name: 'Price and fee' }).waitFor();
});

test('a change is meant for customers of any field, and says so', async () => {
  const page = await open(draft(PRICE));
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('Field', { exact: true }).selectOption({ label: 'Grade' });
  const grade = page.getByRole('checkbox', { name: /^A\s*\d/ });
  await grade.check();
  await page.keyboard.press('Escape');
  await page.getByText(/^For \d+ customers?\. Grade [A-D]\./).waitFor();
  const told = await answerOf(pages.url(), scenarioEndpoints.runScenario, {
    body: { ...PRICE, changes: [{ ...PRICE.changes[0], where: [{ field: 'grade', value: 'A' }] }] },
  });
  await page.getByText(`For ${told.met[0]} customer`).waitFor();
  await page.waitForURL(/draft=.*where/);
});
