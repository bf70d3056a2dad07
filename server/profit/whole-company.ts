import { type Scope, seesWholeCompany } from '@clientele/engine';
import { Refusal } from '../errors.ts';

/** Pools, capacity and what is held against the ledger: less the customers in sight, they would tell of the others. */
export function refuseNarrow(scope: Scope): void {
  if (!seesWholeCompany(scope))
    throw new Refusal(
      'not-whole',
      'This is a figure of the whole company, and not every customer is yours to see: it would tell of the others.',
    );
}
