/**
 * Memory that DuckDB frees it gives back to the system after ten seconds instead of one: pages are asked for within that time,
 * and to get memory anew can take longer than the query. Ten minutes would be no faster, and too much for a large import. It has
 * its own allocator, which reads this once, when the library is loaded; so whoever loads it imports this first. What somebody
 * has set stands after it and wins.
 */
const KEPT_MILLISECONDS = 10_000;
const kept = `dirty_decay_ms:${KEPT_MILLISECONDS},muzzy_decay_ms:${KEPT_MILLISECONDS}`;
const { DUCKDB_JE_MALLOC_CONF: set } = process.env;
process.env.DUCKDB_JE_MALLOC_CONF = set ? `${kept},${set}` : kept;
