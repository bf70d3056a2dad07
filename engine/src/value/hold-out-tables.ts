import type { HoldOutActual } from './hold-out-actual.ts';

/** A customer of the hold-out. */
export interface HoldOutRow {
  readonly repeats: number;
  readonly age: number;
  /** From the last purchase to the split. */
  readonly silence: number;
  readonly expected: number;
  readonly alive: number | undefined;
  readonly actual: number;
}

/** A group of customers; means are undefined where nobody is in it. */
export interface ExpectedAndActual {
  readonly group: string;
  readonly customers: number;
  /** Purchases in the hold-out. */
  readonly expected: number;
  readonly actual: number;
  readonly expectedMean: number | undefined;
  readonly actualMean: number | undefined;
}

export interface WeekOfHoldOut {
  /** 1 for the first week after the split. */
  readonly week: number;
  /** Below 1 for the last week where the hold-out ends within it. */
  readonly length: number;
  readonly expected: number;
  readonly actual: number;
  readonly expectedCumulative: number;
  readonly actualCumulative: number;
}

export interface ReliabilityBin {
  /** P(alive) from, and to; the last bin includes 1. */
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly meanAlive: number | undefined;
  /** Share of them who bought in the hold-out. */
  readonly bought: number | undefined;
}

export interface AliveReliability {
  /** Customers with a P(alive). */
  readonly customers: number;
  readonly bins: readonly ReliabilityBin[];
  /** Mean of (P(alive) − bought)², bought 0 or 1: 0 is perfect. Brier (1950). */
  readonly brier: number;
  /** The same of stating for everybody the share that bought. */
  readonly brierOfShare: number;
}

/** Expected and actual purchases of each week, and so far: the tracking plots. */
export function weekByWeek(
  { times }: HoldOutActual,
  given: { duration: number; week: number; expectedBy: ((time: number) => number) | undefined },
): WeekOfHoldOut[] {
  const { duration, week, expectedBy } = given;
  if (expectedBy === undefined || !(duration > 0)) return [];
  const rows: WeekOfHoldOut[] = [];
  let next = 0;
  let before = 0;
  // A last week of a rounding error's length is none.
  for (let number = 1; (number - 1) * week < duration * (1 - 1e-12); number++) {
    const end = Math.min(number * week, duration);
    const first = next;
    while (next < times.length && (times[next] as number) <= end) next += 1;
    const expectedCumulative = expectedBy(end);
    if (!Number.isFinite(expectedCumulative)) return [];
    rows.push({
      week: number,
      length: (end - (number - 1) * week) / week,
      expected: expectedCumulative - before,
      actual: next - first,
      expectedCumulative,
      actualCumulative: next,
    });
    before = expectedCumulative;
  }
  return rows;
}

export function byRepeats(rows: readonly HoldOutRow[]): ExpectedAndActual[] {
  const groups = ['0', '1', '2', '3', '4', '5', '6', '7+'];
  return grouped(rows, groups, ({ repeats }) => Math.min(7, repeats));
}

/** Upper ends of the bins of recency, in weeks. */
const RECENCY_WEEKS = [4, 8, 13, 26, 39, 52];

export function byRecency(rows: readonly HoldOutRow[], week: number): ExpectedAndActual[] {
  const names = RECENCY_WEEKS.map((end, i) => `${RECENCY_WEEKS[i - 1] ?? 0}–${end} weeks`);
  return grouped(rows, [...names, `over ${RECENCY_WEEKS.at(-1)} weeks`], ({ silence }) => {
    const bin = RECENCY_WEEKS.findIndex(end => silence / week <= end);
    return bin < 0 ? RECENCY_WEEKS.length : bin;
  });
}

/** Tenths by what is expected of them, ties by their order; with fewer than ten customers some tenths are empty. */
export function byDecile(rows: readonly HoldOutRow[]): ExpectedAndActual[] {
  const order = [...rows.keys()].sort((a, b) => (rows[a]?.expected ?? 0) - (rows[b]?.expected ?? 0) || a - b);
  const decileOf = new Map(order.map((row, place) => [row, Math.floor((place * 10) / rows.length)]));
  const names = Array.from({ length: 10 }, (_, i) => String(i + 1));
  return grouped(rows, names, (_, i) => decileOf.get(i) ?? 0);
}

/**
 * P(alive) against who bought. Whoever bought was alive; whoever did not may be alive still, and the more so the shorter the hold-out
 * is against the usual interval. So the share that bought lies below P(alive) even of a model that is right, and a share
 * above it is what tells against one.
 */
export function aliveReliability(rows: readonly HoldOutRow[]): AliveReliability | undefined {
  const known = rows.flatMap(({ alive, actual }) =>
    alive === undefined ? [] : [{ alive, bought: actual > 0 ? 1 : 0 }],
  );
  if (known.length === 0) return undefined;
  const mean = (of: (row: { alive: number; bought: number }) => number, within = known) =>
    within.length === 0 ? undefined : within.reduce((so, row) => so + of(row), 0) / within.length;
  const share = mean(({ bought }) => bought) as number;
  const bins = Array.from({ length: 10 }, (_, bin): ReliabilityBin => {
    const within = known.filter(({ alive }) => Math.min(9, Math.floor(alive * 10)) === bin);
    return {
      from: bin / 10,
      to: (bin + 1) / 10,
      customers: within.length,
      meanAlive: mean(({ alive }) => alive, within),
      bought: mean(({ bought }) => bought, within),
    };
  });
  return {
    customers: known.length,
    bins,
    brier: mean(({ alive, bought }) => (alive - bought) ** 2) as number,
    brierOfShare: share * (1 - share),
  };
}

function grouped(
  rows: readonly HoldOutRow[],
  groups: readonly string[],
  groupOf: (row: HoldOutRow, index: number) => number,
): ExpectedAndActual[] {
  const sums = groups.map(() => ({ customers: 0, expected: 0, actual: 0 }));
  for (const [i, row] of rows.entries()) {
    const sum = sums[groupOf(row, i)];
    if (sum === undefined) continue;
    sum.customers += 1;
    sum.expected += row.expected;
    sum.actual += row.actual;
  }
  return sums.map((sum, i) => ({
    group: groups[i] as string,
    ...sum,
    expectedMean: sum.customers === 0 ? undefined : sum.expected / sum.customers,
    actualMean: sum.customers === 0 ? undefined : sum.actual / sum.customers,
  }));
}
