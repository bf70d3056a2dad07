import { afterAll, expect, test } from 'vitest';
import { type OidcProvider, startOidcProvider } from '../oidc-provider.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

let provider: OidcProvider;
const pages = openedPages({
  example: false,
  settings: async () => {
    provider = await startOidcProvider();
    return provider.settings;
  },
});
afterAll(() => provider?.close());

/** A page of somebody who has not signed in. */
async function stranger(path: string, options: object = WIDE) {
  const page = await pages.goto('/sign-in', options);
  await page.context().clearCookies();
  await page.goto(pages.url() + path);
  return page;
}

test.each(['127.0.0.1', 'localhost'])(
  'at %s one signs in with the other system, and comes back',
  async host => {
    provider.coming.next = { claims: { sub: 'one', email: 'owner@example.com', email_verified: true } };
    const page = await stranger('/sign-in');
    await page.goto(`${pages.url().replace('127.0.0.1', host)}/people`);
    await page.getByRole('button', { name: 'Sign in with Work account' }).click();
    await page.getByRole('banner').getByRole('button', { name: 'Owner' }).waitFor();
    expect(new URL(page.url())).toMatchObject({ hostname: host, pathname: '/people', search: '' });
  },
);

test('who was not invited is told so, and finds the way back', async () => {
  provider.coming.next = { claims: { sub: 'two', email: 'nobody@example.com', email_verified: true } };
  const page = await stranger('/sign-in', PHONE_AT_NIGHT);
  await page.getByRole('button', { name: 'Sign in with Work account' }).click();
  await page.getByRole('alert').filter({ hasText: 'Nobody is invited here as nobody@example.com' }).waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});
