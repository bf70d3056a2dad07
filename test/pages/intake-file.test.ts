import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { plainRows, workbookBytes } from '../workbook-bytes.ts';
import { drop, file, HEADINGS, intakePages, step } from './intake-pages.ts';

const { open, goto, book, revenue } = intakePages();

const GERMAN_HEADINGS = 'Auftragsnr.;Kundennr.;Artikel;Belegdatum;Menge;Nettobetrag;Land;Bemerkung';
const GERMAN = file('Umsatz Januar.csv', [
  GERMAN_HEADINGS,
  'A1;K1;P-10;31.01.2025;1.200;1.234,50;DE;',
  'A1;K1;P-11;31.01.2025;2;12,50-;DE;Rahmenvertrag',
  'A2;K2;P-10;30.01.2025;0,5;7,25;DK;',
  'A3;K2;P-10;30.01.2025;1;n/a;DK;',
]);
/** Every day reads two ways, and so do the amounts. */
const AMBIGUOUS = file('two-ways.csv', [
  'order,customer,product,Invoice date,quantity,amount',
  'B1,K1,P-10,03/04/2025,1,100.5',
  'B2,K2,P-10,05/04/2025,2,200.5',
]);

function becomes(page: Page, heading: string): Promise<string> {
  return page.getByLabel(`${heading} becomes`).locator('option:checked').innerText();
}

function preview(page: Page) {
  return page.getByRole('region', { name: 'First rows', exact: true });
}

test('a German report: columns are guessed with decimal commas, previewed, checked, and the good rows imported', async () => {
  const page = await open();
  await drop(page, GERMAN);
  await step(page, /^Order lines: /);
  expect(await becomes(page, 'Auftragsnr.')).toBe('Order');
  expect(await becomes(page, 'Nettobetrag')).toBe('Amount');
  expect(await becomes(page, 'Bemerkung')).toBe('Not used');
  expect(await page.getByLabel('Decimals are written').inputValue()).toBe('comma');
  await preview(page).getByText('2025-01-31').first().waitFor();
  expect(await preview(page).innerText()).toMatch(/-12\.5\s+12,50-/);
  await preview(page)
    .getByText(/"n.a" is no/)
    .waitFor();

  await page.getByRole('button', { name: 'Check the rows' }).click();
  await step(page, 'This import opens the book');
  await page.getByLabel('Company').fill('Nordhaven Pumpen');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await step(page, '3 good rows, 1 to mend');
  expect((await book()).settings).toBeNull();
  await page.getByRole('button', { name: 'Import 3 good rows' }).click();
  await step(page, '3 rows of Umsatz Januar.csv kept');
  expect((await book()).settings).toMatchObject({ company: 'Nordhaven Pumpen', currency: 'EUR' });
  expect(await revenue()).toBe('1229.25');
  await page.getByRole('link', { name: 'See the portfolio' }).click();
  await page.getByRole('grid', { name: 'Customers, ranked' }).waitFor();
});

test('days that read two ways are asked about with an example; the answer stands in the address and survives a reload', async () => {
  const page = await open();
  await drop(page, AMBIGUOUS);
  const question = page.getByRole('group', { name: /Which day is “03\/04\/2025” in Invoice date/ });
  await question.waitFor();
  expect(await page.getByRole('button', { name: 'Check the rows' }).isDisabled()).toBe(true);
  await question.getByRole('radio', { name: '4 March 2025' }).click();
  await preview(page).getByText('2025-03-04').waitFor();
  expect(new URL(page.url()).searchParams.get('days')).toBe('mdy');
  await page.reload();
  await preview(page).getByText('2025-03-04').waitFor();
  await question.getByRole('radio', { name: '3 April 2025' }).click();
  await preview(page).getByText('2025-04-03').waitFor();
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await step(page, '2 good rows');
  await page.goBack();
  await question.waitFor();
  await page.goForward();
  await page.getByRole('button', { name: 'Import all 2 rows' }).click();
  await step(page, '2 rows of two-ways.csv kept');
});

test('columns are corrected by hand: another field, a constant, a value table, sign and unit; kept as a preset', async () => {
  const page = await open();
  await drop(
    page,
    file('thousands.csv', [
      'doc,who,what,day,pieces,kEUR,how',
      'C1,K1,P-1,2025-05-02,1,-1.5,Fax',
      'C2,K1,P-1,2025-05-03,2,-2,EDI',
    ]),
  );
  await page.getByLabel('Its rows are').selectOption('order-lines');
  for (const [heading, name] of [
    ['doc', 'order'],
    ['who', 'customer'],
    ['what', 'product'],
    ['pieces', 'quantity'],
    ['kEUR', 'amount'],
    ['how', 'channel'],
  ] as const)
    await page.getByLabel(`${heading} becomes`).selectOption(name);
  await page.getByRole('button', { name: 'Adjust kEUR' }).click();
  await page.getByLabel('Sign').selectOption('turned');
  await page.getByLabel('Multiplied by').fill('1000');
  await page.keyboard.press('Escape');
  await page.getByText('sign turned, × 1000').waitFor();
  await page.getByRole('button', { name: 'Adjust how' }).click();
  await page.getByLabel('Fax means').selectOption('manual');
  await page.getByLabel('Same for all rows').selectOption('country');
  await page.getByLabel('Country of all rows').fill('Norway');
  await preview(page).getByText('Norway').first().waitFor();
  expect(await preview(page).innerText()).toMatch(/1500\s+-1\.5/);
  expect(await preview(page).innerText()).toMatch(/manual\s+Fax/);

  await page.getByLabel('Name of the preset').fill('Thousands');
  await page.getByRole('button', { name: 'Save as preset' }).click();
  await step(page, 'Order lines, by the preset Thousands');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download Thousands' }).click(),
  ]);
  await page.getByRole('button', { name: 'Remove Thousands' }).click();
  await page
    .getByRole('heading', { name: 'Order lines, by the preset Thousands' })
    .waitFor({ state: 'detached' });
  await page.getByLabel('Preset file').setInputFiles(await download.path());
  await step(page, 'Order lines, by the preset Thousands');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByRole('button', { name: 'Import all 2 rows' }).click();
  await step(page, '2 rows of thousands.csv kept');
});

test('the next file of a preset goes from drop to check in one step, and duplicates are left out as decided', async () => {
  const page = await open();
  await drop(
    page,
    file('thousands-june.csv', [
      'doc,who,what,day,pieces,kEUR,how',
      'C1,K1,P-1,2025-05-02,1,-1.5,Fax',
      'D1,K1,P-1,2025-06-02,1,-3,Fax',
      'D1,K1,P-1,2025-06-02,1,-3,Fax',
    ]),
  );
  await step(page, '3 good rows, 1 twice in the file, 1 imported before');
  const before = await revenue();
  await page.getByRole('radio', { name: 'Leave 1 row out' }).first().click();
  await page.getByRole('radio', { name: 'Leave 1 row out' }).last().click();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await step(page, '1 row of thousands-june.csv kept');
  expect(Number(await revenue()) - Number(before)).toBe(3000);
});

test('of a workbook the sheets are chosen, and imported one after the other', async () => {
  const page = await open();
  const buffer = workbookBytes({
    sheets: [
      {
        name: 'Kunden',
        rows: plainRows([
          ['customer', 'name', 'Wappentier'],
          ['K1', 'Nordhaven', 'Otter'],
          ['K2', 'Castell', 'Dachs'],
        ]),
      },
      { name: 'Notizen', rows: plainRows([['Nur Text']]) },
      { name: 'Umsatz', rows: plainRows([HEADINGS.split(','), ['W1', 'K1', 'P-1', '2025-08-01', 1, 10]]) },
    ],
  });
  await drop(page, { name: 'book.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) });
  await step(page, 'book.xlsx has 2 sheets');
  await page.getByText('Notizen is no table.').first().waitFor();
  expect(await page.getByRole('checkbox', { name: /^Kunden/ }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Go on with 2 sheets' }).click();
  await step(page, /^Customers/);
  await page.getByLabel('Wappentier becomes').selectOption({ label: 'A field of your own' });
  await preview(page).getByText('Dachs').waitFor();
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByRole('button', { name: 'Import all 2 rows' }).click();
  await step(page, '2 rows of Kunden kept');
  await page.getByRole('link', { name: 'Go on with Umsatz' }).click();
  await step(page, /^Order lines/);
  await page.goBack();
  await step(page, '2 rows of Kunden kept');
  await page.goForward();
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await step(page, '1 row of Umsatz kept');
});

test('j and k walk the columns, e opens one, Esc closes it', async () => {
  const page = await open();
  await drop(page, GERMAN);
  await step(page, /^Order lines: /);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.getByLabel('Joined with').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByLabel('Joined with').count()).toBe(0);
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Adjust Kundennr.');
});

test('a file that is not there says so and leads back', async () => {
  const page = await goto(`/intake/files/${'0'.repeat(64)}`);
  await page.getByText('The file could not be opened').waitFor();
  await page.getByRole('link', { name: 'Go to Intake' }).waitFor();
});
