import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { factEndpoints } from '../../contract/facts.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { launchBrowser } from '../browser.ts';
import { startServer } from '../server.ts';
import { answerOf } from './answers.ts';

export const WIDE = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } as const;
export const PHONE_AT_NIGHT = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
export const HEADINGS = 'order,customer,product,day,quantity,amount';

/** One server and one browser for the tests of a file; what a page throws fails the test that saw it. */
export function intakePages() {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  const problems: string[] = [];
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ example: false }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(problems.splice(0)).toEqual([]);
  });

  const goto = async (path: string, options: BrowserContextOptions = WIDE): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', error => problems.push(error.message));
    await page.goto(server.url + path);
    return page;
  };
  return {
    goto,
    open: async (search = '', options: BrowserContextOptions = WIDE): Promise<Page> => {
      const page = await goto(`/intake${search}`, options);
      await page.getByRole('button', { name: 'Choose files' }).waitFor();
      return page;
    },
    url: () => server.url,
    book: () => answerOf(server.url, factEndpoints.book),
    batches: () => answerOf(server.url, factEndpoints.batches),
    revenue: async () => (await answerOf(server.url, profitEndpoints.portfolio)).totals.revenue,
  };
}

export function file(name: string, lines: readonly string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
}

export type TestFile = ReturnType<typeof file>;

export async function drop(page: Page, ...files: readonly TestFile[]): Promise<void> {
  await page.getByLabel('Files to import').setInputFiles([...files]);
}

/** The heading of the step that one is at. */
export async function step(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
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
