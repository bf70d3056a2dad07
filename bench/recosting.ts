import { type CostModel, type DriverColumns, minutesStated, RecostingSum, recost } from '@clientele/engine';
import { movesOf, type Turning } from '../web/profit/model/model-draft.ts';
import { medianOf, printTable } from './measure.ts';

const TERMS = 20;
const RUNS = 41;
/** Milliseconds that other minutes may take: in the engine, and on the page while a slider moves. */
const LIMITS = {
  engine: { customers: 100_000, milliseconds: 10 },
  page: { customers: 20_000, milliseconds: 16 },
};

/** Other minutes over columns that are read already: what a slider asks for at each of its moves. */
export function benchRecosting(): Promise<void> {
  console.log(`Costing again at other minutes: ${TERMS} drivers, every run with other numbers`);
  const { engine, page } = LIMITS;
  const turned = turningOf(engine.customers);
  const costs = new Float64Array(engine.customers);
  const inEngine = timesOf(run => recost(turned, minutesAt(turned, run), costs));
  const small = turningOf(page.customers);
  const onPage = timesOf(run =>
    movesOf({ turned: small, model: small.model }, { turned: small, model: withMinutes(small.model, run) }),
  );
  printTable(
    ['', 'median', 'range', 'limit', 'of limit'],
    [
      rowOf(`engine, ${engine.customers.toLocaleString('en')} customers`, inEngine, engine.milliseconds),
      rowOf(
        `page, ${page.customers.toLocaleString('en')} customers: who crosses zero, what moves`,
        onPage,
        page.milliseconds,
      ),
    ],
  );
  return Promise.resolve();
}

function timesOf(work: (run: number) => void): number[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const started = performance.now();
    work(run);
    return performance.now() - started;
  });
}

function rowOf(title: string, times: readonly number[], limit: number): string[] {
  const median = medianOf(times);
  const range = `${Math.min(...times).toFixed(1)}–${Math.max(...times).toFixed(1)}`;
  return [title, `${median.toFixed(1)} ms`, range, `${limit} ms`, (median / limit).toFixed(2)];
}

function turningOf(count: number): Turning {
  const model: CostModel = {
    name: 'Bench',
    currency: 'EUR',
    pools: [{ key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '0.62' }],
    activities: Array.from({ length: TERMS }, (_, index) => ({
      ...{ key: `a${index}`, name: `Activity ${index}`, line: 'orders' as const, pool: 'desk' },
      minutes: [{ driver: `activity.kind_${index}`, minutes: String(1 + index / 4) }],
    })),
  };
  const customers = Float64Array.from({ length: count }, (_, row) => row + 1);
  const columns = Object.fromEntries(
    model.activities.map((_, index) => [
      `activity.kind_${index}`,
      customers.map(customer => ((customer * (index + 7)) % 40) * 1000),
    ]),
  );
  const drivers: DriverColumns = { customers, columns };
  const sum = new RecostingSum(model, customers);
  sum.add(drivers, {});
  return {
    ...sum.result,
    model,
    cards: Array.from({ length: count }, (_, row) => ({ id: `cus_${row}`, name: `Customer ${row}` })),
    contribution: customers.map(customer => ((customer * 7919) % 1000) * 1e6),
    whole: true,
  };
}

function minutesAt(turned: Turning, run: number): number[] {
  return minutesStated(turned, turned.model).map(minutes => minutes * (1 + run / 50));
}

function withMinutes(model: CostModel, run: number): CostModel {
  const [first, ...others] = model.activities as [CostModel['activities'][number]];
  const minutes = [{ driver: 'activity.kind_0', minutes: String(2 + run / 10) }];
  return { ...model, activities: [{ ...first, minutes }, ...others] };
}
