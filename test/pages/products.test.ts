import { expect, test } from 'vitest';
import { productCellEndpoints } from '../../contract/product-cells.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: true });

const open = pages.goto;
const YEAR = { period: '2025' };

test('a cell of the heat map opens with its profit and loss and three fixes, and its figures open down to the rows', async () => {
  const map = await answerOf(pages.url(), productCellEndpoints.productMap, { query: YEAR });
  const page = await open('/?period=2025');
  await page.getByRole('link', { name: 'Products' }).click();
  const [row] = map.rows;
  const cells = page.getByRole('table', { name: 'Profit by customer and product' });
  const first = cells
    .getByRole('row', { name: row?.name ?? '' })
    .getByRole('button')
    .first();
  expect(Number((await first.textContent())?.replace('−', '-'))).toBeCloseTo(
    Number(row?.cells[0]?.profit) / 1000,
    1,
  );
  await first.click();
  await page.waitForURL(`**cell=${row?.id}/${map.products[0]?.key}`);
  const panel = page.getByRole('complementary', { name: 'Cell' });
  await panel.getByRole('heading', { name: map.products[0]?.name ?? '' }).waitFor();
  for (const fix of ['Minimum', 'Surcharge', 'Substitute'])
    await panel.getByRole('term').filter({ hasText: fix }).waitFor();
  const figure = `cell/${row?.id}/${map.products[0]?.key}/revenue`;
  await panel.locator(`[data-figure="${figure}"]`).click();
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await explain.getByRole('heading', { name: /^Net revenue of / }).waitFor();
  await explain
    .getByText(/^order-lines\.csv, row /)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Close the explanation' }).click();
  await panel.getByRole('button', { name: 'Close the cell' }).click();
  await panel.waitFor({ state: 'detached' });
});

test('arrow keys walk the map from number to number, and Enter opens a cell', async () => {
  const page = await open('/products?period=2025');
  const cells = page.locator('[data-place]');
  await cells.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const reached = await page.evaluate('document.activeElement.dataset.place');
  expect(reached).not.toBe(await cells.first().getAttribute('data-place'));
  expect(await page.locator('[data-place][tabindex="0"]').getAttribute('data-place')).toBe(reached);
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'Cell' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'Cell' }).waitFor({ state: 'detached' });
});

test('the cells that lose money are found by product, and say what the server says', async () => {
  const query = { ...YEAR, product: 'seals' };
  const { total, cells } = await answerOf(pages.url(), productCellEndpoints.lossCells, { query });
  const page = await open('/products?period=2025');
  await page.getByRole('searchbox', { name: 'Search products' }).fill('seals');
  await page.getByRole('heading', { name: `${total} cells lose` }).waitFor();
  const [worst] = cells;
  await page
    .getByRole('grid', { name: 'Cells that lose money' })
    .getByRole('row', { name: `${worst?.product.name} ${worst?.customer.name}` })
    .first()
    .click();
  const panel = page.getByRole('complementary', { name: 'Cell' });
  await panel.getByRole('heading', { name: `(${worst?.product.key})` }).waitFor();
});

test('a customer’s page leads to its products, and back to all', async () => {
  const { rows } = await answerOf(pages.url(), productCellEndpoints.productMap, { query: YEAR });
  const page = await open(`/customers/${rows[0]?.id}?period=2025`);
  await page.getByRole('link', { name: 'Profit by product' }).click();
  await page.getByRole('heading', { name: `${rows[0]?.name}, product by product` }).waitFor();
  await page.getByRole('button', { name: `${rows[0]?.name} alone: show all` }).click();
  await page.getByRole('heading', { name: '30 of 577 customers' }).waitFor();
});

test('a period without facts says so', async () => {
  const page = await open('/products?period=2031');
  await page.getByRole('heading', { name: 'No facts in 2031' }).waitFor();
  await page.getByRole('button', { name: 'Show all months' }).click();
  await page.getByRole('table', { name: 'Profit by customer and product' }).waitFor();
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  const { cells } = await answerOf(pages.url(), productCellEndpoints.lossCells, { query: YEAR });
  const cell = `${cells[0]?.customer.id}/${cells[0]?.product.key}`;
  for (const path of ['/products?period=2025', `/products?period=2025&first=loss&cell=${cell}`]) {
    const page = await open(path, options);
    await page.getByRole('heading', { name: /cells lose/ }).waitFor();
    if (path.includes('cell=')) await page.getByRole('heading', { name: /^What could be done/ }).waitFor();
    expect(await overTheEdge(page), path).toBe(0);
    expect(await seriousFindings(page), path).toEqual([]);
  }
});

test('small trade stands in whole units', async () => {
  const { customers } = await answerOf(pages.url(), profitEndpoints.ranking, {
    query: { sort: 'revenue', direction: 'ascending', limit: 1 },
  });
  const [least] = customers as [(typeof customers)[number]];
  const page = await open(`/products?customer=${least.id}`);
  const map = page.getByRole('table', { name: 'Profit by customer and product, in EUR.' });
  await map.getByRole('columnheader', { name: 'EUR', exact: true }).waitFor();
  const all = map.getByRole('row', { name: least.name }).getByRole('cell').last();
  const whole = Math.round(Number(least.profit)).toLocaleString('en-GB').replace('-', '−');
  expect(await all.innerText()).toBe(whole);
});
