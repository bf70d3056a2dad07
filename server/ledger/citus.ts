import type { ClientBase } from 'pg';

/** Tables with customers' rows, in groups whose keys have one type, as Citus asks of tables that lie together. */
const BY_CUSTOMER = [
  ['order_line', 'customer_product_month'],
  [
    'activity',
    'activity_month',
    'customer_month',
    'customer_year',
    'customer_cost',
    'customer_month_cost',
    'customer_year_cost',
  ],
];
/** Tables of the whole company: small, or joined to every line. Each node has them whole. */
const EVERYWHERE = [
  'product',
  'product_record',
  'current_product',
  'document',
  'label',
  'kept_batch',
  'pool_amount',
  'batch_month',
  'pool_use',
  'stale_month',
];

export async function runsCitus(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'");
  return rows.length > 0;
}

/** Spreads the ledger's tables over the nodes by customer; those that lie there already stay as they are. */
export async function distributeOnCitus(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT c.relname AS name FROM pg_dist_partition p JOIN pg_class c ON c.oid = p.logicalrelid',
  );
  const there = new Set(rows.map(({ name }) => name));
  for (const [first = '', ...others] of BY_CUSTOMER) {
    if (!there.has(first))
      await client.query("SELECT create_distributed_table($1, 'customer_id', colocate_with => 'none')", [
        first,
      ]);
    for (const table of others.filter(name => !there.has(name)))
      await client.query("SELECT create_distributed_table($1, 'customer_id', colocate_with => $2)", [
        table,
        first,
      ]);
  }
  for (const table of EVERYWHERE.filter(name => !there.has(name)))
    await client.query('SELECT create_reference_table($1)', [table]);
}
