import { formatDecimal, type Scope } from '@clientele/engine';
import { batchFiles } from '../facts/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import type { Explained } from './explain.ts';
import { input } from './explain-facts.ts';
import { monthBounds } from './figures.ts';
import type { ProfitStores, Ranked } from './ranked.ts';
import { reconcilePeriod } from './reconcile.ts';

const POOL_FACTS = scopedQuery('pool-facts');
const FORMULAS = {
  time: 'Ledger = customers + unassigned + our own mistakes + unused capacity. Rate of a month = ledger amount ÷ practical capacity',
  rate: 'A fixed rate per minute; nothing can be unused, and the ledger takes what it charges',
  money: 'Ledger = money traced to customers and to nobody + our own mistakes + what no activity traces',
  sustaining: 'Keeps the business open and is never spread over customers',
  'not in the model': 'The ledger books it, the cost model names no such pool',
} as const;

/** How a pool's ledger amount was used, with the ledger rows behind it. */
export async function explainPool(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  [key = '']: readonly string[],
): Promise<Explained | undefined> {
  const { portfolio, period, settings } = ranked;
  const books = await reconcilePeriod(stores.ledger, scope, portfolio, period);
  const line = books.lines.find(candidate => candidate.pool === key);
  if (!line) return undefined;
  const pool = portfolio.model.pools.find(candidate => candidate.key === key);
  const { currency } = settings;
  const rows = await stores.ledger.rows(scope, POOL_FACTS, { ...monthBounds(period), pool: key });
  const files = await stores.database.within(scope, store => batchFiles(scope, store));
  return {
    title: line.name,
    value: formatDecimal(line.ledger),
    unit: currency,
    formula: FORMULAS[line.kind],
    caution: pool?.assumed ? `Assumed, not measured. ${pool.source ?? ''}`.trim() : null,
    inputs: [
      input('Customers', formatDecimal(line.customers), currency, 'portfolio/costToServe'),
      input('Unassigned', formatDecimal(line.unassigned), currency, 'reconciliation/unassigned'),
      input('Our own mistakes', formatDecimal(line.ownMistakes), currency, 'reconciliation/ownMistakes'),
      input(
        line.kind === 'money' ? 'Not traced' : 'Unused capacity',
        formatDecimal(line.unused),
        currency,
        'reconciliation/unused',
      ),
      input('Sustaining', formatDecimal(line.sustaining), currency, 'reconciliation/sustaining'),
      ...(line.capacityMinutes === null
        ? []
        : [input('Practical capacity', String(Math.round(line.capacityMinutes)), 'min')]),
      ...(line.usedMinutes === null
        ? []
        : [input('Used by customers', String(Math.round(line.usedMinutes)), 'min')]),
    ],
    factsTotal: rows.length,
    facts: rows.slice(0, 50).map(row => ({
      text: `${line.name}${row.account === null ? '' : `, account ${row.account}`}`,
      value: formatDecimal(Number(row.amount)),
      unit: currency,
      day: `${String(row.month).slice(0, 4)}-${String(row.month).slice(4)}`,
      file: files.get(Number(row.batch_id))?.file ?? '',
      row: Number(row.row_number),
      batch: files.get(Number(row.batch_id))?.publicId ?? '',
    })),
  };
}
