import { readFileSync } from 'node:fs';
import { askBehindWall } from './behind-wall.ts';
import { bookStream, cardsOf, TRADING_BOOK, WIDE_BOOK } from './book-stream.ts';
import { benchHouse } from './house.ts';
import { medianOf, printTable, timed } from './measure.ts';
import { memoryText, withPeakMemory } from './memory.ts';
import { MODEL, measuredPage, PAGE_HEADINGS, type Page, pagesOf, valuePagesOf } from './pages.ts';

const LINES_A_DAY = TRADING_BOOK.linesADay;
const RUNS = 5;
const LIMIT_MS = 2000;
const LIMIT_MB = 1024;
const RIVALS = 60;

/** A day's batch on top of 50 million lines, and its undo, each to a fresh portfolio. */
export async function benchLargeBook(): Promise<void> {
  const days = Math.ceil(50_000_000 / LINES_A_DAY);
  await withBook(days, async bench => {
    const imports: number[] = [];
    const undos: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      let batch: { id: string } | undefined;
      const file = bookStream(TRADING_BOOK, { from: days + run, days: 1 });
      imports.push(
        await timed(async () => {
          batch = await bench.importFile(`file=day-${run}.csv`, file);
          await bench.ask('/portfolio');
        }),
      );
      undos.push(
        await timed(async () => {
          await bench.ask(`/batches/${batch?.id}/undo`, { method: 'POST' });
          await bench.ask('/portfolio');
        }),
      );
    }
    const row = (name: string, values: readonly number[]) => [
      name,
      `${(medianOf(values) / 1000).toFixed(2)} s`,
      `${(Math.min(...values) / 1000).toFixed(2)}–${(Math.max(...values) / 1000).toFixed(2)}`,
      `${LIMIT_MS / 1000} s`,
      (medianOf(values) / LIMIT_MS).toFixed(2),
    ];
    printTable(
      ['', 'median', 'range, s', 'limit', 'of limit'],
      [
        row(`a day’s batch of ${LINES_A_DAY.toLocaleString('en')} lines to a fresh portfolio`, imports),
        row('its undo to a fresh portfolio', undos),
      ],
    );
  });
}

/** Each page over 100,000 customers and 50 million lines of five years, and once more for somebody from whom a wall keeps some. */
export async function benchWideBook(): Promise<void> {
  const bench = await benchHouse();
  try {
    const days = Math.ceil(50_000_000 / WIDE_BOOK.linesADay);
    const book = bookStream(WIDE_BOOK, { from: 0, days });
    await bench.importFile('file=book.csv&currency=EUR&homeCountry=Germany', book);
    await bench.importFile('file=customers.csv', cardsOf(WIDE_BOOK.customers));
    await bench.ask('/models', { method: 'POST', body: modelInEuro() });
    const { totals } = (await bench.ask('/portfolio')) as { totals: { lines: number; customers: number } };
    const lines = totals.lines.toLocaleString('en');
    console.log(`Pages over ${totals.customers.toLocaleString('en')} customers, ${lines} lines`);
    const rows: string[][] = [];
    const shape = { firstYear: 2020, months: 56, customers: WIDE_BOOK.customers };
    const { house } = bench;
    const measured = async (ask: typeof bench.ask, pages: readonly Page[]) => {
      for (const page of pages) rows.push(await measuredPage({ house, ask }, page));
      console.log(`A forecast of value in ${((await timed(() => forecast(ask))) / 1000).toFixed(1)} s`);
      for (const page of valuePagesOf(shape)) rows.push(await measuredPage({ house, ask }, page));
    };
    await measured(bench.ask, pagesOf(shape));
    printTable(PAGE_HEADINGS, rows.splice(0));
    console.log(`The same for somebody who does not see ${RIVALS} of them`);
    const pages = pagesOf(shape).filter(({ ofCompany }) => !ofCompany);
    await measured(await askBehindWall(bench, RIVALS), pages);
    printTable(PAGE_HEADINGS, rows);
  } finally {
    await bench.close();
  }
}

/** Made in a thread, and asked after until it is there. */
async function forecast(ask: (path: string) => Promise<unknown>): Promise<void> {
  for (let state = ''; state !== 'ready'; ) {
    ({ state } = (await ask('/value?wait=10')) as { state: string });
    if (state !== 'ready' && state !== 'working') throw new Error(`the forecast is ${state}`);
  }
}

/** 100 million lines in one file: memory stays as it is with one million. */
export async function benchHundredMillion(): Promise<void> {
  await withBook(Math.ceil(100_000_000 / LINES_A_DAY), async () => undefined);
}

type Bench = Awaited<ReturnType<typeof benchHouse>>;

async function withBook(days: number, work: (bench: Bench) => Promise<void>): Promise<void> {
  const lines = (days * LINES_A_DAY).toLocaleString('en');
  console.log(`A book of ${lines} lines in ${days.toLocaleString('en')} days, one file`);
  const bench = await benchHouse();
  try {
    const book = bookStream(TRADING_BOOK, { from: 0, days });
    const { result, peak } = await withPeakMemory(bench.folder, async () => ({
      kept: await timed(() => bench.importFile('file=book.csv&currency=EUR&homeCountry=Germany', book)),
      ranked: await timed(async () => {
        await bench.ask('/models', { method: 'POST', body: modelInEuro() });
        await bench.ask('/portfolio');
      }),
    }));
    const { totals, reconciled } = (await bench.ask('/portfolio')) as {
      totals: { lines: number; customers: number };
      reconciled: boolean;
    };
    if (!reconciled) throw new Error('the book does not reconcile');
    printTable(
      ['', 'file to kept', 'first portfolio, deriving all', 'peak memory', 'limit'],
      [
        [
          `${totals.lines.toLocaleString('en')} lines, ${totals.customers.toLocaleString('en')} customers`,
          `${(result.kept / 1000).toFixed(0)} s`,
          `${(result.ranked / 1000).toFixed(0)} s`,
          memoryText(peak),
          `${LIMIT_MB} MB`,
        ],
      ],
    );
    await work(bench);
  } finally {
    await bench.close();
  }
}

function modelInEuro(): string {
  return readFileSync(MODEL, 'utf8').replace('"GBP"', '"EUR"');
}
