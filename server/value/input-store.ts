import type { Scope } from '@clientele/engine';
import type { ValueInputKind } from '../../contract/value-of-customer.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';
import { visible } from '../database/visible.ts';

export type InputFields = Readonly<Record<string, string | number | null>>;

/** What somebody stated of a customer, and holds. */
export interface KeptInput {
  readonly id: string;
  readonly customer: number;
  readonly referrer: number | undefined;
  readonly kind: ValueInputKind;
  readonly fields: InputFields;
  readonly at: string;
  readonly by: string;
}

/** All that holds, the newest first: of one customer, or of everybody in scope. */
export async function inputsThatHold(scope: Scope, store: Store, customer?: number): Promise<KeptInput[]> {
  const rows = await store
    .selectFrom('value_input')
    .selectAll()
    .where(visible(scope, 'customer_id'))
    .where(eb => eb.or([eb('referrer_id', 'is', null), visible(scope, 'referrer_id')]))
    .where('ended_at', 'is', null)
    .$if(customer !== undefined, query => query.where('customer_id', '=', customer as number))
    .orderBy('id', 'desc')
    .execute();
  return rows.map(row => ({
    id: row.public_id,
    customer: row.customer_id,
    referrer: row.referrer_id ?? undefined,
    kind: row.kind as ValueInputKind,
    fields: row.fields,
    at: row.made_at.toISOString(),
    by: row.made_by,
  }));
}

export async function addInput(
  scope: Scope,
  store: Store,
  { customer, referrer, kind, fields }: Omit<KeptInput, 'id' | 'at' | 'by'>,
): Promise<void> {
  await store
    .insertInto('value_input')
    .values({
      public_id: publicId('vin'),
      customer_id: customer,
      referrer_id: referrer ?? null,
      kind,
      fields: JSON.stringify(fields),
      made_by: scope.person,
    })
    .execute();
}

/** Ends what was stated; it counts no more from now on. */
export async function endInputs(scope: Scope, store: Store, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await store
    .updateTable('value_input')
    .set({ ended_at: new Date(), ended_by: scope.person })
    .where('public_id', 'in', [...ids])
    .where(visible(scope, 'customer_id'))
    .where('ended_at', 'is', null)
    .execute();
}
