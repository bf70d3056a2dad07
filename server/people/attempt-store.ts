import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { tokenHash } from './secret-token.ts';

/** After so many failures each further one makes the next wait, twice as long each time, up to the most. */
export interface Limit {
  /** What attempts are counted of, such as an account. It is kept as a hash: people type passwords into wrong fields. */
  readonly of: string;
  readonly free: number;
}

const FIRST_WAIT_SECONDS = 15;
const MOST_WAIT_SECONDS = 900;
const FORGOTTEN_AFTER = '1 day';

/**
 * Counts an attempt as a failure until it is forgiven, before it is looked at: many at once get no more than one after
 * the other. Answers the seconds to wait where no attempt is free.
 */
export async function countAttempt(_scope: Scope, store: Store, { of, free }: Limit): Promise<number> {
  // By the clock, not by when the transaction began: of many at once the later ones wait here for the earlier.
  const { rows } = await sql<{ wait: number }>`
    INSERT INTO sign_in_attempt AS a (key, failures, blocked_until) VALUES (${tokenHash(of)}, 1, '-infinity')
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN a.last_at < clock_timestamp() - ${FORGOTTEN_AFTER}::interval THEN 1 ELSE a.failures + 1 END,
      last_at = clock_timestamp(),
      blocked_until = CASE
        WHEN a.last_at < clock_timestamp() - ${FORGOTTEN_AFTER}::interval OR a.failures + 1 < ${free}::integer THEN '-infinity'
        ELSE clock_timestamp() + make_interval(secs => least(
          ${MOST_WAIT_SECONDS}::integer, ${FIRST_WAIT_SECONDS}::integer * power(2, least(a.failures + 1 - ${free}::integer, 20)))) END
    WHERE a.blocked_until <= clock_timestamp()
    RETURNING 0 AS wait`.execute(store);
  if (rows.length > 0) return 0;
  const { rows: waiting } = await sql<{ wait: number }>`
    SELECT greatest(1, ceil(extract(epoch FROM blocked_until - clock_timestamp())))::integer AS wait
    FROM sign_in_attempt WHERE key = ${tokenHash(of)}`.execute(store);
  return waiting[0]?.wait ?? 1;
}

/** The attempt was right: an account starts anew, an address gets this one back. */
export async function forgiveAttempt(
  _scope: Scope,
  store: Store,
  { of, whole }: { of: string; whole: boolean },
): Promise<void> {
  const key = tokenHash(of);
  if (whole) await store.deleteFrom('sign_in_attempt').where('key', '=', key).execute();
  else
    await sql`
      UPDATE sign_in_attempt SET failures = greatest(0, failures - 1), blocked_until = '-infinity'
      WHERE key = ${key}`.execute(store);
}
