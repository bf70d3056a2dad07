import { type Scope, seesWholeCompany } from '@clientele/engine';
import { Refusal } from './errors.ts';

/**
 * For what would tell of customers that who asks does not see: pools, capacity and what is held against the ledger give the
 * others away, less those in sight.
 */
export function refuseNarrow(
  scope: Scope,
  sentence = 'This is a figure of the whole company, and not every customer is yours to see: it would tell of the others.',
): void {
  if (!seesWholeCompany(scope)) throw new Refusal('not-whole', sentence);
}
