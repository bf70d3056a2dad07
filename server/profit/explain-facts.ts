import { formatDecimal, type Scope } from '@clientele/engine';
import type { Explanation } from '../../contract/profit-answers.ts';
import { batchFiles } from '../facts/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { monthBounds } from './figures.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

const FACTS = scopedQuery('figure-facts');
const SHOWN_MOST = 50;

export type Input = Explanation['inputs'][number];

/** Which facts stand behind a figure. */
export interface FactsAsked {
  readonly customer: number;
  readonly measure:
    | 'amount'
    | 'list'
    | 'discount'
    | 'rebate'
    | 'cost'
    | 'quantity'
    | 'count'
    | 'money'
    | 'minutes';
  readonly lines?: 'all' | 'sale' | 'return' | 'special' | 'export' | 'manual';
  /** A kind of activity instead of order lines. */
  readonly activity?: string;
  /** Leaves out what our own mistakes caused. */
  readonly withoutOwn?: boolean;
}

/** The largest facts with their file and row, and how many there are. */
export async function factsBehind(
  stores: ProfitStores,
  scope: Scope,
  { period, settings }: Ranked,
  asked: FactsAsked,
) {
  const rows = await stores.ledger.rows(scope, FACTS, {
    ...monthBounds(period),
    customer: asked.customer,
    measure: asked.measure,
    lines: asked.lines ?? 'all',
    activity: asked.activity ?? '',
    without_own: asked.withoutOwn ?? false,
    home_country: settings.homeCountry ?? '',
  });
  const files = await stores.database.within(scope, store => batchFiles(scope, store));
  const unit = { quantity: 'units', count: '', minutes: 'min' }[asked.measure as string] ?? settings.currency;
  const facts = rows.slice(0, SHOWN_MOST).map(row => {
    const batch = files.get(Number(row.batch_id));
    return {
      text: String(row.label),
      value: formatDecimal(Number(row.value)),
      unit,
      day: String(row.day),
      file: batch?.file ?? '',
      row: Number(row.row_number),
      batch: batch?.publicId ?? '',
    };
  });
  return { factsTotal: rows.length, facts };
}

export const NO_FACTS = { factsTotal: 0, facts: [] };

export function input(
  label: string,
  value: string,
  unit: string,
  figure: string | null = null,
  note: string | null = null,
): Input {
  return { label, value, unit, figure, note };
}
