import type { ClientBase } from 'pg';

export async function runsCitus(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'");
  return rows.length > 0;
}

/**
 * Spreads the ledger's tables over the nodes: those with customers' rows by customer, beside others whose key has the same
 * type, as Citus asks of tables that lie together; those of the whole company stand on each node. What lies there already stays.
 */
export async function distributeOnCitus(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; key: string | null; there: boolean }>(
    `SELECT c.relname AS name, format_type(a.atttypid, NULL) AS key, p.logicalrelid IS NOT NULL AS there
     FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'customer_id' AND NOT a.attisdropped
       LEFT JOIN pg_dist_partition p ON p.logicalrelid = c.oid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'ledger_migration'
     ORDER BY there DESC, c.relname`,
  );
  const firstOf = new Map<string, string>();
  for (const { name, key, there } of rows) {
    const beside = key === null ? undefined : (firstOf.get(key) ?? 'none');
    if (key !== null && beside === 'none') firstOf.set(key, name);
    if (there) continue;
    if (beside === undefined) await client.query('SELECT create_reference_table($1)', [name]);
    else
      await client.query("SELECT create_distributed_table($1, 'customer_id', colocate_with => $2)", [
        name,
        beside,
      ]);
  }
}
