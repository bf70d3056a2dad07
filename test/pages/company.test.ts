import { beforeAll, expect, test } from 'vitest';
import { companyEndpoints } from '../../contract/company.ts';
import { wallPeople } from '../wall-people.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';
import { cookieOfPerson } from './people-pages.ts';

const pages = openedPages({ example: true });
let people: Awaited<ReturnType<typeof wallPeople>>;
beforeAll(async () => {
  people = await wallPeople(pages.house(), { Executive: ['executive'], Planner: ['planner'] });
});

test.each([
  ['wide', WIDE],
  ['on a phone at night', PHONE_AT_NIGHT],
])('%s the company by quarter and segment fits, and axe finds nothing serious', async (_, options) => {
  const page = await pages.goto('/company', options);
  await page.getByRole('heading', { name: 'All customers, 2025' }).waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});

test('who sees nobody finds the figures of all, and no name', async () => {
  const cookie = await cookieOfPerson(pages, { id: people.id('Executive'), name: 'Executive' });
  const page = await pages.goto('/', WIDE, cookie);
  await page.getByRole('link', { name: 'Figures of the company' }).click();
  const { quarters } = await answerOf(pages.url(), companyEndpoints.companyYear);
  const table = page.getByRole('region', { name: 'All customers by quarter' });
  await table.waitFor();
  const customers = table.getByRole('row', { name: /^Customers/ });
  expect(await customers.innerText()).toContain(String(quarters[0]?.total?.customers));
  await page.getByText('You do not see every customer').waitFor();
  await page.getByRole('button', { name: 'Net revenue' }).click();
  expect(new URL(page.url()).searchParams.get('of')).toBe('revenue');
  expect(await page.locator('[data-figure]').count()).toBe(0);
});

test('who reads what all come to, and not what each does, finds nothing on the first page that is refused', async () => {
  const cookie = await cookieOfPerson(pages, { id: people.id('Planner'), name: 'Planner' });
  const page = await pages.goto('/', WIDE, cookie);
  await page.getByText('Reconciliation to the ledger').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByText(/could not be read|may not do this/).count()).toBe(0);
  expect(await page.locator('[data-figure]').count()).toBe(0);
});

test('who sees everybody opens each figure', async () => {
  const page = await pages.goto('/company');
  const table = page.getByRole('region', { name: 'By segment and quarter' });
  const first = table.getByRole('row').nth(1).getByRole('button').first();
  const shown = await first.innerText();
  await first.click();
  const panel = page.getByRole('complementary', { name: 'Explain' });
  await panel.getByRole('heading').first().waitFor();
  expect(await panel.innerText()).toContain(shown);
});
