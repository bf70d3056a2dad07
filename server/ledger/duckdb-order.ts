const IN_ORDER = /(GROUP BY customer_id(?: HAVING .+)?) ORDER BY customer_id\s*$/;

/**
 * A query of sums by customer without its order, and whether its result is to be put into it (`ascendingRows`): DuckDB takes
 * longer to order 100,000 sums than to add them up from a million rows.
 */
export function unordered(sql: string): { readonly sql: string; readonly byCustomer: boolean } {
  const byCustomer = IN_ORDER.test(sql);
  return { sql: byCustomer ? sql.replace(IN_ORDER, '$1') : sql, byCustomer };
}

/** Where the smallest of some ids stands, and so on, each of them there once; undefined where they are in order. */
export function ascendingRows(ids: Float64Array): Uint32Array | undefined {
  let last = -1;
  let inOrder = true;
  for (let row = 0, id = 0; row < ids.length; row++) {
    id = ids[row] as number;
    if (id < last) inOrder = false;
    else last = id;
  }
  if (inOrder) return undefined;
  const rows = new Uint32Array(ids.length);
  if (last > ids.length * SPARSE) {
    for (let row = 0; row < rows.length; row++) rows[row] = row;
    return rows.sort((a, b) => (ids[a] as number) - (ids[b] as number));
  }
  // Of each id the row after its own, so that 0 is none.
  const rowAfter = new Uint32Array(last + 1);
  for (let row = 0; row < ids.length; row++) rowAfter[ids[row] as number] = row + 1;
  let place = 0;
  for (let id = 0; id <= last; id++) if (rowAfter[id] !== 0) rows[place++] = (rowAfter[id] as number) - 1;
  return rows;
}

/** From so many ids to a row on, the rows are compared instead of laid out by their ids. */
const SPARSE = 16;
