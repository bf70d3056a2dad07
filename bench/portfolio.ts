import { readFileSync } from 'node:fs';
import { cardsOf } from './book-stream.ts';
import { benchHouse } from './house.ts';
import { printTable } from './measure.ts';
import { MODEL, measuredPage, PAGE_HEADINGS, pagesOf } from './pages.ts';

const MONTHS = 24;
/** Milliseconds that a portfolio may take. */
const LIMITS = [
  { customers: 5_000, limit: 50 },
  { customers: 100_000, limit: 300 },
];

/**
 * Portfolio from stored measures, computed afresh each time: every run asks for a period that none asked for before.
 * Then the pages that stand on it.
 */
export async function benchPortfolio(): Promise<void> {
  console.log(
    `Portfolio from stored measures: ${MONTHS} months, eight activities, computed afresh each time`,
  );
  const rows: string[][] = [];
  for (const { customers, limit } of LIMITS) {
    const bench = await benchHouse();
    try {
      await bench.importFile('file=lines.csv&currency=GBP&homeCountry=DE', linesOf(customers));
      await bench.importFile('file=customers.csv', cardsOf(customers));
      await bench.ask('/models', { method: 'POST', body: readFileSync(MODEL, 'utf8') });
      const title = `${customers.toLocaleString('en')} customers`;
      rows.push(await measuredPage(bench, { title, limit, ask: run => [portfolioOf(run)] }));
      for (const page of pagesOf({ firstYear: 2024, months: MONTHS, customers }))
        if (page.title !== 'portfolio') rows.push(await measuredPage(bench, page));
    } finally {
      await bench.close();
    }
  }
  printTable(PAGE_HEADINGS, rows);
}

/** The first time over all months, which derives what is not derived yet. */
function portfolioOf(run: number): string {
  return run === 0 ? '/portfolio' : `/portfolio?period=${2000 + run}-01..2025-12`;
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
