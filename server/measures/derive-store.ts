import type { Scope } from '@clientele/engine';
import { FACT_TABLES } from '../facts/keep-store.ts';
import { type LedgerWriter, plainQuery } from '../ledger/ledger.ts';
import { oneOf } from '../ledger/one-of.ts';
import { deriveProductMonths, renewProductMonths } from './product-months-store.ts';
import { batchesInParts, everything, markTouched, narrowedToTouched } from './touched-store.ts';

/** Which batches count, as against those that the measures were last derived from. */
export interface KeptBatches {
  readonly now: readonly number[];
  readonly before: readonly number[];
}

const SQL = {
  products: plainQuery('derive-products'),
  customerMonths: plainQuery('derive-customer-months'),
  activityMonths: plainQuery('derive-activity-months'),
  customerYears: plainQuery('derive-customer-years'),
  customerLines: plainQuery('derive-customer-lines'),
};

export async function readState(
  _scope: Scope,
  writer: LedgerWriter,
): Promise<{ revision: number; kept: number[] }> {
  const [state] = await writer.rows('SELECT revision FROM ledger_state');
  const kept = await writer.rows('SELECT batch_id FROM kept_batch ORDER BY batch_id');
  return { revision: Number(state?.revision), kept: kept.map(row => Number(row.batch_id)) };
}

/**
 * Derives the measures of every customer's month that a kept or undone batch touches, notes the months that changed, and
 * takes away the facts that no kept batch owns. The first and the last batch touch all.
 */
export async function deriveMeasures(
  scope: Scope,
  writer: LedgerWriter,
  { kept, homeCountry, revision }: { kept: KeptBatches; homeCountry: string | null; revision: number },
): Promise<void> {
  const [now, before] = [new Set(kept.now), new Set(kept.before)];
  const changed = [...kept.now.filter(id => !before.has(id)), ...kept.before.filter(id => !now.has(id))];
  if (changed.length > 0) {
    const productsChanged = await renewProducts(writer, { kept: kept.now, changed });
    if (before.size === 0 || now.size === 0) {
      await sweep(scope, writer, now);
      await deriveAll(scope, writer, homeCountry);
    } else {
      await markTouched(scope, writer, { changed, productsChanged });
      // From here on every fact in the ledger counts, so that the queries that derive need not ask.
      await sweep(scope, writer, now);
      await renewLines(scope, writer, { now, before });
      await renewTouched(scope, writer, homeCountry);
    }
    await writer.run(
      `INSERT INTO stale_month SELECT DISTINCT month FROM pool_amount WHERE ${oneOf('batch_id', changed)}`,
    );
  } else await sweep(scope, writer, now);
  await writer.run('UPDATE ledger_state SET revision = :revision', { revision });
}

/**
 * Brings the products that the changed batches mention in line with the kept ones; `changed_product` holds those known
 * before and now whose lines measure otherwise. Lines of any other product belong to the batches that brought or took it.
 * @returns whether there are any
 */
async function renewProducts(
  writer: LedgerWriter,
  { kept, changed }: { kept: readonly number[]; changed: readonly number[] },
): Promise<boolean> {
  await writer.run(
    `{temporary:mentioned_product} AS SELECT DISTINCT product_id FROM product_record WHERE ${oneOf('batch_id', changed)}`,
  );
  await writer.run(
    `{temporary:earlier_product} AS SELECT product_id, special, unit_cost FROM current_product
     WHERE product_id IN (SELECT product_id FROM mentioned_product)`,
  );
  await writer.run('DELETE FROM kept_batch');
  await writer.append('kept_batch', [kept]);
  await writer.run(
    'DELETE FROM current_product WHERE product_id IN (SELECT product_id FROM mentioned_product)',
  );
  await writer.run(SQL.products);
  await writer.run(
    `{temporary:changed_product} AS
     SELECT p.product_id FROM current_product p JOIN earlier_product e ON e.product_id = p.product_id
     WHERE p.special <> e.special OR p.unit_cost IS DISTINCT FROM e.unit_cost`,
  );
  const [some] = await writer.rows('SELECT count(*) AS products FROM changed_product');
  return Number(some?.products) > 0;
}

/** Products first: the customers' months count them. */
async function deriveAll(scope: Scope, writer: LedgerWriter, homeCountry: string | null): Promise<void> {
  const parts = await everything(scope, writer);
  const stale = async () => {
    for (const table of ['customer_month', 'activity_month'])
      await writer.run(`INSERT INTO stale_month SELECT DISTINCT month FROM ${table}`);
  };
  await stale();
  await deriveProductMonths(scope, writer, parts);
  for (const table of ['customer_month', 'activity_month', 'customer_year', 'customer_line'])
    await writer.run(`DELETE FROM ${table}`);
  for (const narrowed of parts) {
    await writer.run(narrowed(SQL.customerLines));
    await writer.run(narrowed(SQL.customerMonths), { home_country: homeCountry });
    await writer.run(narrowed(SQL.activityMonths));
    await writer.run(narrowed(SQL.customerYears));
  }
  await stale();
}

/** Lines come and go with their batches. */
async function renewLines(
  scope: Scope,
  writer: LedgerWriter,
  { now, before }: { now: ReadonlySet<number>; before: ReadonlySet<number> },
): Promise<void> {
  const gone = [...before].filter(id => !now.has(id));
  const come = [...now].filter(id => !before.has(id));
  if (gone.length > 0) await writer.run(`DELETE FROM customer_line WHERE ${oneOf('batch_id', gone)}`);
  if (come.length === 0) return;
  for (const narrowed of await batchesInParts(scope, writer, come))
    await writer.run(narrowed(SQL.customerLines));
}

async function renewTouched(scope: Scope, writer: LedgerWriter, homeCountry: string | null): Promise<void> {
  const narrowed = await narrowedToTouched(scope, writer);
  await renewProductMonths(scope, writer, narrowed);
  for (const [table, derived] of [
    ['customer_month', SQL.customerMonths],
    ['activity_month', SQL.activityMonths],
  ] as const) {
    const mine = narrowed(`SELECT m.* FROM ${table} m {touched:m} WHERE {where:m}`);
    await writer.run(`{temporary:earlier} AS ${mine}`);
    await writer.run(
      narrowed(
        `DELETE FROM ${table} USING touched t WHERE t.customer_id = ${table}.customer_id AND t.month = ${table}.month
           AND {where:${table}}`,
      ),
    );
    await writer.run(narrowed(derived), { home_country: homeCountry });
    await writer.run(
      `INSERT INTO stale_month SELECT DISTINCT month FROM (
         (${mine} EXCEPT SELECT * FROM earlier) UNION ALL (SELECT * FROM earlier EXCEPT ${mine})) d`,
    );
  }
  await writer.run(
    'DELETE FROM customer_year USING touched_year y WHERE y.customer_id = customer_year.customer_id AND y.year = customer_year.year',
  );
  await writer.run(narrowed(SQL.customerYears));
}

/** Facts of undone batches, and of batches that a crash cut short: nobody can see them any more. */
async function sweep(_scope: Scope, writer: LedgerWriter, kept: ReadonlySet<number>): Promise<void> {
  // Lines are kept with their control totals, which say at once whether any are to go.
  const batches = await writer.rows('SELECT DISTINCT batch_id FROM batch_month');
  const gone = batches.map(row => Number(row.batch_id)).filter(id => !kept.has(id));
  if (gone.length > 0) await writer.run(`DELETE FROM order_line WHERE ${oneOf('batch_id', gone)}`);
  for (const table of FACT_TABLES.filter(name => name !== 'order_line'))
    await writer.run(`DELETE FROM ${table} WHERE batch_id NOT IN (SELECT batch_id FROM kept_batch)`);
}
