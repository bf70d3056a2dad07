import { beforeAll, expect, test } from 'vitest';
import { wallPeople } from '../wall-people.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: true });
const MANAGER = 'Account manager A';

beforeAll(async () => {
  await wallPeople(pages.house(), { [MANAGER]: ['account manager'], 'Front desk': ['front line'] });
});

test('an owner views as another: every page says so, shows less, and changes nothing until it is ended', async () => {
  const page = await pages.goto('/people');
  await page.getByRole('row', { name: new RegExp(`^${MANAGER}`) }).click();
  await page.getByRole('button', { name: `View as ${MANAGER}` }).click();
  const bar = page.getByRole('complementary', { name: 'View as another person' });
  await bar.getByText(`You view as ${MANAGER}: what both of you may see, and no change.`).waitFor();
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Cost model' }).waitFor();
  expect(await main.getByRole('link', { name: 'Intake' }).count()).toBe(0);
  for (const path of ['/model', '/products', '/scenarios', '/account', '/log']) {
    await page.goto(pages.url() + path);
    await bar.waitFor();
  }
  await page.getByText('may not do this: it takes the right “Read the log').first().waitFor();
  await page.goto(`${pages.url()}/account`);
  await page.getByLabel('Present password').fill('a password of the tests');
  await page.getByLabel('New password').fill('another password of the tests');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText(`You view the product as ${MANAGER}, and nothing can be changed meanwhile`).waitFor();
  await bar.getByRole('button', { name: 'End the view' }).click();
  await main.getByRole('link', { name: 'Intake' }).waitFor();
  expect(await bar.count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe('/account');
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  const page = await pages.goto('/people', options);
  await page.getByRole('row', { name: /^Front desk/ }).click();
  await page.getByRole('button', { name: 'View as Front desk' }).click();
  const bar = page.getByRole('complementary', { name: 'View as another person' });
  await bar.waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await bar.getByRole('button', { name: 'End the view' }).click();
  await bar.waitFor({ state: 'detached' });
});
