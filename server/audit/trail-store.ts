import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import type { Identity } from '../people/identity.ts';
import type { SeenWalled } from '../walls/sight.ts';

type Who = Pick<Identity, 'personId' | 'person' | 'surface'>;

interface ReadEntry {
  readonly endpoint: string;
  readonly address: string;
  /** The one customer that was asked about; undefined where all in sight were. */
  readonly called?: string | undefined;
  readonly seen: readonly SeenWalled[];
}

/**
 * Writes down a read behind walls, and the first one of each customer where it is counted; nothing where the one that was
 * asked about has no wall. One statement, the same one whatever it finds.
 * @returns how many customers the person had not read of before
 */
export async function writeRead(
  _scope: Scope,
  store: Store,
  { personId, person, surface }: Who,
  { endpoint, address, called: one, seen }: ReadEntry,
): Promise<number> {
  const called = one ?? null;
  const { rows } = await sql<{ fresh: number }>`
    WITH asked AS (
      SELECT id FROM customer WHERE public_id = ${called} OR source_key = ${called} ORDER BY public_id = ${called} DESC LIMIT 1
    ), seen AS MATERIALIZED (
      SELECT (one ->> 'customer')::bigint AS id, one -> 'access' AS access
      FROM jsonb_array_elements(${JSON.stringify(seen)}::jsonb) one
      WHERE ${called}::text IS NULL OR (one ->> 'customer')::bigint IN (SELECT id FROM asked)
    ), fresh AS (
      INSERT INTO confidential_read (person_id, customer_id, first_at)
      SELECT ${personId}, s.id, wall_now() FROM seen s
      WHERE NOT EXISTS (SELECT 1 FROM confidential_read r WHERE r.person_id = ${personId} AND r.customer_id = s.id)
      ON CONFLICT DO NOTHING RETURNING 1
    )
    INSERT INTO change (made_by, person_id, surface, kind, what, after, customers, through)
    SELECT ${person}, ${personId}, ${surface}, 'read', ${endpoint}, jsonb_build_object('address', ${address}::text),
      array_agg(id ORDER BY id), jsonb_object_agg(id, access - 'open')
    FROM seen HAVING count(*) > 0
    RETURNING (SELECT count(*) FROM fresh) AS fresh`.execute(store);
  return rows[0]?.fresh ?? 0;
}

interface RefusalEntry {
  readonly endpoint: string;
  readonly address: string;
  readonly code: string;
  /** What could call somebody; none where the address says nothing of anybody. */
  readonly texts: readonly string[];
}

/**
 * Writes down that somebody was refused, the same way whether there is what was asked for or not. What names nobody that
 * there is may still be what they are called elsewhere, so it is for who sees every customer.
 */
export async function writeRefusal(
  _scope: Scope,
  store: Store,
  { personId, person, surface }: Who,
  { endpoint, address, code, texts }: RefusalEntry,
): Promise<void> {
  await sql`
    INSERT INTO change (made_by, person_id, surface, kind, what, after, customers)
    VALUES (${person}, ${personId}, ${surface}, 'refusal', ${endpoint},
      jsonb_build_object('address', ${address}::text, 'code', ${code}::text),
      CASE WHEN ${texts.length === 0}::boolean THEN '{}'::bigint[]
        ELSE nullif(customers_called(${texts as string[]}::text[]), '{}') END)`.execute(store);
}
