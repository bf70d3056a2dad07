import { readFileSync } from 'node:fs';
import { benchHouse } from './house.ts';
import { medianOf, printTable, timed } from './measure.ts';

const MODEL = new URL('../examples/online-retail/cost-model.json', import.meta.url);
const MONTHS = 24;
const RUNS = 9;
/** Milliseconds that a portfolio may take. */
const LIMITS = [
  { customers: 5_000, milliseconds: 50 },
  { customers: 100_000, milliseconds: 300 },
];

/** Portfolio from stored measures, computed afresh each time: every run asks for a period that none asked for before. */
export async function benchPortfolio(): Promise<void> {
  console.log(
    `Portfolio from stored measures: ${MONTHS} months, eight activities, computed afresh each time`,
  );
  const rows: string[][] = [];
  for (const { customers, milliseconds } of LIMITS) {
    const bench = await benchHouse();
    try {
      await bench.importFile('file=lines.csv&currency=GBP&homeCountry=DE', linesOf(customers));
      await bench.ask('/models', { method: 'POST', body: readFileSync(MODEL, 'utf8') });
      const first = await timed(() => bench.ask('/portfolio'));
      const again: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const year = 2000 + run;
        again.push(await timed(() => bench.ask(`/portfolio?period=${year}-01..2025-12`)));
      }
      const page = await timed(() =>
        bench.ask('/portfolio/customers?period=2000-01..2025-12&limit=200&offset=400'),
      );
      rows.push([
        `${customers.toLocaleString('en')} customers`,
        `${medianOf(again).toFixed(0)} ms`,
        `${Math.min(...again).toFixed(0)}–${Math.max(...again).toFixed(0)}`,
        `${milliseconds} ms`,
        (medianOf(again) / milliseconds).toFixed(2),
        `${(first / 1000).toFixed(1)} s`,
        `${page.toFixed(0)} ms`,
      ]);
    } finally {
      await bench.close();
    }
  }
  printTable(['', 'median', 'range', 'limit', 'of limit', 'first, deriving all', 'next page of 200'], rows);
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
