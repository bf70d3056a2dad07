import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { PlainFacts, PlainLine } from './plain-facts.ts';

const FOLDER = new URL('../../shared/', import.meta.url);
/** The public order lines, beside the checkout where somebody put them. */
export const ONLINE_RETAIL = new URL('data/online-retail.csv.gz', FOLDER);
export const GOLDENS = new URL('goldens/profit.json', FOLDER);

export function hasOnlineRetail(): boolean {
  return existsSync(ONLINE_RETAIL) && existsSync(GOLDENS);
}

/** The facts of the file, read here and not by the intake; special products as the goldens list them. */
export function onlineRetailFacts(specialCodes: readonly string[]): PlainFacts {
  const text = gunzipSync(readFileSync(ONLINE_RETAIL)).toString('utf8');
  const lines: PlainLine[] = [];
  for (const row of text.slice(text.indexOf('\n') + 1, -1).split('\n')) lines.push(lineOf(cellsOf(row)));
  return {
    lines,
    activities: [],
    products: specialCodes.map(product => ({ product, special: true, unitCost: undefined })),
  };
}

function lineOf([
  order = '',
  product = '',
  ,
  quantity,
  moment = '',
  price = '',
  customer = '',
  country,
]: string[]): PlainLine {
  const [whole, fraction = ''] = price.split('.');
  const amount = Number(quantity) * Number(`${whole}${fraction.padEnd(6, '0')}`) || 0;
  const back = order.startsWith('C');
  return {
    ...{ order, product, country, amount },
    customer: customer.replace(/\.0$/, ''),
    day: moment.slice(0, 10),
    kind: back ? 'return' : 'sale',
    quantity: Number(quantity) * 1000,
    listAmount: back ? 0 : amount,
    discount: 0,
    rebate: 0,
    cost: undefined,
    channel: undefined,
    own: false,
  };
}

/** No cell of this file holds a line feed. */
function cellsOf(row: string): string[] {
  if (!row.includes('"')) return row.split(',');
  return [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(match => match[1] ?? '');
}
