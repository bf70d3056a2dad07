import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { groupEndpoints } from '../../contract/groups.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { fetchedAsOwner } from '../signed-in.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: true });

async function open(path = '/', options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await pages.goto(path, options);
  await page.getByRole('grid', { name: 'Customers, ranked' }).getByRole('row').nth(2).waitFor();
  return page;
}

const addressOf = (page: Page) => new URL(page.url()).searchParams;
const shown = (amount: string) => Math.round(Number(amount)).toLocaleString('en-GB').replace('-', '−');
const explained = (page: Page) =>
  page.getByRole('complementary', { name: 'Explain' }).getByRole('heading').first();

test('customers are chosen by several values of several fields, and a field is left again', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Filter' }).click();
  const filter = page.getByRole('dialog', { name: 'Filter by a field' });
  await filter.getByLabel('Field').selectOption('country');
  await filter.getByRole('checkbox', { name: 'France' }).check();
  await filter.getByRole('checkbox', { name: 'Italy' }).check();
  await filter.getByLabel('Field').selectOption('grade');
  await filter.getByRole('checkbox', { name: 'B' }).check();
  await page.keyboard.press('Escape');
  await filter.waitFor({ state: 'detached' });
  const where = ['country:France', 'country:Italy', 'grade:B'];
  expect(addressOf(page).getAll('where')).toEqual(where);
  const { total, sums } = await answerOf(pages.url(), profitEndpoints.ranking, {
    query: { where, limit: 1 },
  });
  await page.getByRole('heading', { name: `${total} of 600 customers` }).waitFor();
  const sum = page.getByRole('grid', { name: 'Customers, ranked' }).getByRole('row').nth(1);
  await sum.getByText(shown(sums.profit), { exact: true }).waitFor();
  const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const lines = (await (await fetchedAsOwner(pages.url() + csv)).text()).trim().split('\r\n');
  expect(lines.length - 1).toBe(total);

  await page.getByRole('button', { name: 'Country France or Italy' }).click();
  await page.waitForURL(url => url.searchParams.getAll('where').join() === 'grade:B');
  await page.goBack();
  await page.getByRole('heading', { name: `${total} of 600 customers` }).waitFor();
});

test('the selection goes from list price to its profit, and each step opens to its customers', async () => {
  const page = await open('/?where=country:France&sign=loss');
  await page.getByRole('button', { name: 'Show the statement' }).click();
  const query = { where: ['country:France'], sign: 'loss' } as const;
  const { statement } = await answerOf(pages.url(), groupEndpoints.selection, {
    query: { ...query, where: [...query.where] },
  });
  const table = page.getByRole('table', { name: 'From list price to profit' });
  for (const [name, amount] of [
    ['List price', statement.list],
    ['Net revenue', statement.netRevenue],
    ['Profit', statement.profit],
  ] as const)
    await table
      .getByRole('row', { name })
      .getByRole('button', { name: shown(amount), exact: true })
      .waitFor();
  await table.getByRole('row', { name: 'Delivery' }).getByRole('button').click();
  await page.getByRole('heading', { name: 'Delivery of the customers in France that lose money' }).waitFor();
  await page.keyboard.press('Escape');

  await page.goto(`${pages.url()}/?show=statement`);
  const { totals } = await answerOf(pages.url(), profitEndpoints.portfolio);
  await table.getByRole('row', { name: 'Profit' }).getByText(shown(totals.profitCustomers)).waitFor();
});

test('figures stand by any field, their sum above them, and a row opens the ranking of its customers', async () => {
  const page = await open();
  await page.getByLabel('Group by').selectOption('segment');
  const { total, groups } = await answerOf(pages.url(), groupEndpoints.groups, { query: { by: 'segment' } });
  const table = page.getByRole('grid', { name: 'Customers by segment' });
  await table.getByRole('row').nth(2).waitFor();
  expect(await table.getByRole('row').count()).toBe(groups.length + 2);
  await table.getByRole('row').nth(1).getByText(shown(total.profit), { exact: true }).waitFor();
  const [first] = groups;
  const row = table.getByRole('row', { name: first?.name ?? '' });
  await row.getByText(shown(first?.profit ?? ''), { exact: true }).click();
  await explained(page)
    .filter({ hasText: `Profit of the customers in ${first?.name}` })
    .waitFor();
  await page.keyboard.press('Escape');
  await row.getByText(first?.name ?? '').click();
  await page.getByRole('heading', { name: `${first?.customers} of 600 customers` }).waitFor();
  expect(addressOf(page).getAll('where')).toEqual([`segment:${first?.value}`]);

  await page.getByLabel('Group by').selectOption('sign');
  const band = page.getByRole('grid', { name: 'Customers by profit or loss' });
  await band.getByRole('row', { name: 'Lose money' }).getByText('Lose money').click();
  await page.waitForURL(/sign=loss/);
});

test('a link of before, and one to a field that is gone, say what they can', async () => {
  const page = await open('/?country=France');
  await page.getByRole('button', { name: 'Country France' }).waitFor();
  const gone = await pages.goto('/?where=custom.Tier:Gold');
  await gone.getByText('Customers have no field "custom.Tier"').first().waitFor();
  await gone.getByRole('button', { name: 'Tier Gold' }).click();
  await gone.getByRole('grid', { name: 'Customers, ranked' }).getByRole('row').nth(2).waitFor();
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: a selection with its groups fits, and axe finds nothing serious', async (_name, options) => {
  const page = await open('/?where=country:France&by=segment&show=statement', options);
  await page.getByRole('grid', { name: 'Customers by segment' }).getByRole('row').nth(2).waitFor();
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('checkbox').first().waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});
