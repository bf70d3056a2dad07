import { readFileSync } from 'node:fs';
import type { benchHouse } from './house.ts';
import { medianOf, timed } from './measure.ts';

export const MODEL = new URL('../examples/online-retail/cost-model.json', import.meta.url);
const PAGE_MILLISECONDS = 300;

type House = Awaited<ReturnType<typeof benchHouse>>;

export interface Page {
  readonly title: string;
  readonly ask: (run: number) => [path: string, init?: RequestInit];
  /** Asked ahead of each run, untimed: what is at hand on the page that asks. */
  readonly before?: (run: number) => string;
  /** Nobody from whom a wall keeps somebody is answered. */
  readonly ofCompany?: true;
}

/** Months of a book: periods of whole months from its `run`th on, so that each run asks for another. */
export interface BookMonths {
  readonly firstYear: number;
  readonly months: number;
}

/** The pages that stand on a portfolio; each run asks for another customer, selection, period or number. */
export function pagesOf(book: BookMonths & { readonly customers: number }): Page[] {
  const untilEnd = (run: number) => monthsFrom(book, run, book.months - run);
  /** A year, or half of a short book. */
  const span = Math.min(12, book.months / 4);
  const later = (run: number) => monthsFrom(book, book.months / 2 + (run % (book.months / 4)), span);
  const ofPeriod = (title: string, path: string): Page => ({
    title,
    ask: run => [`${path}${untilEnd(run)}`],
    before: run => `/portfolio?period=${untilEnd(run)}`,
  });
  const posts = (title: string, path: string, body: () => object): Page => ({
    title,
    ask: run => posted(`${path}${untilEnd(run)}`, body()),
    before: run => `/portfolio?period=${untilEnd(run)}`,
  });
  const bridge = (title: string, query: (run: number) => string = () => ''): Page => ({
    title,
    ask: run => [`/bridge?to=${later(run)}${query(run)}`],
    before: run => `/portfolio?period=${later(run)}`,
  });
  return [
    { title: 'portfolio', ask: run => [`/portfolio?period=${untilEnd(run)}`] },
    { title: 'a customer', ask: run => [`/customers/C${(77 + run * 491) % book.customers}`] },
    { title: 'its lines', ask: run => [`/customers/C${(78 + run * 491) % book.customers}/lines`] },
    {
      title: '200 of the ranking',
      ask: run => [`/portfolio/customers?limit=200&offset=${(run * 400) % book.customers}`],
    },
    ofPeriod('by segment', '/portfolio/groups?by=segment&period='),
    ofPeriod('by an attribute of its own', '/portfolio/groups?by=custom.Tier&period='),
    ofPeriod('list price to profit, of all', '/portfolio/selection?period='),
    ofPeriod('list price to profit, of a half', `/portfolio/selection?${HALF}&period=`),
    bridge('bridge of two years, of the company'),
    // Other customers each time, so that nothing is known of them; and the same, of which most months are.
    bridge('bridge, of a segment', run => `&segment=S${run % 20}`),
    bridge('bridge, of a half', run => `&${halfOf(run)}`),
    bridge('bridge, of the same half a month later', () => `&${HALF}`),
    bridge('bridge, of a half in one country', run => `&${halfOf(run)}&country=Germany`),
    // A search each, so that the customers of a run were not read before.
    { title: 'customers × products', ask: run => [`/products?products=16&search=${run + 10}`] },
    { title: 'products that lose money', ask: run => [`/products/losses?search=${run + 40}`] },
    // What a slider asks: the same period with another number each time. The first reads the columns.
    { title: 'a scenario, as its slider rests', ask: run => posted('/scenarios/run', scenarioOf(run)) },
    { title: 'a draft of the cost model', ask: run => posted('/models/preview', draftOf(run)) },
    // Each of another period, of which nothing was read but the portfolio.
    ofPeriod('a customer of a new period', '/customers/C4711?period='),
    ofPeriod(
      '200 of the ranking by grade, of a new period',
      '/portfolio/customers?limit=200&sort=grade&period=',
    ),
    ofPeriod(
      '200 of the ranking by name, of a new period',
      '/portfolio/customers?limit=200&sort=name&period=',
    ),
    ofPeriod('what to measure first, of a new period', '/measurements?period='),
    posts('a scenario of a new period', '/scenarios/run?period=', () => scenarioOf(1)),
    posts('a draft of the cost model, of a new period', '/models/preview?period=', () => draftOf(1)),
    { title: 'capacity by month', ask: () => ['/capacity'], ofCompany: true },
    { title: 'what to measure first', ask: () => ['/measurements'] },
    { title: 'expedites', ask: () => ['/expedites'] },
    { title: 'decisions', ask: () => ['/decisions'] },
    { title: 'reconciliation', ask: () => ['/reconciliation'], ofCompany: true },
  ];
}

/** What customers will be worth: pages over a forecast that is there. */
export function valuePagesOf({ customers }: { readonly customers: number }): Page[] {
  const customer = (run: number) => `C${(79 + run * 491) % customers}`;
  return [
    { title: 'lifetime value, of all', ask: () => ['/value'] },
    {
      title: '200 customers by lifetime value',
      ask: run => [`/value/customers?limit=200&offset=${(run * 400) % customers}`],
    },
    { title: 'who has fallen silent', ask: () => ['/value/lapses'] },
    { title: 'who can be planned for', ask: run => [`/value/predictability?search=C${run}`] },
    { title: 'value and cost to satisfy', ask: () => ['/value/quadrants'] },
    { title: 'what a customer is worth', ask: run => [`/customers/${customer(run)}/value`] },
  ];
}

const HALVES = ['T1 T3', 'T0 T2', 'T0 T1', 'T2 T3', 'T0 T3', 'T1 T2'];
const HALF = halfOf(0);

function halfOf(run: number): string {
  const tiers = (HALVES[run % HALVES.length] as string).split(' ');
  return tiers.map(tier => `where=custom.Tier:${tier}`).join('&');
}

/** "2020-05..2024-12": so many months from the `skipped`th of the book on. */
function monthsFrom({ firstYear }: BookMonths, skipped: number, months: number): string {
  const month = (count: number) =>
    `${firstYear + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  return `${month(skipped)}..${month(skipped + months - 1)}`;
}

function posted(path: string, body: object): [string, RequestInit] {
  return [path, { method: 'POST', body: JSON.stringify(body) }];
}

function scenarioOf(run: number): object {
  const changes = [
    { kind: 'price', share: run / 100 },
    { kind: 'volume', share: 0.1, segment: 'S3' },
  ];
  return { changes, reaction: { low: -1.5, high: -0.5 } };
}

function draftOf(run: number): object {
  const model = JSON.parse(readFileSync(MODEL, 'utf8'));
  const [first, ...others] = model.activities;
  const minutes = first.minutes.map((term: object) => ({ ...term, minutes: String(run + 1) }));
  return { ...model, activities: [{ ...first, minutes }, ...others] };
}

const RUNS = 20;
export const PAGE_HEADINGS = ['', 'median', 'p95', 'limit', 'p95 of limit', 'first'];

/**
 * Twenty runs, the second slowest of which is the p95; the first run apart, as it finds nothing of its kind read before. What it
 * has made in the background for the others is waited for, and said.
 */
export async function measuredPage(
  bench: Pick<House, 'ask' | 'house'>,
  { title, ask, before, limit = PAGE_MILLISECONDS }: Page & { readonly limit?: number },
): Promise<string[]> {
  const once = async (run: number) => {
    if (before) await bench.ask(before(run));
    return await timed(() => bench.ask(...ask(run)));
  };
  const first = await once(0);
  const made = await timed(bench.house.atRest);
  const again: number[] = [];
  for (let run = 1; run <= RUNS; run++) again.push(await once(run));
  const p95 = again.sort((a, b) => a - b).at(-2) as number;
  return [
    title,
    `${medianOf(again).toFixed(0)} ms`,
    `${p95.toFixed(0)} ms`,
    `${limit} ms`,
    (p95 / limit).toFixed(2),
    `${shortly(first)}${made < 1000 ? '' : `, then ${shortly(made)} in the background`}`,
  ];
}

function shortly(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
