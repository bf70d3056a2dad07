import { dayNumber, type Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import type { Row } from '../ledger/ledger.ts';
import type { KnownRate } from './conversions.ts';
import type { RateMention } from './fact-rows.ts';

/** The exchange rates of all kept batches; of one currency and day the newest, which stands last. */
export async function keptRates(_scope: Scope, store: Store): Promise<KnownRate[]> {
  return known(await rates(store).where('state', '=', 'kept').execute());
}

/** The rates that a batch was converted at, whatever became of them: what a replaced one is read again with. */
export async function usedRates(_scope: Scope, store: Store, batch: number): Promise<KnownRate[]> {
  const used = store.selectFrom('batch_dependency').select('on_batch_id').where('batch_id', '=', batch);
  return known(await rates(store).where('batch_id', 'in', used).execute());
}

function rates(store: Store) {
  return store
    .selectFrom('exchange_rate')
    .innerJoin('batch', 'batch.id', 'exchange_rate.batch_id')
    .select(['batch_id', 'row_number', 'currency', 'day', 'rate'])
    .orderBy('batch_id')
    .orderBy('row_number');
}

function known(rows: Awaited<ReturnType<ReturnType<typeof rates>['execute']>>): KnownRate[] {
  return rows.map(({ batch_id, row_number, currency, day, rate }) => ({
    currency,
    day: dayNumber(day),
    rate,
    batch: batch_id,
    row: row_number,
  }));
}

/** The rates that a batch states, and the batches at whose rates its own rows were converted. */
export async function keepRates(
  _scope: Scope,
  store: Store,
  batch: number,
  { rates, convertedFrom }: { rates: readonly RateMention[]; convertedFrom: readonly number[] },
): Promise<void> {
  const column = <K extends keyof RateMention>(key: K) => rates.map(rate => rate[key]);
  if (rates.length > 0)
    await sql`
      INSERT INTO exchange_rate (batch_id, row_number, currency, day, rate)
      SELECT ${batch}::bigint, r.row_number, r.currency, date '1970-01-01' + r.day, r.rate
      FROM unnest(${column('row')}::bigint[], ${column('currency')}::text[], ${column('day')}::integer[], ${column('rate')}::bigint[])
        AS r(row_number, currency, day, rate)`.execute(store);
  if (convertedFrom.length > 0)
    await sql`
      INSERT INTO batch_dependency (batch_id, on_batch_id, why)
      SELECT ${batch}::bigint, unnest(${convertedFrom}::bigint[]), 'converted at its exchange rates'
      ON CONFLICT DO NOTHING`.execute(store);
}

/** The rates of a batch, each with what it is listed as. */
export async function rateRows(_scope: Scope, store: Store, batch: number): Promise<Row[]> {
  const rows = await store
    .selectFrom('exchange_rate')
    .select(['currency', 'day', 'row_number'])
    .where('batch_id', '=', batch)
    .orderBy('row_number')
    .execute();
  return rows.map(row => ({ ...row, label: row.currency }));
}

export function rateRow(
  _scope: Scope,
  store: Store,
  { batch, row }: { batch: number; row: number },
): Promise<Row | undefined> {
  return store
    .selectFrom('exchange_rate')
    .select(['currency', 'day', 'rate'])
    .where('batch_id', '=', batch)
    .where('row_number', '=', row)
    .executeTakeFirst();
}

/** The file that a rate came with, also when it does not count any more. */
export function rateSource(_scope: Scope, store: Store, batch: number) {
  return store
    .selectFrom('batch')
    .select(['public_id', 'file_name', 'state'])
    .where('id', '=', batch)
    .executeTakeFirst();
}
