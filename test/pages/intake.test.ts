import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { factEndpoints } from '../../contract/facts.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { launchBrowser } from '../browser.ts';
import { startServer } from '../server.ts';
import { answerOf } from './answers.ts';

const WIDE = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } as const;
const PHONE_AT_NIGHT = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;

const HEADINGS = 'order,customer,product,day,quantity,amount';
const JANUARY = file('january.csv', [
  HEADINGS,
  'A1,10001,P-1,2026-01-08,10,1200.50',
  'A1,10001,P-2,2026-01-08,5,300',
  'A2,10002,P-1,2026-01-20,3,410.25',
]);
const FEBRUARY = file('february.csv', [
  HEADINGS,
  'A3,10001,P-1,2026-02-03,10,1000',
  'A4,10002,P-2,2026-02-11,2,12x.50',
  'A5,10003,P-2,2026-02-17,4,500.75',
]);

let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
const problems: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ example: false }), launchBrowser()]);
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
  page.setDefaultTimeout(20_000);
  page.on('pageerror', error => problems.push(error.message));
  await page.goto(`${server.url}/intake${search}`);
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  return page;
}

function file(name: string, lines: readonly string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
}

async function importFile(page: Page, one: ReturnType<typeof file>) {
  await page.getByLabel('Files to import').setInputFiles([one]);
  await page.getByRole('button', { name: 'Import 1 file' }).click();
}

/** The files of this sitting, each with what came of it. */
function chosen(page: Page) {
  return page.getByRole('list', { name: 'Chosen files' }).getByRole('listitem');
}

function book() {
  return answerOf(server.url, factEndpoints.book);
}

async function revenue(): Promise<string> {
  return (await answerOf(server.url, profitEndpoints.portfolio)).totals.revenue;
}

test('an empty book leads on: files, the settings that the first one fixes, the example, the layouts', async () => {
  const page = await open();
  await page.getByRole('heading', { name: 'Import the first file' }).waitFor();
  await page.getByRole('button', { name: 'Load the example company' }).waitFor();
  await page.getByText('Order lines needs').click();
  const line = page.getByLabel('Heading line of Order lines');
  expect(await line.inputValue()).toMatch(/^order,customer,product,day,quantity,amount/);
  await page.getByRole('cell', { name: 'Day of the invoice' }).waitFor();
});

test('the example company is loaded and removed in one step each, and numbers say what goes', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Load the example company' }).click();
  const notice = page.getByRole('complementary', { name: 'Example company' });
  await notice.waitFor({ timeout: 90_000 });
  await notice.getByRole('button', { name: 'Remove the example company' }).click();
  const batches = await answerOf(server.url, factEndpoints.batches);
  const rows = batches.reduce((sum, batch) => sum + batch.rowsKept, 0).toLocaleString('en-GB');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Remove ${rows} rows of` })
    .click();
  await page.getByRole('heading', { name: 'Import the first file' }).waitFor();
  expect((await book()).settings).toBeNull();
});

test('the first import opens the book with the settings shown', async () => {
  const page = await open();
  await page.getByLabel('Files to import').setInputFiles([JANUARY]);
  await chosen(page).getByText('by its headings').waitFor();
  await page.getByLabel('Company').fill('Zwölf & Töchter');
  await page.getByLabel('Reporting currency').selectOption('CHF');
  await page.getByLabel('Home country').fill('Switzerland');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await chosen(page).getByText('All 3 rows were kept. They come to 1,910.75 CHF.').waitFor();
  const { settings } = await book();
  expect(settings).toMatchObject({ company: 'Zwölf & Töchter', currency: 'CHF', homeCountry: 'Switzerland' });
  expect(await revenue()).toBe('1910.75');
});

test('a bad row stays out, is named with its field and mend, and comes back as a file; the good ones count', async () => {
  const page = await open();
  await importFile(page, FEBRUARY);
  await chosen(page).getByText('2 of 3 rows were kept. 1 row needs mending.').waitFor();
  expect(await revenue()).toBe('3411.5');

  await page.getByRole('link', { name: 'See 1 row to mend' }).click();
  const wrong = page.getByRole('region', { name: 'Rows to mend' }).getByRole('row').last();
  await wrong.getByText('A4,10002,P-2').waitFor();
  const cells = await wrong.getByRole('cell').allInnerTexts();
  expect(cells.slice(0, 2)).toEqual(['3', 'amount']);
  expect(cells[2]).toContain('12x.50');
  expect(cells[3]).not.toBe('');
  expect(cells[4]).toBe('A4,10002,P-2,2026-02-11,2,12x.50');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download 1 row to mend' }).click(),
  ]);
  expect(download.suggestedFilename()).toContain('february');
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain(HEADINGS);

  await importFile(page, {
    ...file('mended.csv', []),
    buffer: Buffer.from(text.replaceAll('12x.50', '120.50')),
  });
  await chosen(page).getByText('Its one row was kept. It comes to 120.50 CHF.').waitFor();
  expect(await revenue()).toBe('3532');
});

test('the same file again changes nothing and says so', async () => {
  const page = await open();
  const before = { revision: (await book()).revision, revenue: await revenue() };
  await importFile(page, JANUARY);
  await chosen(page)
    .getByText(/same file was kept .* nothing changed/)
    .waitFor();
  expect(await revenue()).toBe(before.revenue);
  expect((await book()).revision).toBe(before.revision);
});

test('headings that fit no layout are told before anything is sent, and a refusal of the server is shown', async () => {
  const page = await open();
  await page.getByLabel('Files to import').setInputFiles([file('strange.csv', ['colour,weight', 'red,1'])]);
  await chosen(page).getByText('No layout fits its headings: colour, weight').waitFor();
  expect(await page.getByRole('button', { name: 'Import 1 file' }).isDisabled()).toBe(true);
  await page.getByLabel('What strange.csv holds').selectOption({ label: 'Customers' });
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await chosen(page).getByText('Nothing was kept.').waitFor();
});

test('a closed month refuses undo with a sentence until it is reopened with a reason', async () => {
  const page = await open();
  await page.getByLabel('Month to close').selectOption('2026-02');
  await page.getByRole('button', { name: 'Close February 2026' }).click();
  await page.getByRole('button', { name: 'Undo february.csv' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Undo 2 rows of february.csv' }).click();
  await dialog.getByText('2026-02 is closed').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Reopen February 2026' }).click();
  const reopen = dialog.getByRole('button', { name: 'Reopen February 2026' });
  expect(await reopen.isDisabled()).toBe(true);
  await dialog.getByLabel('Reason').fill('Credit notes came late');
  await reopen.click();
  await dialog.waitFor({ state: 'detached' });
  expect((await book()).closedMonths).toEqual([]);
});

test('undo says what it takes out, and brings the figures back', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Undo mended.csv' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo 1 row of mended.csv' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo february.csv' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo the import of february.csv' });
  await dialog.getByText('Takes 2 rows out of the book: order lines that come to 1,500.75 CHF.').waitFor();
  await dialog.getByRole('button', { name: 'Undo 2 rows of february.csv' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('row')
    .filter({ hasText: 'february.csv' })
    .getByText(/^undone/)
    .waitFor();
  expect(await revenue()).toBe('1910.75');
  await page.getByRole('link', { name: 'Portfolio' }).click();
  await page.locator('main dl').first().getByText('1.91 k').first().waitFor();
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  const batches = await answerOf(server.url, factEndpoints.batches);
  const refused = batches.find(batch => batch.state === 'refused');
  for (const search of ['', `?batch=${refused?.id}`]) {
    const page = await open(search, options);
    await page.getByLabel('Files to import').setInputFiles([JANUARY, file('strange.csv', ['a,b', '1,2'])]);
    await chosen(page).getByText('No layout fits').waitFor();
    await page.getByText('Order lines needs').click();
    const scrolled = await page.evaluate('scrollTo(1000, 0), scrollX');
    expect(scrolled, search).toBe(0);
    expect(await seriousFindings(page), search).toEqual([]);
  }
});

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
