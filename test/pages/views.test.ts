import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { viewEndpoints } from '../../contract/views.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: true });

const menu = (page: Page) => page.getByRole('dialog', { name: 'Views' });
const button = (page: Page) => page.getByRole('banner').locator('[aria-haspopup=dialog]').first();
const save = (name: string, address: string) =>
  answerOf(pages.url(), viewEndpoints.saveView, { body: { name, address } });

async function opened(path: string, options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await pages.goto(path, options);
  await button(page).click();
  await menu(page).waitFor();
  return page;
}

test('a page is saved under a name, says when it has changed, and goes back', async () => {
  const page = await opened('/?period=2025&where=country:France');
  await menu(page).getByLabel('Name', { exact: true }).fill('France');
  await menu(page).getByLabel('Note, if any').fill('For the board');
  await page.keyboard.press('Enter');
  await menu(page).waitFor({ state: 'detached' });
  await button(page).filter({ hasText: 'France' }).waitFor();
  const [saved] = await answerOf(pages.url(), viewEndpoints.views);
  expect(saved).toMatchObject({ name: 'France', note: 'For the board', by: 'Owner' });
  expect(saved?.address).toBe('/?period=2025&where=country:France');
  expect(await button(page).innerText()).not.toContain('changed');

  await page.getByLabel('Profit or loss').selectOption('loss');
  await button(page).filter({ hasText: 'changed' }).waitFor();
  await button(page).click();
  await menu(page).getByRole('button', { name: 'Back to it' }).click();
  await page.waitForURL(url => !url.searchParams.has('sign'));
  await button(page).filter({ hasNotText: 'changed' }).waitFor();

  await page.getByLabel('Profit or loss').selectOption('gain');
  await button(page).filter({ hasText: 'changed' }).waitFor();
  await button(page).click();
  await menu(page).getByRole('button', { name: 'Save the changes' }).click();
  await button(page).filter({ hasNotText: 'changed' }).waitFor();
  const [changed] = await answerOf(pages.url(), viewEndpoints.views);
  expect(changed).toMatchObject({ note: 'For the board', revision: 2 });
  expect(changed?.address).toContain('sign=gain');
});

test('a saved view opens from any page, with its own period and none where it has none', async () => {
  await save('All of Italy', '/?where=country:Italy');
  const page = await opened('/model?period=2025-Q1');
  await menu(page).getByRole('link', { name: 'All of Italy' }).click();
  await page.getByRole('button', { name: 'Country Italy' }).waitFor();
  expect(new URL(page.url()).searchParams.has('period')).toBe(false);
  await button(page).filter({ hasText: 'All of Italy' }).waitFor();
  expect(await button(page).innerText()).not.toContain('changed');
  // Going elsewhere leaves the view.
  await page.getByRole('link', { name: 'Expedites' }).click();
  await button(page).filter({ hasText: 'Views' }).waitFor();
});

test('a name that is taken is refused with whose it is; a view is renamed and removed', async () => {
  await save('Taken', '/expedites');
  await save('To rename', '/scenarios');
  const page = await opened('/expedites');
  await menu(page).getByLabel('Name', { exact: true }).fill('taken');
  await menu(page).getByRole('button', { name: 'Save this view' }).click();
  await menu(page)
    .getByText(/There is a view "Taken" already, saved by Owner/)
    .waitFor();
  await menu(page).getByRole('button', { name: 'Rename To rename' }).click();
  await menu(page).getByLabel('New name of To rename').fill('Renamed');
  await page.keyboard.press('Enter');
  await menu(page).getByRole('link', { name: 'Renamed' }).waitFor();
  await menu(page).getByRole('button', { name: 'Remove Renamed' }).click();
  await menu(page).getByRole('link', { name: 'Renamed' }).waitFor({ state: 'detached' });
  const names = (await answerOf(pages.url(), viewEndpoints.views)).map(({ name }) => name);
  expect(names).toContain('Taken');
  expect(names).not.toContain('Renamed');
});

test('a view whose scenario is gone says so and does not open', async () => {
  await save('Ten per cent more', '/scenarios?id=scn_gone');
  const page = await opened('/scenarios');
  await menu(page).getByText('Its scenario was removed.').waitFor();
  expect(await menu(page).getByRole('link', { name: 'Ten per cent more' }).count()).toBe(0);
  // What was sent as a link before still says something.
  const sent = await pages.goto('/customers/cus_gone?view=vie_gone');
  await sent.getByText('There is no customer "cus_gone".').first().waitFor();
  await sent.getByRole('button', { name: 'Views' }).waitFor();
});

test('pages without figures of their own have no views', async () => {
  const page = await pages.goto('/intake');
  await page.getByRole('heading', { level: 1, name: 'Intake' }).waitFor();
  expect(await page.getByRole('button', { name: 'Views' }).count()).toBe(0);
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: the menu fits, is reached by keyboard, and axe finds nothing serious', async (_name, options) => {
  const view = await save(`A name that is rather long, ${_name}`, '/?sign=loss');
  const page = await pages.goto(`/?view=${view.id}`, options);
  await button(page).filter({ hasText: 'A name that is' }).waitFor();
  await button(page).focus();
  await page.keyboard.press('Enter');
  await menu(page).getByRole('link').first().waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await menu(page).waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.getAttribute("aria-haspopup")')).toBe('dialog');
});
