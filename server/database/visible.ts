import type { Scope } from '@clientele/engine';
import { type RawBuilder, sql } from 'kysely';

/** The condition that a column of customers' ids is in scope; the ledger has its own in `bindScope`. */
export function visible({ customers }: Scope, column: string): RawBuilder<boolean> {
  const id = sql.ref(column);
  if (customers === 'all') return sql<boolean>`true`;
  if ('except' in customers) return sql<boolean>`${id} <> ALL (${customers.except}::bigint[])`;
  return sql<boolean>`${id} = ANY (${customers}::bigint[])`;
}
