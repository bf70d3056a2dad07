import type { Scope } from '@clientele/engine';
import { scaleColumn, totalOf } from './columns.ts';
import { type Counted, type CountedSum, countedSums } from './counted-store.ts';
import type { SlotLedger } from './period-slots.ts';

/** A term of a cost model that counts by the month. */
export interface CountingTerm extends Pick<Counted, 'driver' | 'when' | 'weight'> {
  /** How many of the ledger's units are one of the term's. */
  readonly scale: number;
}

export interface TermCount {
  /** What customers caused, times the weight. */
  readonly byCustomer: CountedSum;
  /** The same of our own mistakes, with all customers together. */
  readonly own: number;
  /** In units of the term, whoever caused it. */
  readonly counted: number;
}

const UNCOSTED = { driver: 'revenueWithoutCost', causedBy: 'customer', weight: 1 } as const;

interface Asked {
  readonly bounds: { readonly first: number; readonly last: number };
  readonly terms: readonly CountingTerm[];
}

/**
 * What each term counted with each customer in a period, and what of net revenue has no product cost: it is read along with them.
 * Where all months of a term weigh alike, it is read without the weight: so it adds up to what counted with all customers, which
 * need not be read once more.
 */
export async function termCounts(
  scope: Scope,
  ledger: SlotLedger,
  { bounds, terms }: Asked,
): Promise<{ readonly counts: readonly TermCount[]; readonly uncosted: CountedSum }> {
  const read = terms.map(({ driver, when, weight }) => ({
    ...{ driver, when },
    weight: typeof weight === 'number' ? 1 : weight,
  }));
  const byMonth = terms.filter(({ weight }) => typeof weight !== 'number');
  const [byCustomer, byUs, altogether] = await Promise.all([
    countedSums(scope, ledger, [...read.map(one => ({ ...one, causedBy: 'customer' as const })), UNCOSTED], {
      bounds,
      by: 'customer',
    }),
    countedSums(
      scope,
      ledger,
      read.map(one => ({ ...one, causedBy: 'us' as const })),
      { bounds, by: 'all' },
    ),
    countedSums(scope, ledger, byMonth.map(eitherCounted), { bounds, by: 'all' }),
  ]);
  const counts = terms.map((term, at): TermCount => {
    const sum = byCustomer[at] as CountedSum;
    const own = byUs[at]?.values[0] ?? 0;
    const { weight, scale } = term;
    if (typeof weight !== 'number')
      return { byCustomer: sum, own, counted: altogether[byMonth.indexOf(term)]?.values[0] ?? 0 };
    const counted = (totalOf(sum.values) + own) * (1 / scale);
    // The column was read for this.
    return { byCustomer: { ...sum, values: scaleColumn(sum.values, weight) }, own: own * weight, counted };
  });
  return { counts, uncosted: byCustomer[terms.length] as CountedSum };
}

/** What counts whoever caused it, in units of the term. */
export function eitherCounted({ driver, when, scale }: CountingTerm): Counted {
  return { driver, when, causedBy: 'either', weight: 1 / scale };
}
