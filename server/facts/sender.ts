import { type Scope, seesWholeCompany } from '@clientele/engine';
import type { Findings } from '../../contract/findings.ts';
import type { Database } from '../database/open.ts';
import { refuseNarrow } from '../whole-company.ts';
import type { BatchRow } from './batch-store.ts';
import { customerKeysSeen } from './customer-record-store.ts';

/** Whoever sent a batch, as walls know them, on whatever account its rows are read. */
export function senderOf(scope: Scope, batch: Pick<BatchRow, 'created_by_id'>): Scope {
  return { ...scope, personId: batch.created_by_id };
}

/**
 * Customers that rows of a batch may be of, by their keys: those that its sender sees, where walls keep some from them. Rows
 * of others are refused, whether there is such a customer or not. Undefined without such a limit.
 */
export function customersLet(
  { database }: { readonly database: Database },
  scope: Scope,
  batch: BatchRow,
): Promise<readonly string[] | undefined> {
  const sender = senderOf(scope, batch);
  return database.within(sender, store => customerKeysSeen(sender, store));
}

/** What took the place of another import would bring that one back, whatever it names. */
export function refuseReplacing(scope: Scope, replaces: unknown): void {
  if (replaces !== undefined && replaces !== null)
    refuseNarrow(
      scope,
      'An import that takes the place of another is for who sees every customer: the other may name some that are not yours to see.',
    );
}

/** What a check found, as far as who asks may know it: never what the company's figures would be. */
export function findingsSeen(scope: Scope, { findings, state }: BatchRow): Findings | null {
  const found = findings as Findings | null;
  if (!found || seesWholeCompany(scope)) return found;
  // Found on behalf of somebody who saw every customer, it names them.
  return state === 'checked' && found.difference === null ? found : null;
}
