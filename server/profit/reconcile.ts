import {
  formatDecimal,
  type Period,
  type Pool,
  type PoolLine,
  parseActivityDriver,
  reconcile,
  type Scope,
  unexplained,
  versionAt,
} from '@clientele/engine';
import type { Ledger, Row, Value } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { type Books, readBooks } from './books.ts';
import { type Earned, earnedOf } from './earned.ts';
import { type CostedPortfolio, totalsOf } from './portfolio.ts';

export type BooksClosed = Awaited<ReturnType<typeof reconcilePeriod>>;

/** Holds the portfolio against the ledger and against the control totals of the files. */
export async function reconcilePeriod(
  ledger: Pick<Ledger, 'rows' | 'writes'>,
  scope: Scope,
  portfolio: CostedPortfolio,
  period: Period | undefined,
) {
  const [books] = await readBooks(ledger, scope, [period]);
  return closedBooks(scope, portfolio, books as Books);
}

/** Holds a portfolio against what was read of the same period and scope. */
export function closedBooks(scope: Scope, portfolio: CostedPortfolio, books: Books) {
  return { totals: totalsOf(portfolio, scope), ...closedWith(earnedOf(portfolio), books) };
}

/** The same of what was earned all together. */
export function closedWith(earned: Earned, { uses, booked, files, events }: Books) {
  const { customers, nobody } = earned;
  const lines = poolLines(earned, uses, booked);
  const ledgerTotal = lines.reduce((total, line) => total + line.ledger, 0n);
  const result = reconcile(
    customers.profit,
    nobody.profit,
    lines,
    customers.contribution + nobody.contribution,
    ledgerTotal,
  );
  const revenueDifference = customers.revenue + nobody.revenue - files;
  const reconciled =
    result.difference === 0n && revenueDifference === 0n && lines.every(line => unexplained(line) === 0n);
  return {
    lines,
    result,
    files,
    revenueDifference,
    reconciled,
    uncosted: uncostedOf(earned, events),
    warnings: warningsOf(earned, uses),
  };
}

type PoolReconciled = PoolLine & {
  readonly capacityMinutes: number | null;
  readonly usedMinutes: number | null;
};

/** A line for each pool of the model, and for each that only the ledger knows. */
function poolLines(
  earned: Earned,
  uses: readonly Row[],
  booked: ReadonlyMap<string, bigint>,
): PoolReconciled[] {
  const { pools } = earned.model;
  const named = pools.map(pool =>
    poolLine(
      earned,
      pool,
      uses.filter(row => row.pool === pool.key),
      booked.get(pool.key) ?? 0n,
    ),
  );
  const others = [...booked].filter(([key]) => !pools.some(pool => pool.key === key));
  const none = {
    customers: 0n,
    unassigned: 0n,
    ownMistakes: 0n,
    sustaining: 0n,
    capacityMinutes: null,
    usedMinutes: null,
  };
  return [
    ...named,
    ...others.map(([pool, amount]) => ({
      pool,
      name: pool,
      kind: 'not in the model' as const,
      ledger: amount,
      ...none,
      unused: amount,
    })),
  ];
}

function poolLine(earned: Earned, pool: Pool, uses: readonly Row[], booked: bigint): PoolReconciled {
  const spread = spreadOf(earned, pool.key, uses);
  const charged = spread.customers + spread.unassigned + spread.ownMistakes;
  const ledger = pool.kind === 'rate' ? charged : booked;
  const takesTime = pool.kind === 'time' || pool.kind === 'rate';
  return {
    pool: pool.key,
    name: pool.name,
    kind: pool.kind,
    ledger,
    ...spread,
    unused:
      pool.kind === 'sustaining' || pool.kind === 'rate'
        ? 0n
        : uses.reduce((total, row) => total + BigInt(Number(row.unused)), 0n),
    sustaining: pool.kind === 'sustaining' ? ledger : 0n,
    capacityMinutes: pool.kind === 'time' ? minutes(uses.map(row => row.capacity ?? null)) : null,
    usedMinutes: takesTime ? usedMinutes(earned, pool.key, uses) : null,
  };
}

/** What the customers, nobody, and our own mistakes took of a pool, over its months and over the period as a whole. */
function spreadOf({ model, distinct }: Earned, pool: string, uses: readonly Row[]) {
  const charged = (column: 'customers' | 'unassigned' | 'own') =>
    uses.reduce((total, row) => total + BigInt(Number(row[column])), 0n);
  let customers = charged('customers');
  let unassigned = charged('unassigned');
  for (const cost of distinct) {
    if (model.activities[cost.activity]?.pool !== pool) continue;
    customers += cost.customers;
    unassigned += cost.nobody;
  }
  return { customers, unassigned, ownMistakes: charged('own') };
}

/** Minutes used in the months, and those that count over the period as a whole. */
function usedMinutes({ model, distinct }: Earned, pool: string, uses: readonly Row[]): number {
  const overPeriod = distinct
    .filter(({ activity }) => model.activities[activity]?.pool === pool)
    .reduce((total, cost) => total + Number(cost.minutes), 0);
  return (uses.reduce((total, row) => total + Number(row.used), 0) + overPeriod) / 1e6;
}

function minutes(values: readonly Value[]): number | null {
  const stated = values.filter(value => value !== null);
  return stated.length === 0 ? null : stated.reduce((total: number, value) => total + Number(value), 0) / 1e6;
}

function uncostedOf({ model }: Earned, events: ReadonlyMap<string, number>) {
  const costed = new Set(
    model.activities.flatMap(activity => [
      ...(activity.minutes ?? []).map(term => parseActivityDriver(term.driver)?.activity),
      ...(activity.money ?? []).map(driver => parseActivityDriver(driver)?.activity),
    ]),
  );
  return [...events]
    .filter(([activity]) => !costed.has(activity))
    .map(([activity, count]) => ({ activity, events: count / 1000 }));
}

function warningsOf({ model, inUse, productCost }: Earned, uses: readonly Row[]): string[] {
  const warnings: string[] = [];
  const inGaps = [...new Set(uses.map(row => monthText(row.month)))].filter(
    month => !versionAt(inUse.timeline.versions, month),
  );
  if (inGaps.length > 0)
    warnings.push(
      `No version of the cost model holds in ${inGaps.length} months, from ${inGaps[0]} to ${inGaps.at(-1)}: nothing below contribution is known there, and all cost of the pools shows as unused.`,
    );
  for (const pool of model.pools.filter(candidate => candidate.kind === 'time')) {
    const mine = uses.filter(row => row.pool === pool.key);
    const withoutAmount = mine.filter(row => row.amount === null && Number(row.used) > 0).length;
    const withoutCapacity = mine.filter(row => row.capacity === null && row.amount !== null).length;
    if (withoutAmount > 0)
      warnings.push(
        `${pool.name}: the ledger has no amount in ${withoutAmount} months with work, which therefore cost nothing.`,
      );
    if (withoutCapacity > 0)
      warnings.push(
        `${pool.name}: no capacity is known in ${withoutCapacity} months, so nothing of them reaches a customer.`,
      );
  }
  if (model.productCost?.assumed && productCost !== 0n) {
    warnings.push(
      `Where no product cost is stated it is assumed to be ${model.productCost.shareOfNetRevenue} of net revenue.`,
    );
  }
  if (model.activities.length === 0)
    warnings.push('No cost model is in use: nothing below contribution is known yet.');
  return warnings;
}

/** What stands open: against the ledger, else against the files. */
export function openAmount({ result, revenueDifference }: BooksClosed): bigint {
  return result.difference === 0n ? revenueDifference : result.difference;
}

/** The reconciliation as the contract words it. */
export function reconciliationAnswer(books: BooksClosed, period: string, currency: string) {
  const { totals, result } = books;
  const money = (amount: bigint) => formatDecimal(amount);
  return {
    period,
    currency,
    revenue: {
      customers: money(totals.revenueCustomers),
      unassigned: money(totals.revenueUnassigned),
      total: money(totals.revenue),
      files: money(books.files),
      difference: money(books.revenueDifference),
    },
    pools: books.lines.map(line => ({
      pool: line.pool,
      name: line.name,
      kind: line.kind,
      ledger: money(line.ledger),
      customers: money(line.customers),
      unassigned: money(line.unassigned),
      ownMistakes: money(line.ownMistakes),
      unused: money(line.unused),
      sustaining: money(line.sustaining),
      unexplained: money(unexplained(line)),
      capacityMinutes: line.capacityMinutes,
      usedMinutes: line.usedMinutes,
    })),
    profitOfCustomers: money(result.profitOfCustomers),
    profitUnassigned: money(result.profitUnassigned),
    ownMistakes: money(result.ownMistakes),
    unused: money(result.unused),
    sustaining: money(result.sustaining),
    notInTheModel: money(result.notInTheModel),
    companyProfit: money(result.companyProfit),
    ledgerProfit: money(result.ledgerProfit),
    difference: money(result.difference),
    reconciled: books.reconciled,
    uncosted: books.uncosted,
    warnings: books.warnings,
  };
}
