import { formatDecimal, type Scope } from '@clientele/engine';
import type { CardChanges } from '../../contract/findings.ts';
import type { LedgerWriter, Row, Value } from '../ledger/ledger.ts';

const SAMPLES_MOST = 20;
const FIELDS = ['name', 'special', 'stage', 'product_group', 'unit', 'unit_cost', 'list_price'] as const;
const MONEY: readonly string[] = ['unit_cost', 'list_price'];

/** Remembers the products as they stand, for this transaction. */
export function keepProductsAsTheyAre(_scope: Scope, writer: LedgerWriter): Promise<void> {
  return writer.run('{temporary:product_as_it_is} AS SELECT * FROM current_product');
}

/** How the products differ from those remembered. */
export async function productChanges(_scope: Scope, writer: LedgerWriter): Promise<CardChanges> {
  const altered = FIELDS.map(field => `b.${field} IS DISTINCT FROM a.${field}`).join(' OR ');
  const [created, gone, changed] = [
    missingFrom('current_product', 'product_as_it_is'),
    missingFrom('product_as_it_is', 'current_product'),
    `FROM product_as_it_is b JOIN current_product a ON a.product_id = b.product_id WHERE ${altered}`,
  ];
  const counted = async (from: string) => {
    const [row] = await writer.rows(`SELECT count(*) AS products ${from}`);
    return Number(row?.products);
  };
  const keys = async (from: string) => {
    const rows = await writer.rows(`SELECT a.source_key ${from} ORDER BY a.source_key LIMIT ${SAMPLES_MOST}`);
    return rows.map(row => String(row.source_key));
  };
  const pairs = FIELDS.map(field => `b.${field} AS ${field}_before, a.${field} AS ${field}_after`).join(', ');
  const samples = await writer.rows(
    `SELECT a.source_key, ${pairs} ${changed} ORDER BY a.source_key LIMIT ${SAMPLES_MOST}`,
  );
  return {
    created: await counted(created),
    gone: await counted(gone),
    changed: await counted(changed),
    createdKeys: await keys(created),
    goneKeys: await keys(gone),
    samples: samples.flatMap(fieldChanges),
  };
}

function missingFrom(table: string, other: string): string {
  return `FROM ${table} a WHERE a.product_id NOT IN (SELECT product_id FROM ${other})`;
}

function fieldChanges(row: Row): CardChanges['samples'] {
  return FIELDS.map(field => ({
    key: String(row.source_key),
    // As the heading says it: the ledger's column cannot be called so.
    field: field === 'product_group' ? 'group' : field,
    before: written(field, row[`${field}_before`] ?? null),
    after: written(field, row[`${field}_after`] ?? null),
  })).filter(({ before, after }) => before !== after);
}

/** As a products file would say it. */
function written(field: string, value: Value): string | null {
  if (value === null) return null;
  if (field === 'special') return value ? 'special' : 'goods';
  return MONEY.includes(field) ? formatDecimal(Number(value)) : String(value);
}
