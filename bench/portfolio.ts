import { readFileSync } from 'node:fs';
import { benchHouse } from './house.ts';
import { medianOf, printTable, timed } from './measure.ts';

const MODEL = new URL('../examples/online-retail/cost-model.json', import.meta.url);
const MONTHS = 24;
const RUNS = 9;
/** Milliseconds that a portfolio may take, and each of its pages. */
const LIMITS = [
  { customers: 5_000, milliseconds: 50 },
  { customers: 100_000, milliseconds: 300 },
];
const PAGE_MILLISECONDS = 300;

type House = Awaited<ReturnType<typeof benchHouse>>;

/**
 * Portfolio from stored measures, computed afresh each time: every run asks for a period that none asked for before.
 * Then the pages that stand on it: each run another customer, another piece of the ranking.
 */
export async function benchPortfolio(): Promise<void> {
  console.log(
    `Portfolio from stored measures: ${MONTHS} months, eight activities, computed afresh each time`,
  );
  const rows: string[][] = [];
  for (const { customers, milliseconds } of LIMITS) {
    const bench = await benchHouse();
    try {
      await bench.importFile('file=lines.csv&currency=GBP&homeCountry=DE', linesOf(customers));
      await bench.importFile('file=customers.csv', cardsOf(customers));
      await bench.ask('/models', { method: 'POST', body: readFileSync(MODEL, 'utf8') });
      const title = `${customers.toLocaleString('en')} customers`;
      rows.push(await measured(bench, { title, limit: milliseconds, ask: run => [portfolioOf(run)] }));
      for (const page of PAGES) rows.push(await measured(bench, { ...page, limit: PAGE_MILLISECONDS }));
    } finally {
      await bench.close();
    }
  }
  printTable(['', 'median', 'range', 'limit', 'of limit', 'first'], rows);
}

interface Page {
  readonly title: string;
  readonly ask: (run: number) => [path: string, init?: RequestInit];
  /** Asked ahead of each run, untimed. */
  readonly before?: (run: number) => string;
}

/** Of a period whose portfolio is at hand, as it is on the page that asks; another period each time, so nothing else is. */
const selection = (title: string, path: string): Page => ({
  title,
  ask: run => [`${path}${periodOf(run)}`],
  before: run => `/portfolio?period=${periodOf(run)}`,
});

const posted = (path: string, body: object): [string, RequestInit] => [
  path,
  { method: 'POST', body: JSON.stringify(body) },
];

const PAGES: readonly Page[] = [
  { title: '  a customer', ask: run => [`/customers/C${77 + run * 491}`] },
  { title: '  200 of the ranking', ask: run => [`/portfolio/customers?limit=200&offset=${run * 400}`] },
  selection('  by segment', '/portfolio/groups?by=segment&period='),
  selection('  by an attribute of its own', '/portfolio/groups?by=custom.Tier&period='),
  selection('  list price to profit, of all', '/portfolio/selection?period='),
  selection(
    '  list price to profit, of a half',
    '/portfolio/selection?where=custom.Tier:T1&where=custom.Tier:T3&period=',
  ),
  // A search each, so that the customers of a run were not read before.
  { title: '  customers × products', ask: run => [`/products?products=16&search=${run}`] },
  { title: '  products that lose money', ask: run => [`/products/losses?search=${run}`] },
  // What a slider asks: the same period with another number each time. The first reads the columns.
  {
    title: '  a scenario, as its slider rests',
    ask: run =>
      posted('/scenarios/run', {
        changes: [
          { kind: 'price', share: run / 100 },
          { kind: 'volume', share: 0.1, segment: 'S3' },
        ],
        reaction: { low: -1.5, high: -0.5 },
      }),
  },
  {
    title: '  a draft of the cost model',
    ask: run => {
      const model = JSON.parse(readFileSync(MODEL, 'utf8'));
      const [first, ...others] = model.activities;
      const minutes = first.minutes.map((term: object) => ({ ...term, minutes: String(run + 1) }));
      return posted('/models/preview', { ...model, activities: [{ ...first, minutes }, ...others] });
    },
  },
  { title: '  capacity by month', ask: () => ['/capacity'] },
  { title: '  what to measure first', ask: () => ['/measurements'] },
];

function periodOf(run: number): string {
  return run === 0 ? 'all' : `${2000 + run}-01..2025-12`;
}

/** The first time over all months, which derives what is not derived yet. */
function portfolioOf(run: number): string {
  return run === 0 ? '/portfolio' : `/portfolio?period=${2000 + run}-01..2025-12`;
}

/** The first run apart: it finds nothing of its kind read before. */
async function measured(
  bench: House,
  { title, limit, ask, before }: Page & { readonly limit: number },
): Promise<string[]> {
  const once = async (run: number) => {
    if (before) await bench.ask(before(run));
    return await timed(() => bench.ask(...ask(run)));
  };
  const first = await once(0);
  const again: number[] = [];
  for (let run = 1; run <= RUNS; run++) again.push(await once(run));
  return [
    title,
    `${medianOf(again).toFixed(0)} ms`,
    `${Math.min(...again).toFixed(0)}–${Math.max(...again).toFixed(0)}`,
    `${limit} ms`,
    (medianOf(again) / limit).toFixed(2),
    first < 1000 ? `${first.toFixed(0)} ms` : `${(first / 1000).toFixed(1)} s`,
  ];
}

/** Order lines of customers who order in a third of the months, two lines an order; the same on every run. */
function linesOf(customers: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let customer = 0;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode('order,customer,product,day,quantity,amount,country,channel\n'));
    },
    pull(controller) {
      const lines: string[] = [];
      for (const until = Math.min(customers, customer + 500); customer < until; customer++) {
        for (let month = customer % 3; month < MONTHS; month += 3) {
          const day = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String((customer % 28) + 1).padStart(2, '0')}`;
          for (let line = 0; line < 2; line++) {
            const seed = customer * 31 + month * 7 + line;
            const amount = ((seed * 7919) % 100_000) / 100;
            lines.push(
              `${customer}-${month},C${customer},P${seed % 400},${day},${1 + (seed % 50)},${amount},${seed % 5 ? 'DE' : 'FR'},${seed % 3 ? 'edi' : 'manual'}\n`,
            );
          }
        }
      }
      controller.enqueue(encoder.encode(lines.join('')));
      if (customer >= customers) controller.close();
    },
  });
}

/** A card a customer: one of twenty segments, one of four tiers. */
function cardsOf(customers: number): ReadableStream<Uint8Array> {
  const lines = Array.from({ length: customers }, (_, i) => `C${i},Customer ${i},S${i % 20},T${i % 4}\n`);
  return new Blob([`customer,name,segment,Tier\n${lines.join('')}`]).stream();
}
