import type { Scope } from '@clientele/engine';
import { FACT_TABLES } from '../facts/keep-store.ts';
import { type LedgerWriter, plainQuery } from '../ledger/ledger.ts';

/** Which batches count, as against those that the measures were last derived from. */
export interface KeptBatches {
  readonly now: readonly number[];
  readonly before: readonly number[];
}

const SQL = {
  products: plainQuery('derive-products'),
  customerMonths: plainQuery('derive-customer-months'),
  productMonths: plainQuery('derive-product-months'),
  activityMonths: plainQuery('derive-activity-months'),
  customerYears: plainQuery('derive-customer-years'),
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
 * Derives the measures of every customer that a kept or undone batch touches, notes the months that changed, and
 * takes away the facts that no kept batch owns.
 */
export async function deriveMeasures(
  scope: Scope,
  writer: LedgerWriter,
  { kept, homeCountry, revision }: { kept: KeptBatches; homeCountry: string | null; revision: number },
): Promise<void> {
  const changed = [
    ...kept.now.filter(id => !kept.before.includes(id)),
    ...kept.before.filter(id => !kept.now.includes(id)),
  ];
  if (changed.length > 0) {
    const all = kept.before.length === 0 || kept.now.length === 0;
    await renewProducts(writer, kept.now);
    await markTouched(writer, changed, all);
    // From here on every fact in the ledger counts, so that the queries that derive need not ask.
    await sweep(scope, writer);
    await renewTouched(writer, { homeCountry, all });
    await writer.run(
      'INSERT INTO stale_month SELECT DISTINCT month FROM pool_amount WHERE batch_id IN (SELECT unnest(:changed))',
      { changed },
    );
  }
  if (changed.length === 0) await sweep(scope, writer);
  await writer.run('UPDATE ledger_state SET revision = :revision', { revision });
}

/** Brings the products in line with the kept batches; `changed_product` holds those whose lines now measure otherwise. */
async function renewProducts(writer: LedgerWriter, kept: readonly number[]): Promise<void> {
  const measured = 'SELECT product_id, special, unit_cost FROM current_product';
  await writer.run(`{temporary:earlier_product} AS ${measured}`);
  await writer.run('DELETE FROM kept_batch');
  await writer.append('kept_batch', [kept]);
  await writer.run('DELETE FROM current_product');
  await writer.run(SQL.products);
  await writer.run(
    `{temporary:changed_product} AS
     (${measured} EXCEPT SELECT * FROM earlier_product) UNION (SELECT * FROM earlier_product EXCEPT ${measured})`,
  );
}

/** Whom the batches mention, and who bought a product whose cost or kind changed by them; the first and the last batch touch all. */
async function markTouched(writer: LedgerWriter, changed: readonly number[], all: boolean): Promise<void> {
  const mine = 'batch_id IN (SELECT unnest(:changed))';
  const lines = all ? 'TRUE' : `${mine} OR product_id IN (SELECT product_id FROM changed_product)`;
  await writer.run(
    `{temporary:touched} AS
     SELECT customer_id FROM order_line WHERE ${lines} UNION SELECT customer_id FROM activity WHERE ${all ? 'TRUE' : mine}`,
    all ? {} : { changed },
  );
}

async function renewTouched(
  writer: LedgerWriter,
  { homeCountry, all }: { homeCountry: string | null; all: boolean },
): Promise<void> {
  const touched = all ? 'TRUE' : 'customer_id IN (SELECT customer_id FROM touched)';
  const bound = (sql: string) => sql.replaceAll('{touched}', touched);
  // Products first: the customers' months count them.
  for (const table of ['customer_product_month', 'customer_month', 'activity_month']) {
    const compared = table !== 'customer_product_month';
    const mine = `FROM ${table} WHERE ${touched}`;
    const months = `INSERT INTO stale_month SELECT DISTINCT month FROM ${table}`;
    if (compared) await writer.run(all ? months : `{temporary:earlier} AS SELECT * ${mine}`);
    await writer.run(`DELETE ${mine}`);
    if (table === 'customer_month')
      await writer.run(bound(SQL.customerMonths), { home_country: homeCountry });
    else if (table === 'activity_month') await writer.run(bound(SQL.activityMonths));
    else await writer.run(bound(SQL.productMonths));
    if (all && compared) await writer.run(months);
    if (all || !compared) continue;
    await writer.run(
      `INSERT INTO stale_month SELECT DISTINCT month FROM (
         (SELECT * ${mine} EXCEPT SELECT * FROM earlier) UNION ALL (SELECT * FROM earlier EXCEPT SELECT * ${mine})) d`,
    );
  }
  await writer.run(`DELETE FROM customer_year WHERE ${touched}`);
  await writer.run(bound(SQL.customerYears));
}

/** Facts of undone batches, and of batches that a crash cut short: nobody can see them any more. */
async function sweep(_scope: Scope, writer: LedgerWriter): Promise<void> {
  for (const table of FACT_TABLES)
    await writer.run(`DELETE FROM ${table} WHERE batch_id NOT IN (SELECT batch_id FROM kept_batch)`);
}
