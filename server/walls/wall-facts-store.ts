import type { Day, Moment, Scope, WallFacts } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';

/** How the statement begins that notes the walls' clock, once a minute, whoever asks then. */
export const CLOCK_NOTED = 'UPDATE wall_state SET latest';

/** Of which state of the walls something was worked out, and the moment that they are asked about. */
export interface WallState {
  readonly revision: number;
  readonly moment: Moment;
}

/**
 * The walls' revision and the present moment in the book's time zone. A clock that is set back moves nothing: the latest
 * instant at which anybody was answered stays, to the minute.
 */
export async function wallState(_scope: Scope, store: Store): Promise<WallState> {
  const { rows } = await sql<{
    revision: number;
    instant: string;
    day: Day;
    behind: boolean;
    placed: boolean;
  }>`
    SELECT revision, extract(epoch FROM wall_now()) * 1000 AS instant, wall_day(wall_now()) AS day,
      latest < now() - interval '1 minute' AS behind,
      EXISTS (SELECT 1 FROM walled_places WHERE day = wall_day(wall_now()) AND version = walled_version) AS placed
    FROM wall_state`.execute(store);
  const [row] = rows as [(typeof rows)[number]];
  if (row.behind) await sql`${sql.raw(CLOCK_NOTED)} = greatest(latest, now())`.execute(store);
  // Worked out once for everybody: policies would do so for each query.
  if (!row.placed) await sql`SELECT keep_walled_places(${row.day})`.execute(store);
  return { revision: row.revision, moment: { day: row.day, instant: Math.floor(Number(row.instant)) } };
}

/** All that walls rest on; for those who decide by it, never for an answer. */
export async function wallFacts(_scope: Scope, store: Store): Promise<WallFacts> {
  const all = <T extends Parameters<Store['selectFrom']>[0]>(table: T) => store.selectFrom(table);
  const [members, walled, grants, handling, attestations, required, trainings, reads, crossings, glass] = [
    await all('conflict_member').selectAll().orderBy('id').execute(),
    await all('customer_wall').selectAll().orderBy('id').execute(),
    await all('wall_grant').selectAll().orderBy('id').execute(),
    await store
      .selectFrom('handling_rules')
      .select(['customer_id', ({ fn }) => fn.max('version').as('version')])
      .groupBy('customer_id')
      .execute(),
    await all('attestation').selectAll().execute(),
    await all('required_training').selectAll().execute(),
    await all('training').selectAll().orderBy('id').execute(),
    await all('confidential_read').selectAll().execute(),
    await all('wall_crossing').selectAll().orderBy('id').execute(),
    await all('break_glass').selectAll().orderBy('id').execute(),
  ];
  const members_ = Map.groupBy(members, row => row.class_id);
  return {
    classes: [...members_].map(([id, rows]) => ({ id, members: rows.map(memberOf) })),
    walled: walled.map(memberOf),
    grants: grants.map(row => ({
      ...{ id: row.id, person: row.person_id, customer: row.customer_id, role: row.role },
      ...{ purpose: row.purpose, from: row.first_day, until: row.last_day },
      ...{ begins: row.begins.getTime(), withdrawn: row.withdrawn_at?.getTime() },
    })),
    handling: handling.map(({ customer_id, version }) => ({ customer: customer_id, version })),
    attestations: attestations.map(({ person_id, customer_id, version, made_at }) => ({
      ...{ person: person_id, customer: customer_id, version, instant: made_at.getTime() },
    })),
    trainingRequired: required.map(({ customer_id, training }) => ({ customer: customer_id, training })),
    trainings: trainings.map(({ person_id, training, first_day, last_day }) => ({
      ...{ person: person_id, training, from: first_day, until: last_day },
    })),
    reads: reads.map(({ person_id, customer_id, first_at }) => ({
      ...{ person: person_id, customer: customer_id, instant: first_at.getTime() },
    })),
    crossings: crossings.map(row => ({
      ...{ id: row.id, person: row.person_id, class: row.class_id, to: row.customer_id, from: row.first_day },
      ...{
        begins: row.begins.getTime(),
        approvedBy: row.approved_by,
        withdrawn: row.withdrawn_at?.getTime(),
      },
    })),
    breakGlass: glass.map(row => ({
      ...{ id: row.id, person: row.person_id, customer: row.customer_id, from: row.begins.getTime() },
      ...{ until: row.ends.getTime(), approvedBy: row.approved_by, ended: row.ended_at?.getTime() },
    })),
  };
}

function memberOf({
  customer_id,
  first_day,
  last_day,
}: {
  customer_id: number;
  first_day: Day;
  last_day: Day | null;
}) {
  return { customer: customer_id, from: first_day, until: last_day ?? undefined };
}
