import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import type { CustomerLine } from '../../contract/customer-line.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import type { PortfolioCustomer } from '../../contract/profit-answers.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: true });
/** The largest by revenue, who loses most. */
let largest: PortfolioCustomer;

beforeAll(async () => {
  const query = { sort: 'revenue', direction: 'descending', limit: 1 } as const;
  const { customers } = await answerOf(pages.url(), profitEndpoints.ranking, { query });
  largest = customers[0] as PortfolioCustomer;
});

async function open(search = '', options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await pages.goto(`/customers/${largest.id}${search}`, options);
  await page.getByRole('table', { name: 'From list price to profit' }).waitFor();
  return page;
}

function pageOfLargest(query: z.input<typeof profitEndpoints.customer.query> = {}) {
  return answerOf(pages.url(), profitEndpoints.customer, { params: { id: largest.id }, query });
}

function waterfall(page: Page) {
  return page.getByRole('table', { name: 'From list price to profit' });
}

function step(page: Page, name: string) {
  return waterfall(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) });
}

function profitAndLoss(page: Page) {
  return page.getByRole('region', { name: 'Profit and loss by period' });
}

function explanation(page: Page) {
  return page.getByRole('complementary', { name: 'Explain' });
}

/** The exact decimal that a figure carries for hover and copy. */
async function exactOf(figure: ReturnType<Page['locator']>): Promise<string> {
  const exact = (await figure.getAttribute('title')) ?? '';
  return exact.replaceAll(',', '').replace('−', '-').replace(/ EUR$/, '');
}

test('the head says who it is, what it earns, and how far its two ranks lie apart', async () => {
  const page = await open();
  const { rank, revenueRank, owner } = await pageOfLargest();
  await page.getByRole('heading', { level: 1, name: largest.name }).waitFor();
  await page
    .getByRole('heading', { name: new RegExp(`^${largest.name} loses .* on net revenue of`) })
    .waitFor();
  const head = await page.locator('main header').first().innerText();
  expect(head).toContain(`Number ${largest.sourceKey}`);
  expect(head).toContain(`owner ${owner}`);
  expect(head).toContain(`${rank - revenueRank} places lower than its revenue suggests`);
  expect(head).toMatch(/of its cost rests on assumed rates/);
});

test('the waterfall leads from list price to profit, and its steps add up to the last digit', async () => {
  const page = await open();
  const { statement } = await pageOfLargest();
  const rows = waterfall(page).locator('tbody tr');
  expect(await rows.first().innerText()).toContain('List price');
  expect(await exactOf(step(page, 'Profit').getByRole('button').last())).toBe(statement.profit);
  let level = 0n;
  for (const row of await rows.all()) {
    const amount = micros(await exactOf(row.getByRole('cell').last().locator('[title]').first()));
    const isTotal = /List price|Net revenue|Contribution|Profit/.test(await row.innerText());
    if (isTotal && level !== 0n) expect(amount).toBe(level);
    level = isTotal ? amount : level + amount;
  }
  await page.getByText('Memo, not in this profit').waitFor();
});

test('a bar opens to its activities and down to the file and row', async () => {
  const page = await open();
  await step(page, 'Expedites').getByRole('cell').first().click();
  const panel = explanation(page);
  await panel.getByRole('heading', { name: `Expedites for ${largest.name}` }).waitFor();
  await panel.getByRole('button', { name: /^Couriers/ }).click();
  await panel
    .getByText(/activities\.csv, row \d+/)
    .first()
    .waitFor();
  expect(new URL(page.url()).searchParams.getAll('explain')).toEqual([
    `customer/${largest.id}/line/expedites`,
    `customer/${largest.id}/cost/couriers`,
  ]);
});

test('figures of the head, the waterfall, the memo and the drivers can be explained', async () => {
  const page = await open();
  const places = [
    page.locator('main header').first(),
    step(page, 'Rebates'),
    page.getByText('Memo, not in this profit').locator('xpath=..'),
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Order lines' }) }),
  ];
  const titles = ['Profit of', 'Rebates of', 'Our own mistakes with', 'Order lines of'];
  for (const [index, place] of places.entries()) {
    await place.getByRole('button').first().click();
    await explanation(page)
      .getByRole('heading', { name: `${titles[index]} ${largest.name}` })
      .waitFor();
    await page.keyboard.press('Escape');
    await explanation(page).waitFor({ state: 'detached' });
  }
});

test('months, quarters or years: the grain stands in the address and the columns follow', async () => {
  const page = await open();
  const heads = profitAndLoss(page).getByRole('columnheader');
  await heads.filter({ hasText: '2025-12' }).waitFor();
  await page.getByRole('group', { name: 'Grain' }).getByRole('button', { name: 'Quarter' }).click();
  await page.waitForURL(/grain=quarter/);
  await heads.filter({ hasText: '2025-Q4' }).waitFor();
  const { periods } = await pageOfLargest({ grain: 'year' });
  await page.getByRole('group', { name: 'Grain' }).getByRole('button', { name: 'Year' }).click();
  await heads.filter({ hasText: /^2025$/ }).waitFor();
  expect(await heads.count()).toBe(2 + periods.length);
  await page.goBack();
  await heads.filter({ hasText: '2025-Q4' }).waitFor();
});

test('a figure of one month explains that month, and so do the inputs opened from it', async () => {
  const page = await open('?period=2025');
  const { periods } = await pageOfLargest({ period: '2025' });
  const profit = profitAndLoss(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Profit' }) });
  await profit.getByRole('button').last().click();
  const panel = explanation(page);
  await panel
    .getByText(/December 2025|2025-12/)
    .first()
    .waitFor();
  await panel.getByRole('button', { name: /^Contribution/ }).click();
  await panel.getByRole('heading', { name: `Contribution of ${largest.name}` }).waitFor();
  const december = periods.at(-1);
  expect(december?.period).toBe('2025-12');
  const shown = await panel.innerText();
  expect(shown.replaceAll(',', '')).toContain(december?.statement.contribution);
});

test('a cost line unfolds to its activities, and arrow keys walk from figure to figure', async () => {
  const page = await open();
  await profitAndLoss(page).getByRole('button', { name: 'Order handling' }).click();
  await page.waitForURL(/step=orders/);
  await profitAndLoss(page).getByRole('rowheader', { name: 'Order entry' }).waitFor();
  const list = profitAndLoss(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'List price' }) });
  await list.getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const focused = profitAndLoss(page)
    .getByRole('row')
    .filter({ has: page.locator(':focus') });
  expect(await focused.innerText()).toContain('Discounts');
});

test('the lines are filtered by kind, read by windows, and each names its file and row', async () => {
  const page = await open('?period=2025');
  const lines = page.getByRole('grid', { name: 'Lines of the customer' });
  await page.getByRole('group', { name: 'Kind of line' }).getByRole('button', { name: 'Returns' }).click();
  await page.waitForURL(/kind=return/);
  const answer = await answerOf(pages.url(), profitEndpoints.customerLines, {
    params: { id: largest.id },
    query: { period: '2025', kind: 'return', limit: 1 },
  });
  const first = answer.lines[0] as CustomerLine;
  const row = lines.locator('[aria-rowindex="2"]');
  await row.getByText(first.reference).waitFor();
  expect(await row.innerText()).toContain(first.file);
  expect(await row.innerText()).toContain(first.row.toLocaleString('en-GB'));
  await lines.focus();
  await page.keyboard.press('End');
  await lines
    .locator(`[aria-rowindex="${answer.total + 1}"]`)
    .getByText(/^R\d/)
    .waitFor();
  expect(await lines.getByRole('row').count()).toBeLessThan(120);
});

test('a period without facts says so and leads back; a customer that does not exist leads to the portfolio', async () => {
  const context = await pages.context(WIDE);
  const page = await context.newPage();
  await page.goto(`${pages.url()}/customers/${largest.id}?period=2031`);
  await page.getByText(`${largest.name} has no facts in 2031`).waitFor();
  await page.getByRole('button', { name: 'Show all months' }).click();
  await waterfall(page).waitFor();
  await page.goto(`${pages.url()}/customers/cus_nobody`);
  await page.getByRole('alert').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Go to Portfolio' }).click();
  await page.getByRole('grid', { name: 'Customers, ranked' }).waitFor();
});

test.each([
  ['wide in light', WIDE, (id: string) => `?grain=quarter&step=orders&explain=customer/${id}/line/expedites`],
  ['on a phone in the dark', PHONE_AT_NIGHT, () => ''],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options, search) => {
  const page = await open(search(largest.id), options);
  await page.locator('[aria-roledescription=chart] svg').first().waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});

function micros(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return decimal.startsWith('-') ? -size : size;
}

test('the profit and loss stands on one sheet of paper, light whatever the screen, with what it rests on', async () => {
  const context = await pages.context({ locale: 'en-GB', colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(`${pages.url()}/customers/${largest.id}/statement?period=2025`);
  await page.getByRole('heading', { name: 'Customer profit and loss' }).waitFor();
  const { statement, assumedShare } = await pageOfLargest({ period: '2025' });
  const profit = page.getByRole('row', { name: /^Profit/ });
  const numbersIn = (text: string) =>
    text.split('\t').map(cell => Number(cell.replace('−', '-').replaceAll(',', '')));
  const [, now, , before] = numbersIn(await profit.innerText());
  expect(now).toBeCloseTo(Number(statement.profit), 1);
  const earlier = await pageOfLargest({ period: '2024' });
  expect(before).toBeCloseTo(Number(earlier.statement.profit), 1);
  await page.getByRole('columnheader', { name: '2024, EUR' }).waitFor();
  expect(assumedShare).toBeGreaterThan(0);
  await page.getByText('of the cost rests on assumed rates').waitFor();
  await page.getByText('reconcile to the ledger, without a difference').waitFor();
  // All months have none before them.
  const whole = await pages.goto(`/customers/${largest.id}/statement`);
  await whole.getByRole('columnheader', { name: '% of net revenue' }).waitFor();
  expect(await whole.getByRole('columnheader').count()).toBe(3);
  await whole.setViewportSize({ width: 390, height: 844 });
  await whole.goto(page.url());
  await whole.getByRole('columnheader', { name: '2024, EUR' }).waitFor();
  expect(await overTheEdge(whole)).toBe(0);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
  expect(await page.evaluate('getComputedStyle(document.documentElement).color')).toBe('rgb(27, 30, 33)');
});
