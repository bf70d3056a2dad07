import type { Total } from '../units/amount.ts';

/** One line of the reconciliation of a pool to the ledger; all exact. */
export interface PoolLine {
  readonly pool: string;
  readonly name: string;
  readonly kind: 'time' | 'rate' | 'money' | 'sustaining' | 'not in the model';
  readonly ledger: Total;
  readonly customers: Total;
  readonly unassigned: Total;
  readonly ownMistakes: Total;
  /** Unused capacity, or for money what no activity traces; negative where more was used than supplied. */
  readonly unused: Total;
  readonly sustaining: Total;
}

/** ledger − (customers + unassigned + own mistakes + unused + sustaining): zero where the books close. */
export function unexplained(line: PoolLine): Total {
  return line.ledger - line.customers - line.unassigned - line.ownMistakes - line.unused - line.sustaining;
}

/** Profit of the company, from the customers down and from the ledger up; the difference has to be zero. */
export interface Reconciliation {
  readonly profitOfCustomers: Total;
  readonly profitUnassigned: Total;
  readonly ownMistakes: Total;
  readonly unused: Total;
  readonly sustaining: Total;
  readonly notInTheModel: Total;
  /** customers + unassigned − own mistakes − unused − sustaining − not in the model */
  readonly companyProfit: Total;
  /** Net revenue less product cost less the ledger's total: the same profit, reached from the other side. */
  readonly ledgerProfit: Total;
  readonly difference: Total;
}

/**
 * @param contribution net revenue less product cost of all lines, assigned or not
 * @param ledgerTotal everything that the ledger booked on pools (for a fixed rate: what it charged)
 */
export function reconcile(
  profitOfCustomers: Total,
  profitUnassigned: Total,
  pools: readonly PoolLine[],
  contribution: Total,
  ledgerTotal: Total,
): Reconciliation {
  const total = (pick: (line: PoolLine) => Total) => pools.reduce((all, line) => all + pick(line), 0n);
  const named = pools.filter(line => line.kind !== 'not in the model');
  const ownMistakes = total(line => line.ownMistakes);
  const unused = named.reduce((all, line) => all + line.unused, 0n);
  const sustaining = total(line => line.sustaining);
  const notInTheModel = total(line => (line.kind === 'not in the model' ? line.unused : 0n));
  const companyProfit =
    profitOfCustomers + profitUnassigned - ownMistakes - unused - sustaining - notInTheModel;
  const ledgerProfit = contribution - ledgerTotal;
  return {
    profitOfCustomers,
    profitUnassigned,
    ownMistakes,
    unused,
    sustaining,
    notInTheModel,
    companyProfit,
    ledgerProfit,
    difference: companyProfit - ledgerProfit,
  };
}
