import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Purchase } from '@clientele/engine';

const SHARED = new URL('../../shared/', import.meta.url);
const GOLDENS = new URL('goldens/clv.json', SHARED);
const DATA = {
  cdnow: new URL('data/cdnow-sample.txt.gz', SHARED),
  summary: new URL('data/cdnow-sample-summary.csv', SHARED),
  retail: new URL('data/online-retail.csv.gz', SHARED),
};

export function hasValueGoldens(): boolean {
  return [GOLDENS, ...Object.values(DATA)].every(file => existsSync(file));
}

/** Published figures and our reference's; what the numbers leave open stands in the README beside them. */
export function valueGoldens(): Goldens {
  return JSON.parse(readFileSync(GOLDENS, 'utf8'));
}

/** Rows of the published summary: id, x, t_x, T, m. */
export function cdnowSummary(): number[][] {
  const lines = readFileSync(DATA.summary, 'utf8').trim().split('\n').slice(1);
  return lines.map(line => line.split(',').map(Number));
}

export const NAMES = { nbd: 'nbd', bgnbd: 'bg-nbd', mbgnbd: 'mbg-nbd', pnbd: 'pareto-nbd' } as const;
export type GoldenName = keyof typeof NAMES;

export type Figures = Readonly<Record<string, number>>;
export interface Fit {
  readonly params: Figures;
  readonly se: Figures;
  readonly ll: number;
  readonly n: number;
  readonly distinct_patterns: number;
}
interface Row {
  readonly id: string;
  readonly x: number;
  readonly t_x: number;
  readonly T: number;
  readonly t: number;
  readonly m: number;
  readonly gg_expected_value: number;
  readonly clv_bgnbd_gg_12m: number;
  readonly bgnbd: Figures;
  readonly mbgnbd: Figures;
  readonly pnbd: Figures;
}
export interface Goldens {
  readonly papers: readonly Figures[];
  readonly fits: Readonly<Record<string, Readonly<Record<string, Fit>>>>;
  readonly customers: Readonly<Record<GoldenName | 'gg', readonly number[]>> & {
    readonly rows: readonly Row[];
  };
  readonly aggregate: Readonly<Record<string, Figures>> & { readonly gg_mean: number };
  readonly stress: readonly {
    readonly model: GoldenName;
    readonly params: readonly number[];
    readonly x: number;
    readonly t_x: number;
    readonly T: number;
    readonly t: number;
    readonly expect: Readonly<Record<'ll' | 'p_alive' | 'cond_exp', number>>;
  }[];
  readonly sbg: {
    readonly high_end: {
      readonly observed_survival_pct: readonly number[];
      readonly alpha: number;
      readonly beta: number;
      readonly ll: number;
      readonly survival_fit_0_12: readonly number[];
      readonly retention_rate_t: readonly number[];
    };
  };
}

export function cdnowPurchases(): Purchase[] {
  const lines = gunzipSync(readFileSync(DATA.cdnow)).toString('utf8').trim().split('\n');
  return lines.map(line => {
    const [, customer = '', date = '', , dollars] = line.trim().split(/\s+/);
    const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
    return { customer, day, amount: Number(dollars) };
  });
}

/** Lines of sales with a customer and a price, as the goldens count them. */
export function retailPurchases(): Purchase[] {
  const text = gunzipSync(readFileSync(DATA.retail)).toString('utf8');
  const purchases: Purchase[] = [];
  for (const [, quantity, day = '', price, customer = ''] of text.matchAll(
    /^(?!C)[^,]*,[^,]*,.*,(\d+),(\d{4}-\d\d-\d\d) [^,]*,([\d.]+),([\d.]+),/gm,
  )) {
    const amount = Number(quantity) * Number(price);
    if (amount > 0) purchases.push({ customer, day, amount });
  }
  return purchases;
}
