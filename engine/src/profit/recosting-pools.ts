import type { CostModel } from './cost-model.ts';
import type { PoolSupply, Recosting, Unattributed } from './recosting.ts';

/** Where a pool's cost went, in micro-units: customers + unassigned + own mistakes + unused = ledger amount. */
export interface PoolTried extends PoolSupply {
  readonly customers: number;
  readonly unassigned: number;
  readonly ownMistakes: number;
  /** Below zero where more is used than there is; sustaining cost stands here whole. */
  readonly unused: number;
  /** Minutes. */
  readonly used: number;
}

/** The pools at these minutes. A fixed rate has no ledger amount: what it charges is its amount. */
export function recostPools(
  { terms, money, pools }: Recosting,
  model: CostModel,
  minutes: ArrayLike<number>,
): PoolTried[] {
  return pools.map(supply => {
    const total = { customers: 0, nobody: 0, own: 0, used: 0 };
    const add = ({ customers, nobody, own }: Unattributed, factor: number) => {
      total.customers += customers * factor;
      total.nobody += nobody * factor;
      total.own += own * factor;
    };
    const draws = (activity: number) => model.activities[activity]?.pool === supply.pool;
    for (const [index, term] of terms.entries()) {
      if (!draws(term.activity)) continue;
      const each = minutes[index] as number;
      add(term, each);
      total.used += term.counted * each;
      for (const { row, minutes: own, counted, own: byUs } of term.exceptions) {
        total.customers += (own - each) * (term.perMinute[row] as number);
        total.own += (own - each) * byUs;
        total.used += (own - each) * counted;
      }
    }
    for (const traced of money) if (draws(traced.activity)) add(traced, 1);
    const charged = total.customers + total.nobody + total.own;
    const amount = supply.kind === 'rate' ? charged : supply.amount;
    return {
      ...supply,
      amount,
      customers: total.customers,
      unassigned: total.nobody,
      ownMistakes: total.own,
      unused: amount - charged,
      used: total.used,
    };
  });
}
