import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '../../contract/audit.ts';
import type { Batch } from '../../contract/batches.ts';
import { BARE_PATHS, paths } from '../../web/links.ts';
import { launchBrowser } from '../browser.ts';
import { type TestHouse, testHouse } from '../house.ts';
import { cookiesIn } from '../pages/opened-pages.ts';
import { cookieByLink } from '../signed-in.ts';
import { publicIdOf } from '../wall-people.ts';
import { type CanaryBook, canaryBook, PEOPLE, type Rival, raiseWalls } from './canary-book.ts';

let house: TestHouse;
let book: CanaryBook;
let browser: Browser;
let url: string;
let close: () => Promise<void>;
beforeAll(async () => {
  [house, browser] = await Promise.all([testHouse(), launchBrowser()]);
  book = await canaryBook(house);
  await raiseWalls(house, book);
  const { entries } = await house.get('/audit?limit=1000');
  logged = entries;
  const server = createAdaptorServer({
    fetch: (request, connection) => house.outside.fetch(request, connection),
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => new Promise(resolve => server.close(() => resolve()));
});
afterAll(async () => {
  await browser?.close();
  await close?.();
  await house?.close();
});

let logged: readonly AuditEntry[];

/** Every page that stands by itself, for who is signed in. */
const PAGES = [
  ...Object.values(paths).filter(path => !path.includes('$') && !BARE_PATHS.includes(path)),
  ...['/?period=2025&by=segment', '/company?year=2025&of=revenue', '/walls?section=who'],
  ...['/log?entries=read', '/log?entries=refusal'],
  ...['accuracy', 'lapses', 'predictability', 'quadrants', 'referrals', 'model'].map(
    section => `/value?section=${section}`,
  ),
];

/** The pages that can be asked about a customer, or about a file that names one alone. */
async function pagesOf(rival: Rival): Promise<string[]> {
  const id = book.ids[rival];
  const texts = book.canaries.get(id) ?? [];
  const batches: Batch[] = await house.get('/batches');
  const file = batches.find(({ file: name }) => texts.some(text => name.includes(text)))?.original ?? '';
  expect(file).not.toBe('');
  const about = logged.filter(
    ({ what, customers }) => /^decision|^scenario/.test(what) && customers?.some(one => one.id === id),
  );
  return [
    ...[paths.customer, paths.statement, paths.customerValue].map(path => path.replace('$id', id)),
    ...[paths.file.replace('$id', file), `/products?customer=${id}`],
    ...about.map(({ sequence }) => `/log?entry=${sequence}`),
    ...[`/?explain=customer/${id}/profit`, `/?search=${book.keys[rival]}`],
    `/value?search=${book.keys[rival]}`,
  ];
}

async function cookieOf(name: string): Promise<string> {
  const { body } = await house.ask(`/people/${publicIdOf(name)}/reset`, 'POST', {});
  const who = { name, email: `${publicIdOf(name)}@example.com`, password: 'a password of the tests' };
  return await cookieByLink((path, init) => fetch(url + path, init), body.address, who);
}

test('every page is opened', async () => {
  const opened = [...PAGES, ...BARE_PATHS, ...(await pagesOf('ONE'))].map(path => path.split('?')[0]);
  for (const path of Object.values(paths)) {
    const shape = new RegExp(`^${path.replace('$id', '[^/]+')}$`);
    expect(
      opened.some(one => shape.test(one ?? '')),
      path,
    ).toBe(true);
  }
});

/** What pages tell of rivals that walls keep from whoever has the cookie. */
async function toldTo(cookie: string, hidden: readonly Rival[]): Promise<string[]> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 2000 } });
  await context.addCookies(cookiesIn(url, cookie));
  const page = await context.newPage();
  const told: string[] = [];
  const names = hidden.flatMap(rival => [book.ids[rival], book.keys[rival], book.names[rival]]);
  const all = hidden.flatMap(rival => book.canaries.get(book.ids[rival]) ?? []);
  const secrets = all.filter(one => !names.includes(one));
  for (const path of [...PAGES, ...(await Promise.all(hidden.map(pagesOf))).flat()]) {
    await page.goto(url + path, { waitUntil: 'networkidle' });
    const [shown, source] = [await page.locator('body').innerText(), await page.content()];
    expect(shown.length).toBeGreaterThan(20);
    // Who runs walls is told the names; and whoever wrote a number into the address finds it there again.
    const closed = path.startsWith('/walls') ? [] : names.filter(one => !path.includes(one));
    for (const secret of [...secrets, ...closed])
      if (shown.includes(secret) || source.includes(secret)) told.push(`${path} tells ${secret}`);
  }
  await context.close();
  return told;
}

test.each(Object.entries(PEOPLE))('no page tells %s what walls keep from them', async (name, { side }) => {
  const hidden = (['ONE', 'TWO'] as const).filter(one => one !== side);
  expect(await toldTo(await cookieOf(name), hidden)).toEqual([]);
});

test('no page tells who views as another what walls keep from either', async () => {
  const cookie = await cookieOf('Owner on the side of one');
  const begun = await fetch(`${url}/api/me/viewing`, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': 'application/json' },
    body: JSON.stringify({ person: publicIdOf('Controller of two') }),
  });
  expect(begun.status).toBe(200);
  expect(await toldTo(cookie, ['ONE', 'TWO'])).toEqual([]);
});

test('who is let in finds their own customer there, with its texts and amounts', async () => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 2000 } });
  await context.addCookies(cookiesIn(url, await cookieOf('Controller of one')));
  const page = await context.newPage();
  await page.goto(`${url}/customers/${book.ids.ONE}`, { waitUntil: 'networkidle' });
  expect(await page.locator('body').innerText()).toContain(book.names.ONE);
  await context.close();
});
