import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { modelEndpoints } from '../../contract/models.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: true });

async function open(path = '/model', options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await pages.goto(path, options);
  await page.getByRole('region', { name: 'Order desk' }).waitFor();
  return page;
}

const expediting = (page: Page) => page.getByLabel('Expediting: minutes per expedite', { exact: true });
const draftOf = (page: Page) => page.getByRole('region', { name: 'Draft' });

test.each([
  ['wide', WIDE],
  ['on a phone at night', PHONE_AT_NIGHT],
])(
  '%s every pool with its capacity, rate and time equations fits, and axe finds nothing serious',
  async (_, options) => {
    const page = await open('/model?try=expediting.0:110', options);
    const set = page.getByRole('region', { name: 'Set-ups: setters and standing machines' });
    expect(await set.innerText()).toMatch(/Over-used/);
    await draftOf(page).getByRole('listitem').first().waitFor();
    expect(await overTheEdge(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
  },
);

test('minutes that are turned answer on the page as the server answers, and stand in the address', async () => {
  const page = await open();
  await expediting(page).fill('110');
  const { model } = await answerOf(pages.url(), modelEndpoints.model, { params: { id: 'current' } });
  const told = await answerOf(pages.url(), modelEndpoints.previewModel, {
    body: {
      ...model,
      activities: model.activities.map(activity =>
        activity.key === 'expediting'
          ? { ...activity, minutes: [{ driver: 'activity.expedite', minutes: '110' }] }
          : activity,
      ),
    },
  });
  const red = told.entersRed.length;
  expect(red).toBeGreaterThan(0);
  await draftOf(page).getByText(`${red} customers fall below zero`).waitFor();
  const most = draftOf(page).getByRole('listitem').first();
  expect(await most.innerText()).toContain(told.movesMost[0]?.name);
  await page.waitForURL(/try=expediting\.0:110/);
  await page.reload();
  await draftOf(page).getByText('customers fall below zero').waitFor();
  expect(await expediting(page).inputValue()).toBe('110');
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await expediting(page).inputValue()).toBe('75');
  await draftOf(page).waitFor({ state: 'detached' });
});

test('what is no number of minutes is said at the field, and moves nothing', async () => {
  const page = await open();
  await expediting(page).fill('-3');
  await page.getByText('Minutes of zero or more, such as 0.7').waitFor();
  expect(await draftOf(page).count()).toBe(0);
  expect(await expediting(page).getAttribute('aria-invalid')).toBe('true');
});

test('an activity is edited, the version saved from a day on with its reason, and an earlier state comes back', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Edit Back-orders' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add minutes' }).click();
  await dialog.getByLabel('Minutes', { exact: true }).nth(1).fill('3');
  await dialog.getByRole('button', { name: 'Put into the draft' }).click();
  await page.getByRole('button', { name: 'Save as a version' }).click();
  await dialog.getByText('Back-orders: minutes per order').waitFor({ state: 'attached' });
  await dialog.getByLabel('Name').fill('With order planning');
  await dialog.getByLabel('First day').fill('2025-01-15');
  await dialog.getByText('is not the first day of a month').waitFor();
  expect(await dialog.getByRole('button', { name: 'Use it from 2025-01-15' }).isDisabled()).toBe(true);
  await dialog.getByLabel('First day').fill('2025-01-01');
  await dialog.getByLabel('Why').fill('Planners look at each order');
  await dialog.getByRole('button', { name: 'Use it from 2025-01-01' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('From 2025-01-01').waitFor();
  await page.getByText('Through 2024-12-31').waitFor();
  const { difference, reconciled } = await answerOf(pages.url(), profitEndpoints.portfolio);
  expect({ difference, reconciled }).toEqual({ difference: '0', reconciled: true });
  await page.getByRole('button', { name: 'Show the history' }).click();
  await page.getByText('Planners look at each order').waitFor();
  await page.getByRole('button', { name: 'Return to this state' }).first().click();
  const versions = page.getByRole('region', { name: 'Versions' });
  await versions.getByText('All months', { exact: true }).waitFor();
});

test('one customer takes other minutes with a reason, and who is not in the book is named before saving', async () => {
  const page = await open();
  const { customers } = await answerOf(pages.url(), profitEndpoints.ranking, {});
  const [first] = customers as [(typeof customers)[number]];
  await page.getByRole('button', { name: 'Edit Back-orders' }).click();
  const dialog = page.getByRole('dialog');
  const more = dialog.getByRole('button', { name: 'Other minutes for one customer' }).first();
  for (const [at, key, minutes, why] of [
    [0, first.sourceKey, '0', 'Never takes back-orders'],
    [1, 'K-99999', '44', 'Asks for each by phone'],
  ] as const) {
    await more.click();
    await dialog.getByLabel('Customer number').nth(at).fill(key);
    await dialog.getByLabel('Why').nth(at).fill(why);
    await dialog.getByLabel('Own minutes').nth(at).fill(minutes);
  }
  await dialog.getByText(first.name).first().waitFor({ state: 'attached' });
  await dialog.getByText('Not in the book yet').waitFor();
  expect(await overTheEdge(page)).toBe(0);
  await dialog.getByRole('button', { name: 'Put into the draft' }).click();
  const made = page.getByRole('list', { name: /^Other minutes per/ });
  expect(await made.innerText()).toBe(
    `0 min for ${first.sourceKey}: Never takes back-orders\n44 min for K-99999: Asks for each by phone`,
  );
  await page.getByRole('button', { name: 'Save as a version' }).click();
  await dialog.getByText('customers that the book does not know: K-99999').waitFor();
  await dialog.getByText(`for ${first.sourceKey}: nothing, then 0 min: Never`).waitFor({ state: 'attached' });
});

test('a file that is no model is refused by name, and one that is becomes the draft', async () => {
  const page = await open();
  const file = page.getByLabel('Cost model file');
  await file.setInputFiles({
    name: 'rates.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"pools":'),
  });
  await page.getByText('rates.json is no JSON file').waitFor();
  await file.setInputFiles({ name: 'rates.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await page.getByText('rates.json is no cost model: name').waitFor();
  const { model } = await answerOf(pages.url(), modelEndpoints.model, { params: { id: 'current' } });
  const renamed = JSON.stringify({ ...model, name: 'From a file' });
  await file.setInputFiles({
    name: 'rates.json',
    mimeType: 'application/json',
    buffer: Buffer.from(renamed),
  });
  await page.getByRole('heading', { name: 'From a file' }).waitFor();
  await draftOf(page).getByText('Nobody crosses zero').waitFor();
});

test('who saves second sees what the first one changed, and decides', async () => {
  const page = await open('/model?try=expediting.0:80');
  const { model } = await answerOf(pages.url(), modelEndpoints.model, { params: { id: 'current' } });
  await answerOf(pages.url(), modelEndpoints.useModel, { body: { ...model, name: 'By the other one' } });
  await page.getByRole('button', { name: 'Save as a version' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Use it in all months' }).click();
  await dialog.getByText('The cost models were changed meanwhile').waitFor();
  await dialog.getByText('Name: Meridian Components, then By the other one').waitFor();
  await dialog.getByText('Expediting: minutes per activity.expedite: 75 min, then 80 min').first().waitFor();
  await dialog.getByRole('button', { name: 'Save mine over theirs' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await expediting(page).inputValue()).toBe('80');
  await draftOf(page).waitFor({ state: 'detached' });
});
