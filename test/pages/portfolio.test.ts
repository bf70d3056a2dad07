import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions, Page, Response } from 'playwright-core';
import { expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { bridgeEndpoints } from '../../contract/bridge.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import type { PortfolioCustomer } from '../../contract/profit-answers.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const JAVASCRIPT_BYTES_MAX = 250 * 1024;

type RankingQuery = z.input<typeof profitEndpoints.ranking.query>;

const pages = openedPages({ example: true });

async function open(path = '/', options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await pages.goto(path, options);
  await rows(page).nth(2).waitFor();
  return page;
}

function ranking(page: Page) {
  return page.getByRole('grid', { name: 'Customers, ranked' });
}

/** The heading, the sums, then the customers. */
function rows(page: Page) {
  return ranking(page).getByRole('row');
}

function firstCustomer(page: Page) {
  return rows(page).nth(2);
}

function explanation(page: Page) {
  return page.getByRole('complementary', { name: 'Explain' });
}

async function firstRanked(query: RankingQuery = {}): Promise<PortfolioCustomer> {
  const { customers } = await answerOf(pages.url(), profitEndpoints.ranking, {
    query: { ...query, limit: 1 },
  });
  return customers[0] as PortfolioCustomer;
}

test('the headline counts customers, sums revenue and profit, and says that the ledger agrees', async () => {
  const page = await open();
  const { totals } = await answerOf(pages.url(), profitEndpoints.portfolio);
  const headline = page.locator('dl').first();
  expect(await headline.getByRole('button', { name: String(totals.customers), exact: true }).count()).toBe(1);
  expect(await headline.innerText()).toContain('reconciled, 0 open');
  const profit = headline.getByRole('definition').nth(2).getByRole('button');
  const exact = (await profit.getAttribute('title')) ?? '';
  expect(exact.replaceAll(',', '').replace('−', '-')).toBe(totals.profitCustomers);
});

test('the whale curve says in a sentence who earns and who loses, and a click goes to a customer', async () => {
  const page = await open();
  const { whale, totals } = await answerOf(pages.url(), profitEndpoints.portfolio);
  const title = page.getByRole('heading', { name: /customers earn .* of the profit; .* lose/ });
  expect(await title.innerText()).toContain(`${whale.peakCustomers} of ${totals.customers} customers`);
  const chart = page.locator('[aria-roledescription=chart]');
  await chart.locator('svg').waitFor();
  await chart.hover({ position: { x: 300, y: 100 } });
  await page.getByText('Click opens the customer').waitFor();
  await chart.click({ position: { x: 300, y: 100 } });
  await page.waitForURL(/\/customers\/cus_/);
});

test('arrow keys step along the curve and say the customer and the value', async () => {
  const page = await open();
  await page.locator('[aria-roledescription=chart] svg').waitFor();
  await page.locator('[aria-roledescription=chart]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const first = await firstRanked();
  await page.locator('[aria-live]', { hasText: `${first.name}:` }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Show as table' }).click();
  await page.getByRole('cell', { name: first.name }).waitFor();
});

test('a row opens its customer, and Back returns to the same filter', async () => {
  const page = await open('/?sign=loss');
  const name = await firstCustomer(page).getByRole('link').innerText();
  await firstCustomer(page).getByRole('gridcell').nth(2).click();
  await page.waitForURL(/\/customers\/cus_/);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goBack();
  await firstCustomer(page).waitFor();
  expect(new URL(page.url()).search).toBe('?sign=loss');
});

test('filter and sort stand in the address', async () => {
  const page = await open();
  await page.getByLabel('Profit or loss').selectOption('loss');
  await page.waitForURL(/sign=loss/);
  await ranking(page).getByRole('columnheader', { name: 'Revenue EUR' }).getByRole('button').click();
  await page.waitForURL(/sort=revenue&direction=descending/);
  const query: RankingQuery = { sign: 'loss', sort: 'revenue', direction: 'descending' };
  const { total } = await answerOf(pages.url(), profitEndpoints.ranking, { query });
  const first = await firstRanked(query);
  await firstCustomer(page).getByRole('link', { name: first.name }).waitFor();
  await page.getByText(`${total} of `).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(first.name.slice(0, 7));
  await page.waitForURL(/search=/);

  const again = await open(new URL(page.url()).search);
  await firstCustomer(again).getByRole('link', { name: first.name }).waitFor();
});

test('the largest customers that lose money are marked', async () => {
  const page = await open('/?sign=loss&sort=revenue&direction=descending');
  const first = await firstRanked({ sign: 'loss', sort: 'revenue', direction: 'descending' });
  expect(first.revenueRank).toBe(1);
  expect(await firstCustomer(page).innerText()).toContain('largest by revenue');
});

test('a filter that nobody passes says so and can be cleared', async () => {
  const page = await open();
  await page.getByLabel('Search customers').fill('no such name');
  await page.getByText('No customer passes the filter').waitFor();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await firstCustomer(page).waitFor();
});

test('another period changes every figure and stays in the address', async () => {
  const page = await open();
  await page.getByRole('button', { name: /^Period/ }).click();
  await page.getByRole('button', { name: 'Q1 2025' }).click();
  await page.waitForURL(/period=2025-Q1/);
  const { totals } = await answerOf(pages.url(), profitEndpoints.portfolio, { query: { period: '2025-Q1' } });
  await page.locator('dl').first().getByText(String(totals.customers), { exact: true }).waitFor();
  await firstCustomer(page).getByRole('link').click();
  await page.waitForURL(/\/customers\/cus_.*period=2025-Q1/);
});

test('a figure opens to its formula, and its inputs lead to the row of the source file', async () => {
  const page = await open();
  const first = await firstRanked();
  await firstCustomer(page).getByRole('gridcell').nth(6).getByRole('button').click();
  const panel = explanation(page);
  await panel.getByRole('heading', { name: `Profit of ${first.name}` }).waitFor();
  await panel.getByRole('button', { name: /^Contribution/ }).click();
  await panel.getByRole('button', { name: /^Net revenue/ }).click();
  await panel.getByRole('heading', { name: /^Net revenue of/ }).waitFor();
  expect(await panel.getByText(/order-lines.*, row \d+/).count()).toBeGreaterThan(0);
  expect(new URL(page.url()).searchParams.getAll('explain')).toHaveLength(3);

  await panel.getByRole('navigation', { name: 'Trail' }).getByRole('button').first().click();
  await panel.getByRole('heading', { name: /^Profit of/ }).waitFor();
  await page.goBack();
  await panel.getByRole('heading', { name: /^Net revenue of/ }).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

test('a figure that does not exist is refused with a sentence', async () => {
  const page = await open('/?explain=customer/cus_nobody/profit');
  await explanation(page).getByRole('alert').waitFor();
});

test('the reconciliation opens to the pools', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Show the cost pools' }).click();
  const { pools } = await answerOf(pages.url(), profitEndpoints.reconciliation);
  await page
    .getByRole('grid', { name: 'Cost pools' })
    .getByText(pools[0]?.name ?? '')
    .waitFor();
  expect(new URL(page.url()).searchParams.get('show')).toBe('pools');
});

test('the bridge to the year before says why in a sentence, and its bars open', async () => {
  const page = await open('/?period=2025');
  const bridge = page.getByRole('region', { name: /^Company profit (rose|fell): / });
  await bridge.getByText('from 2024 to 2025').waitFor();
  await bridge.getByRole('button', { name: 'Show the steps' }).click();
  const { steps, after } = await answerOf(pages.url(), bridgeEndpoints.bridge, { query: { to: '2025' } });
  const table = bridge.getByRole('table');
  expect(await table.getByRole('row').count()).toBe(steps.length + 3);
  await table.locator(`[data-figure="${after.figure}"]`).waitFor();
  await table.getByRole('row', { name: 'Volume' }).getByRole('button').click();
  await explanation(page)
    .getByRole('heading', { name: /^Volume of the company/ })
    .waitFor();
  await page.keyboard.press('Escape');
  await bridge.getByRole('button', { name: /Compare with/ }).click();
  await page.getByRole('dialog', { name: 'Compare with' }).getByRole('button', { name: 'Q1 2024' }).click();
  await bridge.getByText('from Q1 2024 to 2025').waitFor();
  expect(new URL(page.url()).search).toContain('compare=2024-Q1');
});

test('everything is reached by keyboard', async () => {
  const page = await open();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await ranking(page).locator('[aria-selected=true]', { hasText: '2' }).waitFor();
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await explanation(page).getByRole('heading').first().waitFor();
  await page.keyboard.press('Escape');
  await explanation(page).waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Customers, ranked');

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const worst = await firstRanked({ sort: 'profit', direction: 'ascending' });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(worst.name);
  await page.getByRole('option', { name: worst.name }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/customers/${worst.id}`));
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await firstCustomer(page).waitFor();
});

test('the last row is a key away', async () => {
  const page = await open();
  const { total } = await answerOf(pages.url(), profitEndpoints.ranking, { query: { limit: 1 } });
  await ranking(page).focus();
  await page.keyboard.press('End');
  await ranking(page)
    .locator(`[aria-rowindex="${total + 1}"]`)
    .getByRole('link')
    .waitFor();
  expect(await rows(page).count()).toBeLessThan(100);
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  for (const path of ['/', '/?show=pools&explain=portfolio/companyProfit']) {
    const page = await open(path, options);
    await page.locator('[aria-roledescription=chart] svg').waitFor();
    expect(await overTheEdge(page), path).toBe(0);
    expect(await seriousFindings(page), path).toEqual([]);
  }
});

test('frame, headline and first rows take at most 250 KB of JavaScript, charts aside', async () => {
  const context = await pages.context(WIDE);
  const page = await context.newPage();
  const scripts: Response[] = [];
  page.on('response', response => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response);
  });
  await page.goto(pages.url());
  await firstCustomer(page).waitFor();
  // A chart may still be on its way when the page closes: only what counts is read
  const needed = scripts.filter(script => !/charts|ChartDrawing/.test(script.url()));
  const bytes = (await Promise.all(needed.map(script => script.body()))).map(body => gzipSync(body).length);
  expect(bytes.length).toBeGreaterThan(0);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(JAVASCRIPT_BYTES_MAX);
});
