import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { drop, file, HEADINGS, intakePages, step } from './intake-pages.ts';
import { overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

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
const STRANGE = file('strange.csv', ['colour,weight', 'red,1']);

const { open, goto, book, batches, revenue } = intakePages();

/** The files of this sitting, each with what came of it. */
function chosen(page: Page) {
  return page.getByRole('list', { name: 'Chosen files' }).getByRole('listitem');
}

test('an empty book leads on: files, the example, the layouts', async () => {
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
  const rows = (await batches()).reduce((sum, batch) => sum + batch.rowsKept, 0).toLocaleString('en-GB');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Remove ${rows} rows of` })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByRole('heading', { name: 'Import the first file' }).waitFor();
  expect((await book()).settings).toBeNull();
});

test('several files go in together; the first opens the book with the settings shown, an unknown one waits', async () => {
  const page = await open();
  await drop(page, JANUARY, FEBRUARY, STRANGE);
  await chosen(page).getByText('Order lines, certain').nth(1).waitFor();
  await chosen(page).getByText('No layout fits its headings').waitFor();
  await page.getByLabel('Company').fill('Zwölf & Töchter');
  await page.getByLabel('Reporting currency').selectOption('CHF');
  await page.getByLabel('Home country').fill('Switzerland');
  await page.getByRole('button', { name: 'Import 2 files' }).click();
  await chosen(page).getByText('All 3 rows were kept. They come to 1,910.75 CHF.').waitFor();
  await chosen(page)
    .getByText('2 of 3 rows were kept. They come to 1,500.75 CHF. 1 row needs mending.')
    .waitFor();
  const { settings } = await book();
  expect(settings).toMatchObject({ company: 'Zwölf & Töchter', currency: 'CHF', homeCountry: 'Switzerland' });
  expect(await revenue()).toBe('3411.5');
});

test('a reload loses no file that was sent, and each opens where there is something to say', async () => {
  const page = await open();
  await drop(page, JANUARY, STRANGE);
  await chosen(page).getByText('No layout fits its headings').waitFor();
  await page.reload();
  await chosen(page).getByText('strange.csv').waitFor();
  await page.getByRole('button', { name: 'Columns strange.csv' }).click();
  await step(page, 'What does it hold?');
});

test('a bad row is named with its field and mend, and comes back as a file; mended, it is imported', async () => {
  const page = await open();
  await page.getByRole('button', { name: '1 row to mend of february.csv' }).click();
  await page.getByText('12x.50').first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download 1 row to mend' }).click(),
  ]);
  expect(download.suggestedFilename()).toContain('february');
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain(HEADINGS);
  await drop(page, { ...file('mended.csv', []), buffer: Buffer.from(text.replaceAll('12x.50', '120.50')) });
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await step(page, '1 row of mended.csv kept');
  expect(await revenue()).toBe('3532');
});

test('a closed month refuses undo beforehand until it is reopened with a reason, in the lineage', async () => {
  const page = await open();
  await page.getByRole('link', { name: 'Which files made each month' }).click();
  await page.getByRole('button', { name: 'Close February 2026' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Close February 2026' }).click();
  await page.getByText('1 closed').waitFor();

  await page.getByRole('link', { name: 'february.csv' }).click();
  await page.getByRole('button', { name: 'Undo february.csv' }).click();
  await dialog.getByText('February 2026 is closed').waitFor();
  expect(await dialog.getByRole('button', { name: 'Undo 2 rows' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('link', { name: 'Which files made each month' }).click();
  await page.getByRole('button', { name: 'Reopen February 2026' }).click();
  const reopen = dialog.getByRole('button', { name: 'Reopen February 2026' });
  expect(await reopen.isDisabled()).toBe(true);
  await dialog.getByLabel('Reason').fill('Credit notes came late');
  await reopen.click();
  await dialog.waitFor({ state: 'detached' });
  expect((await book()).closedMonths).toEqual([]);
});

test('the lineage names the files of each month with their rows and amounts, for the period of the address', async () => {
  const page = await goto('/intake/lineage?period=2026-02');
  await page.getByRole('link', { name: 'february.csv' }).waitFor();
  const row = page.getByRole('row').filter({ hasText: 'february.csv' });
  expect(await row.innerText()).toMatch(/Order lines\s+2\s+1,500.75/);
  expect(await page.getByRole('link', { name: 'january.csv' }).count()).toBe(0);
});

test('undo says what goes and what the book comes to, and brings the figures back', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Undo mended.csv' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo 1 row of mended.csv' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo february.csv' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo the import of february.csv' });
  await dialog
    .getByText('Takes 2 rows out of the book: order lines that come to 1,500.75 CHF, of February 2026.')
    .waitFor();
  const lines = dialog.getByRole('row', { name: 'Order lines' });
  expect((await lines.getByRole('cell').allInnerTexts()).map(text => text.trim())).toEqual(['5', '3', '−2']);
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
  const kept = (await batches()).find(batch => batch.file === 'january.csv');
  for (const path of ['/intake', `/intake?batch=${kept?.id}`, '/intake/lineage']) {
    const page = await goto(path, options);
    await page.getByText('january.csv').first().waitFor();
    if (path === '/intake') {
      await drop(page, FEBRUARY, STRANGE);
      await chosen(page).getByText('No layout fits').waitFor();
      await page.getByText('Order lines needs').click();
    }
    expect(await overTheEdge(page), path).toBe(0);
    expect(await seriousFindings(page), path).toEqual([]);
  }
});

test('a folder is watched by its path, a wrong path says so, and it is let go again', async () => {
  const page = await open();
  await page.getByLabel('Folder', { exact: true }).fill('/no/such/folder');
  await page.getByRole('button', { name: 'Watch the folder' }).click();
  await page.getByLabel('Folder', { exact: true }).and(page.locator('[aria-invalid]')).waitFor();
  const folder = mkdtempSync(join(tmpdir(), 'clientele-watched-'));
  await page.getByLabel('Folder', { exact: true }).fill(folder);
  await page.getByRole('button', { name: 'Watch the folder' }).click();
  await page.getByText('No file yet').waitFor();
  await page.getByRole('button', { name: `Watch ${folder} no more` }).click();
  await page.getByText('None yet. Name a folder').waitFor();
  rmSync(folder, { recursive: true });
});
