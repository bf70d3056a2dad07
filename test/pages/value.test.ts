import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { valueEndpoints } from '../../contract/value.ts';
import { amountText } from '../../web/ui/number-text.ts';
import { rangeText } from '../../web/ui/range-text.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const FIT_MS = 180_000;
const ASK_MS = 500;

const pages = openedPages({ example: true });
const open = pages.goto;
const customers = (page: Page) => page.getByRole('grid', { name: 'Customers by value' });

// A fit takes as long as it takes: what follows finds the forecast made.
beforeAll(async () => {
  while ((await answerOf(pages.url(), valueEndpoints.value)).state === 'working')
    await new Promise(resolve => setTimeout(resolve, ASK_MS));
}, FIT_MS);

test('the rail leads to what customers will be worth, and a customer to its own page', async () => {
  const page = await open('/');
  await page.getByRole('link', { name: 'Value', exact: true }).click();
  const {
    customers: [first],
  } = await answerOf(pages.url(), valueEndpoints.valueCustomers, { query: { limit: 1 } });
  const row = customers(page)
    .getByRole('row')
    .filter({ hasText: first?.name ?? '' });
  expect(await row.textContent()).toContain(amountText(first?.value?.mid, 0, 'en-GB'));
  expect(await row.textContent()).toContain(rangeText(first?.value, 'en-GB'));
  await row.getByRole('link').click();
  await page.waitForURL(`**/customers/${first?.id}/value`);
  await page
    .getByRole('heading', { name: new RegExp(`^${first?.name}: .* over the next 36 months`) })
    .waitFor();
  await page.getByRole('table', { name: 'Steps to the value' }).waitFor();
  await page.getByRole('link', { name: `What ${first?.name} earns` }).click();
  await page.getByRole('heading', { name: 'What it will be worth' }).waitFor();
});

test('value stands on the customer page, and opens step by step down to the order lines', async () => {
  const {
    customers: [first],
  } = await answerOf(pages.url(), valueEndpoints.valueCustomers, { query: { limit: 1 } });
  const page = await open(`/customers/${first?.id}`);
  const part = page.getByRole('region', { name: 'What it will be worth' });
  await part.getByText(`(${rangeText(first?.value, 'en-GB')})`).waitFor();
  await part.locator('[data-figure^="value/"]').first().click();
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await explain.getByRole('heading', { name: `Value, ${first?.name}` }).waitFor();
  await explain.getByText('An estimate of what is to come.').waitFor();
  for (const [input, opened] of [
    ['What a purchase leaves', 'What a purchase leaves'],
    ['Margin rate', 'Margin rate'],
    ['Net revenue', `Net revenue`],
  ] as const) {
    await explain.getByRole('button', { name: input }).first().click();
    await explain.getByRole('heading', { level: 2, name: opened }).waitFor();
  }
  await explain
    .getByRole('link', { name: /order-lines\.csv/ })
    .first()
    .waitFor();
  await part.getByRole('link', { name: /How it comes about/ }).click();
  await page.getByRole('table', { name: 'Steps to the value' }).waitFor();
});

test('the forecast stands beside what happened and beside simpler rules', async () => {
  const { forecast } = await answerOf(pages.url(), valueEndpoints.value);
  const page = await open('/value');
  await page.getByRole('link', { name: 'How good is it' }).click();
  await page.waitForURL('**/value?section=accuracy');
  const table = page.getByRole('table', { name: 'The forecast beside simpler rules' });
  await table.waitFor();
  expect(await table.locator('tbody tr').count()).toBe(
    (forecast?.holdOut?.rules.length ?? 0) + (forecast?.holdOut?.seasonal ? 1 : 0),
  );
});

test('terms that are typed stand in the address; a fit under way is stopped and begun again', async () => {
  const page = await open('/value');
  await customers(page).waitFor();
  await page.getByLabel('Observed until').fill('2025-09-30');
  await page.waitForURL('**/value?*until=2025-09-30');
  const stop = page.getByRole('button', { name: 'Stop' });
  const answered = page.getByText('observed until 2025-09-30');
  await stop.or(answered).first().waitFor();
  if (!(await stop.isVisible())) return;
  await stop.click();
  const again = page.getByRole('button', { name: 'Begin again' });
  // It may come to its end while it is being stopped.
  await again.or(answered).first().waitFor();
  if (!(await again.isVisible())) return;
  await again.click();
  await stop.or(answered).first().waitFor();
});

test('who is hardest to plan for is named with what that costs, and the list is sorted and searched', async () => {
  const { hardest, judged } = await answerOf(pages.url(), valueEndpoints.valuePredictability, {
    query: { limit: 1 },
  });
  const page = await open('/value?section=predictability');
  const [first] = hardest.customers;
  await page.getByRole('heading', { name: new RegExp(`^The hardest to plan for: ${first?.name}`) }).waitFor();
  await page.getByText(/a year than orders as predictable as the median customer’s/).waitFor();
  await page.getByText(`judged are the ${judged} largest`).waitFor();
  const grid = page.getByRole('grid', { name: 'Customers by predictability' });
  expect(await grid.getByRole('row').nth(1).textContent()).toContain(first?.name);
  await grid.getByRole('columnheader', { name: /Net revenue/ }).click();
  await page.waitForURL('**/value?*sort=revenue*');
  await page.getByPlaceholder('Name or number').fill(first?.name ?? '');
  await page.waitForURL('**/value?*search=*');
  await grid.getByRole('link', { name: first?.name ?? '' }).waitFor();
  await expect.poll(() => grid.getByRole('row').count(), { timeout: FIT_MS }).toBe(2);
  // Another part of the page is sorted by columns of its own.
  await page.getByRole('link', { name: 'Who will earn' }).click();
  await page.waitForURL(url => !url.search.includes('sort='));
});

test('amounts far above the others are capped where that is chosen, and it is listed whose', async () => {
  const { forecast } = await answerOf(pages.url(), valueEndpoints.value, {
    query: { outliers: 'cap', wait: 60 },
  });
  const capped = forecast?.amounts.capped;
  const page = await open('/value?section=model');
  const terms = page.getByRole('group', { name: 'Amounts far above the others' });
  await terms.getByRole('button', { name: 'Capped' }).click();
  await page.waitForURL('**/value?*outliers=cap*');
  const table = page.getByRole('table', { name: 'Customers whose amounts are capped' });
  const first = table.locator('tbody tr').first();
  await first.waitFor();
  expect(await first.textContent()).toContain(capped?.lowered[0]?.name);
  expect(await first.textContent()).toContain(amountText(capped?.lowered[0]?.from, 0, 'en-GB'));
  await page.getByText(/Amounts far above the others are capped, as it was asked/).waitFor();
  await terms.getByRole('button', { name: 'As they are' }).click();
  await page.waitForURL(url => !url.search.includes('outliers'));
  await table.waitFor({ state: 'detached' });
});

test('what replacing a customer takes is stated, refused at its field, counted and withdrawn', async () => {
  const { customers: found } = await answerOf(pages.url(), valueEndpoints.valueCustomers, {
    query: { limit: 1 },
  });
  // By its number, as people know it.
  const page = await open(`/customers/${found[0]?.sourceKey}/value`);
  await page.getByRole('heading', { name: 'What replacing it would take is not known yet' }).waitFor();
  await page.getByLabel('State something of it').selectOption('replacement');
  const form = page.getByRole('form', { name: 'What replacing it takes' });
  const typed = { won: '25', 'Cost of a try': '15000', 'Months to win': '6', 'Months to full': '6' };
  for (const [label, value] of Object.entries(typed)) await form.getByLabel(label).fill(value);
  await form.getByLabel('Tries at once').fill('3');
  await form.getByLabel('Accounts it takes').fill('0.5');
  await form.getByRole('button', { name: 'State it' }).click();
  await form.getByText('Write accounts, 1 or more.').waitFor();
  await form.getByLabel('Accounts it takes').fill('1');
  await form.getByRole('button', { name: 'State it' }).click();
  await page.getByRole('heading', { name: /^Replacing it would take 14 months/ }).waitFor();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await page.getByRole('heading', { name: 'What replacing it would take is not known yet' }).waitFor();
});

test('who referred a customer is stated on its page, stands in the list, and is thanked there', async () => {
  const { customers: found } = await answerOf(pages.url(), valueEndpoints.valueCustomers, {
    query: { limit: 2 },
  });
  const [referrer, referred] = found;
  const page = await open('/value?section=referrals');
  await page.getByText('No referral was stated yet').waitFor();
  await page.getByRole('link', { name: 'Choose the customer who was referred' }).click();
  await customers(page).waitFor();
  await page.goto(`${pages.url()}/customers/${referred?.id}/value`);
  await page.getByLabel('State something of it').selectOption('referral');
  const form = page.getByRole('form', { name: 'Who referred it' });
  const typed = { Referrer: referrer?.sourceKey ?? '', Share: '50', From: '2025-01-01' };
  for (const [label, value] of Object.entries({ ...typed, 'How it is known': 'Told us' }))
    await form.getByLabel(label).fill(value);
  await form.getByRole('button', { name: 'State it' }).click();
  const own = page.getByRole('table', { name: 'Referrals by the customer and of it' });
  await own.getByText('no thanks sent yet').waitFor();
  expect(await own.textContent()).toContain(`It was referred by ${referrer?.name}`);
  await page.goto(`${pages.url()}/value?section=referrals`);
  await page.getByRole('heading', { name: /^One referral, worth .*; no thanks were sent yet$/ }).waitFor();
  const row = page.getByRole('table', { name: 'Referrals, those without thanks first' }).locator('tbody tr');
  expect(await row.textContent()).toContain(referrer?.name);
  await row.getByRole('button', { name: 'State thanks' }).click();
  await page.getByLabel('Sent on').fill('2026-03-12');
  await page.getByLabel('How').fill('A letter');
  await page.getByRole('button', { name: 'State it' }).click();
  await row.getByText('thanks sent 12 March 2026, A letter').waitFor();
  await page.getByRole('heading', { name: /; thanks were sent$/ }).waitFor();
});

test('a contract is stated, and its renewals to come stand beside the value from purchases', async () => {
  const { customers: found } = await answerOf(pages.url(), valueEndpoints.valueCustomers, {
    query: { limit: 1 },
  });
  const page = await open(`/customers/${found[0]?.id}/value`);
  await page.getByText('How its value comes about').waitFor();
  expect(await page.getByText('Its contract:').count()).toBe(0);
  await page.getByLabel('State something of it').selectOption('contract');
  const form = page.getByRole('form', { name: 'Its contract' });
  const typed = { 'First day': '2021-01-01', 'Months between': '12', 'Net cash': '20000' };
  for (const [label, value] of Object.entries({ ...typed, 'Where it is agreed': 'Frame contract' }))
    await form.getByLabel(label).fill(value);
  await form.getByRole('button', { name: 'State it' }).click();
  await page
    .getByRole('heading', { name: /^Its contract: 3 renewals expected within 36 months, worth 5\d\.\d k/ })
    .waitFor();
  await page.getByText('is not added to it').waitFor();
  await page.getByRole('table', { name: 'Steps to the renewals of the contract of 2021-01-01' }).waitFor();
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  const { customers: found } = await answerOf(pages.url(), valueEndpoints.valueCustomers, {
    query: { limit: 1 },
  });
  const shown: [string, string][] = [
    ['/value', 'Name or number'],
    ['/value?section=accuracy', 'Show as table'],
    ['/value?section=lapses', 'ended with an order'],
    ['/value?section=predictability', 'The hardest to plan for: '],
    ['/value?section=quadrants', 'worth much and take little'],
    ['/value?section=referrals', 'thanks were sent'],
    ['/value?section=model', 'was chosen'],
    ['/value?section=model&outliers=cap', 'count as that'],
    [`/customers/${found[0]?.id}/value`, 'How its value comes about'],
  ];
  for (const [path, text] of shown) {
    const page = await open(path, options);
    await page.getByText(text).or(page.getByPlaceholder(text)).first().waitFor();
    expect(await overTheEdge(page), path).toBe(0);
    expect(await seriousFindings(page), path).toEqual([]);
  }
});
