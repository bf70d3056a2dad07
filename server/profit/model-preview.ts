import {
  addMonths,
  type CostModel,
  customersNamed,
  formatDecimal,
  gapsIn,
  minutesStated,
  modelDifferences,
  type Period,
  type PoolTried,
  putVersion,
  recost,
  recostPools,
  type Scope,
  seesWholeCompany,
} from '@clientele/engine';
import type { ModelPreview } from '../../contract/models.ts';
import { customersNumbered, type KnownCustomer } from '../customers/store.ts';
import { spanOfFacts } from '../measures/drivers.ts';
import { problemsOf, versionAnswer } from './models.ts';
import { type MonthsAsked, monthsAsked } from './months-asked.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';
import { reconcilePeriod } from './reconcile.ts';
import { recostingOf } from './recosting.ts';
import type { KeptVersion } from './store.ts';

const MOVERS_MOST = 25;

/** What a model would change in its months of the period; nothing is kept. */
export async function previewModel(
  stores: ProfitStores,
  scope: Scope,
  model: CostModel,
  asked: { period: string; first?: string | undefined; last?: string | undefined },
): Promise<ModelPreview> {
  const months = monthsAsked(asked);
  const ranked = await rankedPortfolio(stores, scope, asked.period);
  const { timeline } = ranked.model;
  const placed = putVersion<Pick<KeptVersion, 'publicId' | 'name' | 'model' | 'first' | 'last'>>(
    timeline.versions,
    { publicId: 'draft', name: model.name, model, ...months },
  );
  const span = await spanOfFacts(stores, scope);
  const whole = ranked.period ?? FOR_EVER;
  const part = held(whole, months);
  const rankedOver = (period: Period) => rankedPortfolio(stores, scope, periodText(period));
  const during = part && (await rankedOver(part));
  const around = part ? await Promise.all(aroundOf(whole, part).map(rankedOver)) : [];
  const problems = problemsOf(model, ranked.settings.currency, timeline, months);
  const tried = problems.length > 0 ? undefined : model;
  const effects = await effectsOf(stores, scope, { model: tried, ranked, during, around });
  const current = during?.model.model ?? ranked.model.model;
  return {
    period: asked.period,
    currency: ranked.settings.currency,
    problems: [...problems],
    versions: placed.map(versionAnswer),
    gaps: span ? gapsIn(placed, { from: span.from, through: span.through }) : [],
    unknownCustomers: await unknownCustomers(stores, scope, model),
    ...effects,
    differences: modelDifferences(current, model).map(({ what, before: was, after }) => ({
      what,
      before: was ?? null,
      after: after ?? null,
    })),
  };
}

async function unknownCustomers({ database }: ProfitStores, scope: Scope, model: CostModel) {
  const keys = customersNamed([model]);
  const known = await database.within(scope, store => customersNumbered(scope, store, keys));
  return keys.filter(key => !known.has(key));
}

/** A month after the last one has four digits too. */
const FOR_EVER: Period = { from: '0001-01', through: '9998-12' };

function held(period: Period, { first, last }: MonthsAsked): Period | undefined {
  const from = first !== undefined && first > period.from ? first : period.from;
  const through = last !== undefined && last < period.through ? last : period.through;
  return from <= through ? { from, through } : undefined;
}

function aroundOf(whole: Period, part: Period): Period[] {
  return [
    { from: whole.from, through: addMonths(part.from, -1) },
    { from: addMonths(part.through, 1), through: whole.through },
  ].filter(({ from, through }) => from <= through);
}

function periodText({ from, through }: Period): string {
  return from === FOR_EVER.from && through === FOR_EVER.through ? 'all' : `${from}..${through}`;
}

type Effects = Omit<
  ModelPreview,
  'period' | 'currency' | 'problems' | 'versions' | 'gaps' | 'unknownCustomers' | 'differences'
>;
interface Changing {
  /** Undefined where it has problems: then nothing moves. */
  readonly model: CostModel | undefined;
  readonly ranked: Ranked;
  /** The part of the period that the model would hold in. */
  readonly during: Ranked | undefined;
  /** What lies before and after it: what counts once over a period then counts once in each part. */
  readonly around: readonly Ranked[];
}

async function effectsOf(stores: ProfitStores, scope: Scope, changing: Changing): Promise<Effects> {
  const { model, ranked, during, around } = changing;
  const { portfolio } = ranked;
  if (!model || !during) {
    return {
      ...movesOf(ranked, portfolio.profit),
      ...(await destinations(stores, scope, { ...changing, around: [ranked], pools: [] })),
    };
  }
  const after = new Float64Array(portfolio.profit.length);
  const add = ({ cards }: Ranked['portfolio'], profit: Float64Array) => {
    // Both are in the order of ids, and mostly of the same customers.
    let row = 0;
    for (let i = 0; i < profit.length; i++) {
      const { id } = cards[i] as KnownCustomer;
      while (row < portfolio.cards.length && portfolio.cards[row]?.id !== id) row += 1;
      if (row === portfolio.cards.length) throw new RangeError(`customer ${id} has no row`);
      after[row] = (after[row] as number) + (profit[i] as number);
    }
  };
  for (const part of around) add(part.portfolio, part.portfolio.profit);
  const tried = await profitUnder(stores, scope, model, during);
  add(during.portfolio, tried.profit);
  return {
    ...movesOf(ranked, after),
    ...(await destinations(stores, scope, { ...changing, pools: tried.pools })),
  };
}

/** What each customer earns under a model, and what becomes of the pools, without rounding month by month. */
async function profitUnder(stores: ProfitStores, scope: Scope, model: CostModel, during: Ranked) {
  const { portfolio } = during;
  const { totals } = portfolio;
  const first = portfolio.unassigned === undefined ? 0 : 1;
  const recosting = await recostingOf(stores, scope, during, model);
  const minutes = minutesStated(recosting, model);
  const costs = recost(recosting, minutes, new Float64Array(recosting.customers.length));
  const share = Number(model.productCost?.shareOfNetRevenue ?? 0);
  const profit = costs.map((cost, i) => {
    const known = (portfolio.contribution[i] as number) + (totals.productCostByShare[i + first] as number);
    return Math.round(known - (recosting.uncosted[i] as number) * share - cost);
  });
  return { profit, pools: recostPools(recosting, model, minutes) };
}

function movesOf({ portfolio }: Ranked, after: Float64Array) {
  const { profit, cards } = portfolio;
  const moves = cards
    .map((card, i) => ({ card, before: profit[i] as number, after: after[i] as number }))
    .filter(move => move.before !== move.after);
  const shown = (of: typeof moves) =>
    of
      .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
      .slice(0, MOVERS_MOST)
      .map(({ card, ...move }) => ({
        id: card.publicId,
        sourceKey: card.sourceKey,
        name: card.name,
        before: formatDecimal(move.before),
        after: formatDecimal(move.after),
      }));
  const enters = moves.filter(move => move.before >= 0 && move.after < 0);
  const leaves = moves.filter(move => move.before < 0 && move.after >= 0);
  const below = (column: Float64Array) => column.reduce((count, value) => count + (value < 0 ? 1 : 0), 0);
  const total = (column: Float64Array) =>
    formatDecimal(column.reduce((sum, value) => sum + BigInt(value), 0n));
  return {
    profitCustomers: { before: total(profit), after: total(after) },
    unprofitable: { before: below(profit), after: below(after) },
    entersRed: shown(enters),
    leavesRed: shown(leaves),
    movesMost: shown(moves),
    moved: moves.length,
    crossing: { enters: enters.length, leaves: leaves.length },
  };
}

const DESTINATIONS = ['customers', 'unassigned', 'ownMistakes', 'unused', 'sustaining'] as const;
type Destination = (typeof DESTINATIONS)[number];

/** Where the cost of the pools goes; outside the months of the model it goes where it went. */
async function destinations(
  stores: ProfitStores,
  scope: Scope,
  { ranked, during, around, pools, model }: Changing & { readonly pools: readonly PoolTried[] },
): Promise<Pick<Effects, 'totals' | 'pools'>> {
  if (!seesWholeCompany(scope)) return { totals: null, pools: [] };
  const linesOf = async ({ portfolio, period }: Ranked) =>
    (await reconcilePeriod(stores.ledger, scope, portfolio, period)).lines;
  const before = await linesOf(ranked);
  const within = during && model ? await linesOf(during) : [];
  const outside = (await Promise.all(around.map(linesOf))).flat();
  const keys = [...new Set([...before.map(({ pool }) => pool), ...pools.map(({ pool }) => pool)])];
  const rows = keys.map(key => {
    const was = before.filter(({ pool }) => pool === key);
    const left = outside.filter(({ pool }) => pool === key);
    const there = within.find(({ pool }) => pool === key);
    const tried = pools.find(({ pool }) => pool === key);
    const moves = Object.fromEntries(
      DESTINATIONS.map(destination => {
        const amount = (lines: typeof before) => lines.reduce((sum, line) => sum + line[destination], 0n);
        const to = BigInt(Math.round(triedOf(tried, destination, there?.ledger ?? 0n)));
        return [destination, { before: amount(was), after: amount(left) + to }];
      }),
    ) as Record<Destination, { before: bigint; after: bigint }>;
    return { key, moves, was: was[0], there, tried };
  });
  return {
    totals: Object.fromEntries(
      DESTINATIONS.map(destination => {
        const sum = (when: 'before' | 'after') =>
          formatDecimal(rows.reduce((total, { moves }) => total + moves[destination][when], 0n));
        return [destination, { before: sum('before'), after: sum('after') }];
      }),
    ) as Effects['totals'],
    pools: rows.map(({ key, moves, was, there, tried }) => ({
      pool: key,
      name: model?.pools.find(pool => pool.key === key)?.name ?? was?.name ?? key,
      customers: decimals(moves.customers),
      unused: decimals(moves.unused),
      usedMinutes: { before: there?.usedMinutes ?? null, after: tried ? tried.used : null },
      capacityMinutes: {
        before: there?.capacityMinutes ?? null,
        after: tried && tried.capacity > 0 ? tried.capacity : null,
      },
    })),
  };
}

/** @param ledger what is booked on a pool that the model does not name: nobody is charged with it */
function triedOf(tried: PoolTried | undefined, destination: Destination, ledger: bigint): number {
  if (!tried) return destination === 'unused' ? Number(ledger) : 0;
  const { kind, amount } = tried;
  if (kind === 'sustaining') return destination === 'sustaining' ? amount : 0;
  return destination === 'sustaining' ? 0 : tried[destination];
}

function decimals({ before, after }: { before: bigint; after: bigint }) {
  return { before: formatDecimal(before), after: formatDecimal(after) };
}
