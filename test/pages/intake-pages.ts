import type { BrowserContextOptions, Page } from 'playwright-core';
import { factEndpoints } from '../../contract/facts.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { answerOf } from './answers.ts';
import { openedPages, WIDE } from './opened-pages.ts';

export const HEADINGS = 'order,customer,product,day,quantity,amount';

/** Pages of an empty book, and what a test asks of it. */
export function intakePages() {
  const { goto, url } = openedPages({ example: false, patience: 30_000 });
  return {
    goto,
    url,
    open: async (search = '', options: BrowserContextOptions = WIDE): Promise<Page> => {
      const page = await goto(`/intake${search}`, options);
      await page.getByRole('button', { name: 'Choose files' }).waitFor();
      return page;
    },
    book: () => answerOf(url(), factEndpoints.book),
    batches: () => answerOf(url(), factEndpoints.batches),
    revenue: async () => (await answerOf(url(), profitEndpoints.portfolio)).totals.revenue,
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
