import { expect, test } from 'vitest';
import { decisionEndpoints } from '../../contract/decisions.ts';
import { expediteEndpoints } from '../../contract/expedites.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: true });

const open = pages.goto;

test('the expedites say whom the hours went to, and each figure opens', async () => {
  const page = await open('/?period=2025');
  await page.getByRole('link', { name: 'Expedites' }).click();
  const answer = await answerOf(pages.url(), expediteEndpoints.expedites, { query: { period: '2025' } });
  const share = Math.round((answer.losing.share ?? 0) * 100);
  const sentence = `${share} % of expedite hours went to ${answer.losing.customers} customers that lose money`;
  await page.getByRole('heading', { name: sentence }).waitFor();
  await page.locator(`[data-figure="${answer.reasons[0]?.figures.cost}"]`).click();
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await explain.getByRole('heading', { name: /^Cost of expedites with the reason/ }).waitFor();
  const [first] = answer.customers;
  await page
    .getByRole('grid', { name: 'Expedites by customer' })
    .getByRole('link', { name: first?.name ?? '' })
    .click();
  await page.waitForURL(`**/customers/${first?.id}?period=2025`);
});

test('a period without expedites says what brings them', async () => {
  const page = await open('/expedites?period=2031');
  await page.getByRole('heading', { name: 'No expedites in 2031' }).waitFor();
  await page.getByRole('button', { name: 'Show all months' }).click();
  await page.getByRole('grid', { name: 'Expedites by reason' }).waitFor();
});

test('a decision that is asked is answered, stays with the customer and leaves the list of open ones', async () => {
  const query = { period: '2025', limit: 1 };
  const before = await answerOf(pages.url(), decisionEndpoints.decisions, { query });
  const [worst] = before.customers;
  const page = await open('/?period=2025');
  await page.getByRole('button', { name: 'Show the decisions' }).click();
  await page
    .getByRole('grid', { name: 'Decisions' })
    .getByRole('link', { name: worst?.name ?? '' })
    .click();
  const section = page.getByRole('region', {
    name: 'Large in revenue, and it loses money: a decision is asked',
  });
  await section.getByLabel('Is its profit enough for special care?').selectOption('no');
  await section.getByLabel('Who sees to it?').fill('Head of sales');
  await section.getByLabel('By when is it looked at again?').fill('2199-03-31');
  expect(await section.getByRole('button', { name: 'Decide' }).isDisabled()).toBe(true);
  await section.getByLabel('If not, what must be done?').fill('Minimum order of 500');
  await section.getByRole('button', { name: 'Decide' }).click();
  await page
    .getByRole('heading', { name: 'Minimum order of 500: Head of sales, review on 2199-03-31' })
    .waitFor();
  await page
    .getByRole('table', { name: 'Decisions, the newest first' })
    .getByText('Minimum order of 500')
    .waitFor();
  const after = await answerOf(pages.url(), decisionEndpoints.decisions, { query });
  expect(after).toMatchObject({ asked: before.asked, open: before.open - 1 });
});

test('beside an open explanation every question of a decision stays in sight', async () => {
  const { customers } = await answerOf(pages.url(), decisionEndpoints.decisions);
  const page = await open(`/customers/${customers[0]?.id}?explain=customer/${customers[0]?.id}/profit`);
  const panel = page.getByRole('complementary', { name: 'Explain' });
  await panel.waitFor();
  const { x: edge } = (await panel.boundingBox()) as { x: number };
  const { x, width } = (await page.getByRole('button', { name: 'Decide' }).boundingBox()) as {
    x: number;
    width: number;
  };
  const day = (await page.getByLabel('By when is it looked at again?').boundingBox()) as {
    x: number;
    width: number;
  };
  expect(Math.max(x + width, day.x + day.width)).toBeLessThanOrEqual(edge);
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  const { customers } = await answerOf(pages.url(), decisionEndpoints.decisions);
  for (const [path, heading] of [
    ['/expedites', /of expedite hours went to/],
    ['/?show=decisions', /^Large in revenue and small in profit/],
    ['/?show=bridge', /^Company profit/],
    [`/customers/${customers.at(-1)?.id}`, /a decision is asked|review on/],
  ] as const) {
    const page = await open(path, options);
    await page.getByRole('heading', { name: heading }).waitFor();
    expect(await overTheEdge(page), path).toBe(0);
    expect(await seriousFindings(page), path).toEqual([]);
  }
});
