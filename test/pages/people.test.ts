import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { peopleEndpoints } from '../../contract/people.ts';
import { OWNER } from '../signed-in.ts';
import { nextCode, totpCode } from '../totp.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: false });

/** A page of somebody who has not signed in yet. */
async function stranger(path: string, options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await pages.goto('/sign-in', options);
  await page.context().clearCookies();
  await page.goto(pages.url() + path);
  return page;
}

async function signIn(page: Page, who = OWNER): Promise<void> {
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.keyboard.press('Enter');
}

test('whoever is not signed in signs in, and comes to the page that was wanted', async () => {
  const page = await stranger('/intake?period=2025');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).searchParams.get('to')).toBe('/intake?period=2025');
  await signIn(page, { ...OWNER, password: 'not the password' });
  await page.getByRole('alert').filter({ hasText: 'do not belong together' }).waitFor();
  await signIn(page);
  await page.waitForURL(`${pages.url()}/intake?period=2025`);
  await page.getByRole('heading', { name: 'Intake' }).waitFor();
  await page.getByRole('banner').getByRole('button', { name: 'Owner' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(`${pages.url()}/people`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('signing in leads to no other host', async () => {
  const page = await stranger('/sign-in?to=//elsewhere.example/');
  await signIn(page);
  await page.waitForURL(`${pages.url()}/`);
});

test('a person is invited, comes in by the link, and sees what its role allows', async () => {
  const page = await pages.goto('/people');
  await page.getByRole('heading', { name: /works with this book|work with this book/ }).waitFor();
  await page.getByRole('button', { name: 'Invite a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a person' });
  await dialog.getByLabel('Name').fill('Planner A');
  await dialog.getByLabel('E-mail').fill('planner.a@example.com');
  await dialog.getByLabel(/^Planner\./).check();
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = await page.getByRole('status', { name: 'One-time link' }).locator('code').innerText();
  await page.getByRole('grid', { name: 'People' }).getByText('not come in yet').waitFor();

  const other = await stranger(new URL(link).pathname + new URL(link).search);
  await other.getByRole('heading', { name: 'Welcome' }).waitFor();
  expect(await other.getByLabel('E-mail').inputValue()).toBe('planner.a@example.com');
  await other.getByLabel('Password').fill('the password of a planner');
  await other.keyboard.press('Enter');
  await other.getByRole('banner').getByRole('button', { name: 'Planner A' }).click();
  expect(await other.getByRole('link', { name: 'People' }).count()).toBe(0);
  const rail = other.getByRole('navigation', { name: 'Main' }).getByRole('link');
  expect(await rail.allInnerTexts()).toEqual(['Portfolio']);
  await other.getByRole('link', { name: 'My account' }).click();
  await other.getByRole('list', { name: 'Sessions' }).getByText('this one').waitFor();
  await other.goto(link);
  await other.getByRole('alert').filter({ hasText: 'does not hold any more' }).waitFor();

  await page.reload();
  await page.getByRole('grid', { name: 'People' }).getByText('Planner A').click();
  const opened = page.getByRole('dialog', { name: 'Planner A' });
  await opened.getByRole('button', { name: 'Remove', exact: true }).click();
  await opened.getByRole('button', { name: 'Remove Planner A' }).click();
  await opened.waitFor({ state: 'detached' });
  expect((await answerOf(pages.url(), peopleEndpoints.people)).map(({ name }) => name)).toEqual(['Owner']);
  await other.goto(`${pages.url()}/account`);
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('a team is made with its members and territories', async () => {
  const page = await pages.goto('/people');
  await page.getByRole('button', { name: 'New team' }).click();
  const dialog = page.getByRole('dialog', { name: 'New team' });
  await dialog.getByLabel('Name').fill('North');
  await dialog.getByLabel('Territories').fill('NO, SE');
  await dialog.getByLabel('Owner').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('list', { name: 'Teams' }).getByText('Owner · NO, SE').waitFor();
  await page.getByRole('button', { name: 'Change North' }).click();
  await page.getByRole('button', { name: 'Remove the team' }).click();
  await page.getByRole('list', { name: 'Teams' }).getByText('North').waitFor({ state: 'detached' });
});

test('an account has a second factor and keys of its own', async () => {
  const page = await stranger('/account');
  await signIn(page);
  await page.getByLabel('Password, once more').fill(OWNER.password);
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  const secret = await page.getByText('Put this secret').locator('..').locator('code').innerText();
  await page.getByLabel('First code').fill(totpCode(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('On: signing in asks for a code').waitFor();

  const again = await stranger('/account');
  await signIn(again);
  await again.getByLabel('Code').fill(nextCode(secret));
  await again.keyboard.press('Enter');
  await again.getByRole('button', { name: 'New key' }).click();
  const dialog = again.getByRole('dialog', { name: 'New API key' });
  await dialog.getByLabel('What it is for').fill('Reports');
  await dialog.getByLabel('Last day').fill('2999-12-31');
  await dialog.getByLabel('See people, their roles, teams and training').check();
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = await again.getByText('Copy the key now').locator('..').locator('code').innerText();
  const answer = await fetch(`${pages.url()}/api/people`, { headers: { Authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(200);
  await again.getByRole('button', { name: 'Remove Reports' }).click();
  await again.getByRole('list', { name: 'API keys' }).getByText('Reports').waitFor({ state: 'detached' });

  await again.getByLabel('Password, once more').fill(OWNER.password);
  await again.getByRole('button', { name: 'End the second factor' }).click();
  await again.getByText('Off: an authenticator').waitFor();
  await again.getByRole('list', { name: 'Sessions' }).getByRole('button', { name: 'End' }).first().click();
});

test.each([
  ['/people', 'Invite a person'],
  ['/account', 'Change the password'],
])('%s is whole on a phone at night, and easy to read', async (path, ready) => {
  const page = await pages.goto(path, PHONE_AT_NIGHT);
  await page.getByRole('button', { name: ready }).waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});

test('signing in is whole on a phone at night, and easy to read', async () => {
  const page = await stranger('/sign-in', PHONE_AT_NIGHT);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});
