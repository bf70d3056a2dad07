import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A sequence of numbers in [0, 1) that a seed decides (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const MONTHS = 6;
const COUNTRIES = ['Germany', 'France', 'Italy', 'Norway'];
const two = (number: number) => String(number).padStart(2, '0');
const countryOf = (customer: number) => COUNTRIES[customer % COUNTRIES.length];

/** Order lines of customers `from` … `from + customers - 1`, some of nobody; no two amounts alike, so that ranks are firm. */
export function orderLines({
  rows,
  from = 0,
  customers,
  seed,
}: {
  rows: number;
  from?: number;
  customers: number;
  seed: number;
}): string {
  const next = chance(seed);
  const lines = ['order,day,customer,product,quantity,unit_price,discount,country,channel'];
  for (let row = 0; row < rows; row++) {
    const order = Math.floor(row / 4);
    const customer = from + (order % customers);
    const day = `2025-${two(1 + (order % MONTHS))}-${two(1 + (order % 28))}`;
    const who = order % 97 === 0 ? '' : `C${customer}`;
    const price = (1 + next() * 90).toFixed(4);
    const channel = order % 3 === 0 ? 'manual' : 'edi';
    lines.push(
      `S${seed}-${order},${day},${who},P${row % 40},${1 + (row % 7)},${price},0.${row % 10},${countryOf(customer)},${channel}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function activities({ rows, customers, seed }: { rows: number; customers: number; seed: number }): string {
  const next = chance(seed);
  const lines = ['activity,customer,day,minutes,cause'];
  for (let row = 0; row < rows; row++) {
    const cause = row % 50 === 0 ? 'own' : 'customer';
    lines.push(
      `visit,C${row % customers},2025-${two(1 + (row % MONTHS))}-11,${(next() * 30).toFixed(2)},${cause}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function customers({ rows, word }: { rows: number; word: string }): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `C${i},${word} ${i},${word} ${i % 3},${countryOf(i)},2020-01-01`,
  );
  return `customer,name,segment,country,since\n${lines.join('\n')}\n`;
}

function products(): string {
  const lines = Array.from({ length: 40 }, (_, i) => `P${i},Part ${i},${(i + 1) / 4}`);
  return `product,name,unit_cost\n${lines.join('\n')}\n`;
}

function poolAmounts(): string {
  const lines = Array.from(
    { length: MONTHS },
    (_, i) => `2025-${two(i + 1)},desk,${40_000 + i * 13}.37,90000`,
  );
  return `month,pool,amount,capacity_minutes\n${lines.join('\n')}\n`;
}

const MODEL = {
  name: 'Desk',
  currency: 'EUR',
  pools: [{ key: 'desk', name: 'Desk', kind: 'time', source: 'cost centre' }],
  activities: [
    {
      key: 'orders',
      name: 'Orders',
      line: 'orders',
      pool: 'desk',
      minutes: [
        { driver: 'orders', minutes: '3' },
        { driver: 'lines', minutes: '0.7' },
      ],
      source: 'time study',
    },
    {
      key: 'visits',
      name: 'Visits',
      line: 'sales',
      pool: 'desk',
      minutes: [{ driver: 'activity.visit.minutes', minutes: '1' }],
      source: 'diary',
    },
  ],
};

/** Writes the files of a small book: its ground, and what is imported on top of it. */
export async function writtenFacts(folder: string) {
  const written = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  return {
    ground: [
      await written('customers.csv', customers({ rows: 300, word: 'Firm' })),
      await written('products.csv', products()),
      await written('ledger.csv', poolAmounts()),
      await written('lines.csv', orderLines({ rows: 8000, customers: 300, seed: 1 })),
    ],
    model: await written('model.json', JSON.stringify(MODEL)),
    lines: await written('more-lines.csv', orderLines({ rows: 30_000, from: 200, customers: 200, seed: 2 })),
    activities: await written('visits.csv', activities({ rows: 20_000, customers: 350, seed: 3 })),
    customers: await written('renamed.csv', customers({ rows: 250, word: 'House' })),
  };
}
