import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../../database/open.ts';
import type { Target } from './target.ts';

/** What is a customer's, by the ids that requests name it with; what it has none of is left out. */
export async function standsFor(
  _scope: Scope,
  store: Store,
  customer: number,
): Promise<Partial<Target> & Pick<Target, 'customer' | 'customerKey'>> {
  const { rows } = await sql<Record<keyof Target, string | null>>`
    SELECT c.public_id AS customer, c.source_key AS "customerKey",
      (SELECT b.public_id FROM batch b JOIN customer_record r ON r.batch_id = b.id WHERE r.customer_id = c.id ORDER BY b.id DESC LIMIT 1) AS batch,
      (SELECT b.sha256 FROM batch b JOIN customer_record r ON r.batch_id = b.id WHERE r.customer_id = c.id ORDER BY b.id DESC LIMIT 1) AS file,
      (SELECT s.public_id FROM scenario s JOIN scenario_customer x ON x.scenario_id = s.id WHERE x.customer_id = c.id LIMIT 1) AS scenario,
      (SELECT v.public_id FROM named_view v WHERE v.address LIKE '%' || c.public_id || '%' LIMIT 1) AS view,
      (SELECT v.name FROM named_view v WHERE v.address LIKE '%' || c.public_id || '%' LIMIT 1) AS "viewName",
      (SELECT k.public_id FROM conflict_class k JOIN conflict_member m ON m.class_id = k.id WHERE m.customer_id = c.id LIMIT 1) AS "conflictClass",
      (SELECT i.public_id FROM value_input i WHERE i.customer_id = c.id ORDER BY i.id LIMIT 1) AS "valueInput",
      (SELECT g.public_id FROM wall_grant g WHERE g.customer_id = c.id LIMIT 1) AS grant
    FROM customer c WHERE c.id = ${customer}`.execute(store);
  const [row] = rows as [(typeof rows)[number]];
  const there = Object.entries(row).filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries(there) as unknown as Awaited<ReturnType<typeof standsFor>>;
}
