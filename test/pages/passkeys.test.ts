import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { OWNER } from '../signed-in.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings } from './opened-pages.ts';

const pages = openedPages({ example: false });
const named = () => pages.url().replace('127.0.0.1', 'localhost');

/** Gives the browser a device that holds passkeys and whose finger is always the right one. */
async function withDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal' },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      automaticPresenceSimulation: true,
    },
  });
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.keyboard.press('Enter');
}

test('a passkey is added, signs in in place of the password, and is removed', async () => {
  const page = await pages.goto('/sign-in');
  await withDevice(page);
  await page.goto(`${named()}/account`);
  await signIn(page);
  await page.getByLabel('Name of the passkey').fill('Laptop');
  await page.getByLabel('Password, to add a passkey').fill(OWNER.password);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const list = page.getByRole('list', { name: 'Passkeys' });
  await list.getByText('not used yet').waitFor();
  // The same device holds one already.
  await page.getByLabel('Name of the passkey').fill('Laptop, once more');
  await page.getByLabel('Password, to add a passkey').fill(OWNER.password);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('alert').filter({ hasText: 'holds a passkey of yours already' }).waitFor();

  await page.getByRole('banner').getByRole('button', { name: 'Owner' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  // Signing out goes to another page by itself.
  await page.getByLabel('E-mail').waitFor();
  await page.goto(`${named()}/account`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await list.getByText(/· used \d/).waitFor();
  expect(new URL(page.url()).pathname).toBe('/account');

  await list.getByRole('button', { name: 'Remove Laptop' }).click();
  await list.getByText('Laptop').waitFor({ state: 'detached' });
  await page.getByRole('banner').getByRole('button', { name: 'Owner' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('alert').filter({ hasText: 'This passkey does not hold here' }).waitFor();
});

test('a dialog that nobody answers leaves the way by password', async () => {
  const page = await pages.goto('/sign-in');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
  });
  await page.goto(`${named()}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('alert').filter({ hasText: 'No passkey came' }).waitFor();
  await signIn(page);
  await page.getByRole('banner').getByRole('button', { name: 'Owner' }).waitFor();
});

test('at an address of numbers the page says where passkeys hold, which is so in this browser', async () => {
  const page = await pages.goto('/account');
  await page.getByText('Browsers take no passkey at an address of numbers.').waitFor();
  expect(await page.getByRole('button', { name: 'Add a passkey' }).count()).toBe(0);
  const reason = await page.evaluate(
    `navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16), rpId: '127.0.0.1' } }).catch(error => error.name)`,
  );
  expect(reason).toBe('SecurityError');
  await page.getByRole('link', { name: named() }).click();
  await page.waitForURL(`${named()}/sign-in?to=/account`);
});

test('passkeys are whole on a phone at night, and easy to read', async () => {
  const page = await pages.goto('/sign-in', PHONE_AT_NIGHT);
  await page.goto(`${named()}/account`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await signIn(page);
  await page.getByRole('button', { name: 'Add a passkey' }).waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
});
