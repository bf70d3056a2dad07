import { formatDecimal, type Scope } from '@clientele/engine';
import { type Row, scopedQuery } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { Recent } from '../recent.ts';
import { refuseNarrow } from '../whole-company.ts';
import { monthBounds } from './months.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';

const QUERIES = {
  uses: scopedQuery('pool-uses'),
  causes: scopedQuery('peak-causes'),
};

const CAUSES_MOST = 5;
const MICRO = 1e6;

type Capacity = Awaited<ReturnType<typeof readCapacity>>;
const recent = new Recent<Capacity>(6);

/** Practical capacity of the pools by month, and who makes each one's fullest month. */
export async function capacityAnswer(stores: ProfitStores, scope: Scope, { period }: { period: string }) {
  refuseNarrow(scope);
  const ranked = await rankedPortfolio(stores, scope, period);
  const capacity = await recent.get(ranked.portfolio, '', () => readCapacity(stores, scope, ranked));
  return { period, currency: ranked.settings.currency, ...capacity };
}

async function readCapacity(stores: ProfitStores, scope: Scope, ranked: Ranked) {
  const uses = await stores.ledger.rows(scope, QUERIES.uses, monthBounds(ranked.period));
  const timed = ranked.model.model.pools.filter(({ kind }) => kind === 'time');
  const mine = uses.filter(row => timed.some(({ key }) => key === row.pool));
  const months = [...new Set(mine.map(({ month }) => Number(month)))].sort((a, b) => a - b);
  const pools = await Promise.all(
    timed.map(async ({ key, name }) => {
      const rows = new Map(mine.filter(({ pool }) => pool === key).map(row => [Number(row.month), row]));
      const peak = peakOf([...rows.values()]);
      return {
        pool: key,
        name,
        months: months.map(month => monthAnswer(rows.get(month))),
        peak:
          peak === null
            ? null
            : {
                month: monthText(peak),
                causes: await causesOf(stores, scope, ranked, { pool: key, peak, months: rows.size }),
              },
      };
    }),
  );
  return { months: months.map(monthText), pools };
}

function monthAnswer(row: Row | undefined) {
  const capacity = Number(row?.capacity ?? 0);
  if (!row || capacity <= 0) return null;
  return {
    month: monthText(row.month),
    capacity: capacity / MICRO,
    used: Number(row.used) / MICRO,
    unused: formatDecimal(Number(row.unused)),
    rate: row.amount === null ? null : formatDecimal(Math.round((Number(row.amount) / capacity) * MICRO)),
  };
}

/** The month in which most of the capacity was used; the first of several. */
function peakOf(rows: readonly Row[]): number | null {
  let peak: { month: number; share: number } | undefined;
  for (const row of rows) {
    const capacity = Number(row.capacity ?? 0);
    const share = Number(row.used) / capacity;
    if (capacity > 0 && (!peak || share > peak.share)) peak = { month: Number(row.month), share };
  }
  return peak?.month ?? null;
}

/** Who took more in the peak than in its own average month, most first: a large customer is no cause by its size. */
async function causesOf(
  { ledger }: ProfitStores,
  scope: Scope,
  { portfolio, period }: Ranked,
  { pool, peak, months }: { pool: string; peak: number; months: number },
) {
  const { model, cards } = portfolio;
  const activities = [...model.activities.keys()].filter(index => model.activities[index]?.pool === pool);
  const given = { ...monthBounds(period), activities, peak, months, most: CAUSES_MOST };
  const rows = await ledger.rows(scope, QUERIES.causes, given);
  return rows.flatMap(row => {
    const card = cards.find(({ id }) => id === row.customer_id);
    const { publicId: id, name } = card ?? {};
    if (id === undefined || name === undefined) return [];
    return { id, name, minutes: Number(row.in_peak) / MICRO, average: Number(row.average) / MICRO };
  });
}
