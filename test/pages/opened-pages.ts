import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { startServer } from '../server.ts';

export const WIDE = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } as const;
export const PHONE_AT_NIGHT = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;

interface Opened {
  readonly example: boolean;
  readonly patience?: number;
  /** Of the environment that the server starts in. */
  readonly settings?: () => Promise<Readonly<Record<string, string>>>;
}

/** One server and one browser for the tests of a file; what a page throws fails the test that saw it. */
export function openedPages({ example, patience = 15_000, settings = async () => ({}) }: Opened) {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  const problems: string[] = [];
  beforeAll(async () => {
    [server, browser] = await Promise.all([
      settings().then(set => startServer({ example, settings: set })),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(problems.splice(0)).toEqual([]);
  });
  /** In which the owner has signed in. */
  const contextOf = async (options: BrowserContextOptions, cookie = server.cookie) => {
    const context = await browser.newContext(options);
    await context.addCookies(cookiesIn(server.url, cookie));
    return context;
  };
  return {
    url: () => server.url,
    house: () => server.house,
    context: contextOf,
    /** @param cookie of somebody else who signed in */
    goto: async (path: string, options: BrowserContextOptions = WIDE, cookie?: string): Promise<Page> => {
      const context = await contextOf({ locale: 'en-GB', ...options }, cookie);
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      page.on('pageerror', error => problems.push(error.message));
      await page.goto(server.url + path);
      return page;
    },
  };
}

/** As a browser keeps what the server set. */
export function cookiesIn(url: string, cookie: string) {
  return cookie.split('; ').map(pair => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url, httpOnly: true, sameSite: 'Lax' as const };
  });
}

export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** How far the page can be pushed to the side. */
export async function overTheEdge(page: Page): Promise<number> {
  return (await page.evaluate('scrollTo(1000, 0), scrollX')) as number;
}
