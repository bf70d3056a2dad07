import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Batch } from '../../contract/batches.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { readFigure } from '../../contract/profit-figure.ts';
import { fetchedAsOwner } from '../signed-in.ts';
import { answerOf } from './answers.ts';
import { openedPages, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

/** Two rows to mend beside one that is kept, in a month of its own. */
const HALF_GOOD = [
  'order,customer,product,day,quantity,amount',
  'X1,10104,P-X,2026-01-08,10,1200.50',
  'X2,10104,P-X,2026-01-31,2,12x.50',
  'X3,10104,P-X,31.01.2026,4,500.75',
].join('\n');

const pages = openedPages({ example: true });
let largest: { id: string; name: string };
let batches: Batch[];

beforeAll(async () => {
  const query = { sort: 'revenue', direction: 'descending', limit: 1 } as const;
  const { customers } = await answerOf(pages.url(), profitEndpoints.ranking, { query });
  largest = customers[0] as (typeof customers)[number];
  await fetchedAsOwner(`${pages.url()}/api/batches?file=half-good.csv`, { method: 'POST', body: HALF_GOOD });
  do batches = await answerOf(pages.url(), factEndpoints.batches);
  while (batches.some(({ state }) => state === 'waiting' || state === 'reading'));
});

async function open(path: string, ready: string, options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await pages.goto(path, options);
  await page.locator(ready).first().waitFor();
  return page;
}

const PORTFOLIO = '[role=grid][aria-label="Customers, ranked"] [data-figure^=customer]';
const CUSTOMER = '[role=grid][aria-label="Lines of the customer"] [data-figure^=batch]';
const INTAKE = 'table [data-figure^=batch]';

function explanation(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Explain' });
}

function batchOf(file: string): Batch {
  return batches.find(batch => batch.file === file) as Batch;
}

test.each([
  ['the portfolio with its pools', () => '/?show=pools', PORTFOLIO],
  ['a filtered portfolio of a quarter', () => '/?period=2025-Q1&sign=loss&search=an', PORTFOLIO],
  [
    'a selection with its statement and groups',
    () => '/?period=2025-Q1&where=country:France&where=country:Italy&by=segment&show=statement',
    PORTFOLIO,
  ],
  ['the portfolio by grade, from list price to profit', () => '/?by=grade&show=statement', PORTFOLIO],
  ['a customer by quarter', () => `/customers/${largest.id}?period=2025&grain=quarter&step=orders`, CUSTOMER],
  ['a customer of a quarter, by year', () => `/customers/${largest.id}?period=2025-Q1&grain=year`, CUSTOMER],
  ['the intake', () => `/intake?batch=${batchOf('half-good.csv').id}&row=2`, INTAKE],
])('on %s every number opens an explanation that says the same', async (_name, path, ready) => {
  const page = await open(path(), ready);
  // What is read after the rest has numbers, too.
  await page.getByLabel('Reading the value of the customer').waitFor({ state: 'detached' });
  expect(await plainNumbers(page)).toEqual([]);
  const period = new URL(page.url()).searchParams.get('period') ?? 'all';
  const shown = await figuresOn(page);
  expect(shown.length).toBeGreaterThan(3);
  const wrong: string[] = [];
  for (const one of shown) {
    const { figure, period: own } = readFigure(one.figure, period);
    const query = { figure, period: own };
    const { value, unit } = await answerOf(pages.url(), profitEndpoints.explain, { query });
    const text = unit === 'share' ? one.text : (one.exact ?? one.text);
    if (!says({ ...one, text }, value, unit))
      wrong.push(`${one.figure} is shown as ${text}: ${value} ${unit}`);
  }
  expect(wrong).toEqual([]);
});

test('a sum under a heading opens from the keyboard, over the customers that pass the filter', async () => {
  const page = await open('/?sign=loss', PORTFOLIO);
  const sum = page.locator('[data-figure^="ranking/profit"]').last();
  const { sums } = await answerOf(pages.url(), profitEndpoints.ranking, {
    query: { sign: 'loss', limit: 1 },
  });
  await sum.focus();
  await page.keyboard.press('Enter');
  const panel = explanation(page);
  await panel.getByRole('heading', { name: 'Profit of the customers that lose money' }).waitFor();
  expect(plain(await panel.innerText())).toContain(`${sums.profit} EUR`);
  expect(new URL(page.url()).searchParams.get('sign')).toBe('loss');

  const parts = panel.getByRole('list').first().getByRole('listitem');
  const others = parts.last().getByRole('button', { name: /^The other \d+ customers/ });
  const rest = plain((await others.innerText()).split('\n').at(-2) ?? '');
  await others.click();
  await panel.getByRole('heading', { name: /without the 25 largest$/ }).waitFor();
  expect(plain(await panel.innerText())).toContain(rest);
  await parts.first().getByRole('button').click();
  await panel.getByRole('heading', { name: /^Profit of / }).waitFor();
});

test('"By the ledger" opens what the ledger’s profit is made of, down to the row and its import', async () => {
  const page = await open('/', PORTFOLIO);
  const { ledgerProfit, pools } = await answerOf(pages.url(), profitEndpoints.reconciliation);
  await page.getByText('By the ledger').locator('xpath=..').getByRole('button').click();
  const panel = explanation(page);
  await panel.getByRole('heading', { name: 'Company profit by the ledger' }).waitFor();
  expect(plain(await panel.innerText())).toContain(`${ledgerProfit} EUR`);
  expect(await panel.getByRole('listitem').count()).toBe(2 + pools.length);

  const pool = pools[0]?.name ?? '';
  await panel.getByRole('button', { name: new RegExp(`^${pool}`) }).click();
  await panel.getByRole('heading', { name: pool, exact: true }).waitFor();
  const source = panel.getByRole('link', { name: /^ledger\.csv, row \d+$/ }).first();
  const row = /row (\d+)/.exec(await source.innerText())?.[1] ?? '';
  await source.click();
  await page.waitForURL(/\/intake\?/);
  const asked = new URL(page.url()).searchParams;
  expect([asked.get('batch'), asked.get('row'), asked.get('explain')]).toEqual([
    batchOf('ledger.csv').id,
    row,
    null,
  ]);
  await page
    .getByRole('region', { name: `Row ${row} of ledger.csv` })
    .getByText('Pool', { exact: true })
    .waitFor();
  expect(
    await page.getByRole('button', { name: 'ledger.csv', exact: true }).getAttribute('aria-expanded'),
  ).toBe('true');
});

test('a linked import is marked, in view, and says when it came and what of it was kept', async () => {
  for (const options of [WIDE, PHONE_AT_NIGHT]) {
    const { id, rowsKept, rowsRead } = batchOf('order-lines.csv');
    const page = await open(`/intake?batch=${id}&row=17`, '[aria-expanded=true]', options);
    const name = page.getByRole('button', { name: 'order-lines.csv', exact: true });
    await page.getByRole('region', { name: 'Row 17 of order-lines.csv' }).waitFor();
    const box = await name.boundingBox();
    expect(box?.y).toBeGreaterThan(48);
    expect(box?.y).toBeLessThan(844);
    const outcome = page.getByRole('row').filter({ has: page.getByText('Rows read') });
    const text = (await outcome.innerText()).replaceAll(',', '');
    expect(text).toMatch(new RegExp(`Rows read\\s+${rowsRead}\\s+Kept\\s+${rowsKept}\\s+To mend\\s+0`));
    expect(text).toMatch(/imported \d+ \w+ \d{4}/);
    await page.context().close();
  }
});

test('the lines of a customer lead to the row of their file', async () => {
  const page = await open(`/customers/${largest.id}`, CUSTOMER);
  const line = page.getByRole('grid', { name: 'Lines of the customer' }).locator('[aria-rowindex="4"]');
  await line.getByRole('link').click();
  await page.waitForURL(/\/intake\?.*row=\d+/);
  await page
    .getByRole('region', { name: /^Row \d+ of / })
    .getByText(largest.name)
    .waitFor();
});

test('rows to mend open their problems, and the amount of a file its months', async () => {
  const page = await open('/intake', INTAKE);
  await page.getByRole('button', { name: '2 rows to mend of half-good.csv' }).click();
  const wrong = page.getByRole('region', { name: 'Rows to mend' });
  await wrong.getByText('"12x.50"').waitFor();

  const { id, amount } = batchOf('order-lines.csv');
  await page.locator(`[data-figure="batch/${id}/amount@all"]`).click();
  const panel = explanation(page);
  await panel.getByRole('heading', { name: 'Amount of order-lines.csv' }).waitFor();
  expect(plain(await panel.innerText())).toContain(`${amount} EUR`);
  await panel.getByRole('button', { name: /^2025-03/ }).click();
  await panel.getByText('March 2025').waitFor();
  const facts = panel.getByRole('link', { name: /^order-lines\.csv, row / });
  await facts.first().waitFor();
  await panel.getByRole('button', { name: /^The other [\d,]+ facts/ }).click();
  await panel.getByRole('heading', { name: /facts from 51$/ }).waitFor();
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])(
  '%s: an opened sum, the ledger and a linked import fit, and axe finds nothing serious',
  async (_name, options) => {
    const { id } = batchOf('half-good.csv');
    for (const [path, ready] of [
      ['/?sign=loss&explain=ranking/profit%3Fsign%3Dloss', PORTFOLIO],
      ['/?explain=reconciliation/ledgerProfit', PORTFOLIO],
      [`/intake?batch=${id}&row=2`, INTAKE],
      [`/intake?batch=${id}&explain=batch/${id}/amount%40all`, INTAKE],
    ] as const) {
      const page = await open(path, ready, options);
      if (path.includes('explain'))
        await explanation(page)
          .getByText('Facts')
          .or(explanation(page).getByText('Adds up from'))
          .first()
          .waitFor();
      const scrolled = await page.evaluate('scrollTo(1000, 0), scrollX');
      expect(scrolled, path).toBe(0);
      expect(await seriousFindings(page), path).toEqual([]);
      await page.context().close();
    }
  },
);

interface ShownFigure {
  figure: string;
  text: string;
  exact: string | null;
  /** Words or a sign beside it say whether it is a loss or deducted. */
  worded: boolean;
}

/** Every figure of the page that opens, once, as it reads and as it is to the last digit. */
function figuresOn(page: Page): Promise<ShownFigure[]> {
  return page.locator('main [data-figure]').evaluateAll(buttons => {
    const found = new Map<string, ShownFigure>();
    for (const button of buttons) {
      const figure = button.getAttribute('data-figure') ?? '';
      const mark = button.querySelector('[title="Rests on an assumed rate"]')?.textContent ?? '';
      const text = (button.textContent ?? '').slice(0, -mark.length || undefined);
      const worded = button.closest('h2, dl, header') !== null;
      found.set(figure, { figure, text, exact: button.getAttribute('title'), worded });
    }
    return [...found.values()];
  });
}

/** Names, days, headings, axes and what is to be clicked: numbers that are no figures. */
const NO_FIGURES = [
  'svg, a, th, option, details, aside, .visually-hidden, [aria-label^="Row "], [aria-label="Rows to mend"]',
  'main header p span, h2 + span, main li, button:not([data-figure])',
  '[aria-label="Lines of the customer"] [role=gridcell]:not(:has([class*=figure]))',
].join(', ');
/** When a file came, its size and its id, and which files can come. */
const OF_FILES = /\d{4}, \d\d:\d\d$|\d bytes$|^bat_|UTF-8/;

/** Numbers on the page that open nothing although they are figures. */
function plainNumbers(page: Page): Promise<string[]> {
  return page.locator('main').evaluate(
    (main, { named, ofFiles }) => {
      const leaves = [...main.querySelectorAll('*')].flatMap(element =>
        [...element.childNodes]
          .filter(node => node.nodeType === 3)
          .map(node => ({ element, text: (node.textContent ?? '').trim() })),
      );
      return leaves
        .filter(({ element, text }) => /\d/.test(text) && !element.closest(`[data-figure], ${named}`))
        .map(({ element, text }) => `${element.tagName}: ${text}`)
        .filter(text => !new RegExp(ofFiles).test(text.replace(/^\w+: /, '')));
    },
    { named: NO_FIGURES, ofFiles: OF_FILES.source },
  );
}

/** Whether what is shown is the value: exactly, as a rounded share, or its size where words say the sign. */
function says({ text, worded }: ShownFigure, value: string, unit: string): boolean {
  const number = plain(text)
    .replace(/ (EUR|places.*|of .*|[%×])$/, '')
    .replace(/^all /, '');
  if (!/\d/.test(number)) return true;
  const off = (read: number) => Math.abs(read - Number(value));
  const read = Number(number) / (unit === 'share' ? 100 : 1);
  const decimals = number.split('.')[1]?.length ?? 0;
  const most = unit === 'share' ? 0.005 : 0.5 * 10 ** -Math.min(Math.max(decimals, 6), 9);
  return off(read) <= most || (worded && off(-read) <= most);
}

/** A number as a person reads it, as plain as the server writes it. */
function plain(text: string): string {
  return text.replaceAll(',', '').replaceAll('−', '-');
}
