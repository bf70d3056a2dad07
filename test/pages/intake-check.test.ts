import { expect, test } from 'vitest';
import { drop, file, HEADINGS, intakePages, step } from './intake-pages.ts';
import { overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const { open, batches, revenue } = intakePages();

const GERMAN_HEADINGS = 'Auftragsnr.;Kundennr.;Artikel;Belegdatum;Menge;Nettobetrag;Land;Bemerkung';
const UMSATZ = file('Umsatz.csv', [
  GERMAN_HEADINGS,
  'A2;K2;P-10;30.01.2025;0,5;7,25;DK;',
  'A3;K2;P-10;30.01.2025;1;n/a;DK;',
]);
const FEBRUARY = [
  'A7;K1;P-10;27.02.2025;1;10,50;DE;',
  'A7;K1;P-10;27.02.2025;1;10,50;DE;',
  'A8;K2;P-10;28.02.2025;1;?;DK;',
];

test('good rows are imported, the others wait', async () => {
  const page = await open();
  await drop(page, UMSATZ);
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await step(page, 'This import opens the book');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByRole('button', { name: 'Import 1 good row' }).click();
  await step(page, '1 row of Umsatz.csv kept');
  expect(await revenue()).toBe('7.25');
  await page.getByRole('link', { name: 'Portfolio', exact: true }).first().click();
  await page.getByText('No cost model is in use: what it costs to serve is not known yet').waitFor();
});

test('rows that stayed out are mended later in the history, and come in as an import of their own', async () => {
  const { id } = (await batches()).find(batch => batch.file === UMSATZ.name) ?? {};
  const page = await open(`?batch=${id}`);
  const row = page.getByRole('form', { name: 'Row 3' });
  await row.getByLabel('Nettobetrag').fill('1.000,25');
  await page.keyboard.press('Enter');
  await row.getByText('Mended').waitFor();
  await page.getByRole('button', { name: 'Import 1 row mended' }).click();
  await page.getByText('Mended rows of Umsatz.csv').waitFor();
  await expect.poll(revenue, { timeout: 20_000 }).toBe('1007.5');
});

test('a corrected file replaces the one it corrects, with the difference beforehand', async () => {
  const page = await open();
  await drop(page, file('march.csv', [HEADINGS, 'E1,K1,P-1,2025-03-02,1,100', 'E2,K2,P-1,2025-03-03,1,50']));
  await page.getByRole('button', { name: 'Import all 2 rows' }).click();
  await step(page, '2 rows of march.csv kept');
  const before = Number(await revenue());
  await page.getByRole('link', { name: 'Import another file' }).click();
  await drop(page, file('march.csv', [HEADINGS, 'E1,K1,P-1,2025-03-02,1,100', 'E2,K2,P-1,2025-03-03,1,80']));
  await page.getByRole('button', { name: 'Replace 2 rows of march.csv' }).click();
  await page.getByText('It replaces march.csv').waitFor();
  const difference = page.getByRole('row', { name: 'Net revenue' });
  expect((await difference.getByRole('cell').allInnerTexts()).at(-1)?.trim()).toBe('+30');
  await page.getByRole('button', { name: /^Import all 2 rows/ }).click();
  await step(page, '2 rows of march.csv kept');
  expect(Number(await revenue()) - before).toBe(30);
  await page.getByRole('link', { name: 'See it in the history' }).click();
  await page.getByText('Replaces march.csv').waitFor();
});

test('a wrong cell is mended where it stands, by keyboard, and the file goes in all or nothing', async () => {
  const page = await open();
  await drop(
    page,
    file('april.csv', [
      HEADINGS,
      'G1,K1,P-1,2025-04-31,1,100',
      'G2,K2,P-1,2025-04-03,x,50',
      'G3,K2,P-1,2025-04-04,1,25',
    ]),
  );
  await step(page, '1 good row, 2 to mend');
  expect(await page.getByRole('button', { name: 'Import all or nothing' }).isDisabled()).toBe(true);
  await page.getByRole('form', { name: 'Row 2' }).getByLabel('day').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2025-04-33');
  await page.keyboard.press('Enter');
  await page
    .getByRole('form', { name: 'Row 2' })
    .getByText(/"2025-04-33"/)
    .waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2025-04-30');
  await page.keyboard.press('Enter');
  await page.getByRole('form', { name: 'Row 2' }).getByText('Mended').waitFor();
  await step(page, '2 good rows, 1 to mend');
  await page.getByRole('form', { name: 'Row 3' }).getByLabel('quantity').fill('3');
  // What is written would be lost by an import.
  await page.getByText('Row 3 is written and not mended yet').waitFor();
  expect(await page.getByRole('button', { name: 'Import 2 good rows' }).isDisabled()).toBe(true);
  await page.keyboard.press('Enter');
  await step(page, '3 good rows');
  const before = Number(await revenue());
  await page.getByRole('button', { name: 'Import all or nothing' }).click();
  await step(page, '3 rows of april.csv kept');
  expect(Number(await revenue()) - before).toBe(175);
});

test('a check can be put away, and an import that runs can be cancelled', async () => {
  const page = await open();
  const many = Array.from(
    { length: 120_000 },
    (_, row) => `F${row},K${row % 900},P-1,2025-07-02,1,${row % 97}.5`,
  );
  await drop(page, file('large.csv', [HEADINGS, ...many]));
  await page.getByRole('button', { name: 'Cancel the check' }).click();
  await step(page, 'Cancelled');
  await page.getByRole('button', { name: 'Check it again' }).click();
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByRole('button', { name: 'Import all 120,000 rows' }).waitFor();
  await page.getByRole('button', { name: 'Put it away' }).click();
  await step(page, /^Order lines/);
  expect((await batches()).some(({ state }) => state === 'checked')).toBe(false);
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: no step runs over the edge, and axe finds nothing serious', async (_name, options) => {
  const page = await open('', options);
  await drop(page, file('Umsatz Februar.csv', [GERMAN_HEADINGS, ...FEBRUARY]));
  await step(page, /^Order lines: /);
  await page.getByRole('button', { name: 'Adjust Land' }).click();
  await page.getByLabel('Joined with').waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await step(page, /good row/);
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});
