import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';

export interface BookSettings {
  readonly company: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalStartMonth: number;
  readonly homeCountry: string | null;
}

export interface BookState {
  readonly settings: BookSettings | null;
  readonly revision: number;
  /** Which cost models hold when; null where none does. */
  readonly timelineId: number | null;
}

export async function readBook(_scope: Scope, store: Store): Promise<BookState> {
  const row = await store.selectFrom('book').selectAll().executeTakeFirstOrThrow();
  const settings =
    row.currency === null
      ? null
      : {
          company: row.company ?? '',
          currency: row.currency,
          timeZone: row.time_zone ?? 'UTC',
          fiscalStartMonth: row.fiscal_start_month ?? 1,
          homeCountry: row.home_country,
        };
  return { settings, revision: row.revision, timelineId: row.timeline_id };
}

export async function writeBook(_scope: Scope, store: Store, settings: BookSettings | null): Promise<void> {
  await store
    .updateTable('book')
    .set({
      company: settings?.company ?? null,
      currency: settings?.currency ?? null,
      time_zone: settings?.timeZone ?? null,
      fiscal_start_month: settings?.fiscalStartMonth ?? null,
      home_country: settings?.homeCountry ?? null,
    })
    .execute();
}

/** The figures of the book are others from now on. */
export async function advanceRevision(_scope: Scope, store: Store): Promise<number> {
  const row = await store
    .updateTable('book')
    .set({ revision: sql<number>`revision + 1` })
    .returning('revision')
    .executeTakeFirstOrThrow();
  return row.revision;
}

export async function setTimeline(_scope: Scope, store: Store, timeline_id: number | null): Promise<void> {
  await store.updateTable('book').set({ timeline_id }).execute();
}

/** Cost models in another currency than the book just opened are not in use any more. */
export async function dropForeignModels(_scope: Scope, store: Store): Promise<void> {
  await sql`
    UPDATE book SET timeline_id = NULL FROM model_timeline t
    WHERE t.id = book.timeline_id AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(t.versions) v JOIN cost_model m ON m.id = (v ->> 'model')::bigint
      WHERE m.body ->> 'currency' <> book.currency)`.execute(store);
}

export async function closedMonths(_scope: Scope, store: Store): Promise<string[]> {
  const rows = await store.selectFrom('closed_month').select('month').orderBy('month').execute();
  return rows.map(row => row.month);
}

export async function closeMonth(scope: Scope, store: Store, month: string): Promise<void> {
  await store
    .insertInto('closed_month')
    .values({ month, closed_by: scope.person })
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

export async function reopenMonth(_scope: Scope, store: Store, month: string): Promise<boolean> {
  const done = await store.deleteFrom('closed_month').where('month', '=', month).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** What is written down of a change, beside who made it. */
export interface Change {
  readonly what: string;
  readonly before: object | null;
  readonly after: object | null;
  /** Whom it is about: whoever may not see one of them does not see the entry either. None where it is about nobody. */
  readonly customers?: readonly number[];
  /** Further ones by what they are called in the entry, an id or a number; texts that call nobody do no harm. */
  readonly naming?: readonly string[];
}

/**
 * Writes down who changed what, from what to what; in the same transaction as the change. Where neither customers nor
 * texts are given, nobody can tell whom it is about, and only who sees every customer reads it.
 */
export async function recordChange(
  scope: Scope,
  store: Store,
  { what, before, after, customers, naming }: Change,
): Promise<void> {
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value));
  const about = sql<number[]>`${customers ?? []}::bigint[] || customers_called(${naming ?? []}::text[])`;
  await store
    .insertInto('change')
    .values({
      made_by: scope.person,
      person_id: Math.max(0, scope.personId),
      surface: scope.surface,
      kind: 'write',
      what,
      before: json(before),
      after: json(after),
      customers: customers === undefined && naming === undefined ? null : about,
    })
    .execute();
}
