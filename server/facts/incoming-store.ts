import type { Field, Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { SourceLayout } from './source-layout.ts';

/**
 * The fast path of an import: the ledger reads a chunk of records into the temporary table `incoming`, a typed
 * column `f_<field>` a field, with `plain` false where a cell is not plainly right; the engine judges those rows.
 */
export async function stageChunk(
  _scope: Scope,
  writer: LedgerWriter,
  { layout, currency, file }: { layout: SourceLayout; currency: string; file: StagedFile },
): Promise<void> {
  await writer.stage({ ...file, into: 'incoming', select: selectOf(layout, currency), append: false });
}

/** Rows that the engine has put into canonical writing, a cell a field in the layout's order. */
export async function stageMended(
  _scope: Scope,
  writer: LedgerWriter,
  { layout, currency, path }: { layout: SourceLayout; currency: string; path: string },
): Promise<void> {
  const columns = layout.fields.map((_, index) => index);
  const select = selectOf({ ...layout, columns }, currency);
  await writer.run('DELETE FROM incoming WHERE NOT plain');
  await writer.stage({ path, cells: columns.length, delimiter: ',', into: 'incoming', select, append: true });
}

export interface StagedFile {
  readonly path: string;
  readonly cells: number;
  readonly delimiter: string;
}

export async function rowsToJudge(_scope: Scope, writer: LedgerWriter): Promise<number[]> {
  const rows = await writer.rows('SELECT row_number FROM incoming WHERE NOT plain ORDER BY row_number');
  return rows.map(row => Number(row.row_number));
}

function selectOf(layout: SourceLayout, currency: string): string {
  const typed = layout.fields.map((field, index) => ({
    field,
    ...sqlOf(field, layout.columns[index] as number),
  }));
  const columns = typed.map(({ field, value }) => `${value} AS f_${field.name}`);
  const conditions = [...typed.map(({ plain }) => plain), ...rowConditions(layout, currency)].filter(
    text => text !== 'TRUE',
  );
  return ['row_number', ...columns, `coalesce(${conditions.join(' AND ') || 'TRUE'}, FALSE) AS plain`].join(
    ',\n  ',
  );
}

/** What `judgeRow` asks of a row as a whole, and that quantity × price stays within a bigint. */
function rowConditions(layout: SourceLayout, currency: string): string[] {
  const cell = (name: string) => {
    const column = layout.columns[layout.fields.findIndex(field => field.name === name)] ?? -1;
    return column < 0 ? undefined : `c${column}`;
  };
  const conditions: string[] = [];
  const money = cell('currency');
  if (money) conditions.push(`(${money} IS NULL OR ${money} = '${currency.replaceAll("'", "''")}')`);
  const price = cell('unit_price') ?? cell('unitprice');
  const amount = cell('amount');
  if (layout.source === 'order-lines') {
    conditions.push(
      `(${amount ? `${amount} IS NOT NULL` : 'FALSE'} OR ${price ? `${price} IS NOT NULL` : 'FALSE'})`,
    );
  }
  const quantity = cell('quantity');
  if (price && quantity) {
    const product = `abs(TRY_CAST(${quantity} AS DOUBLE) * TRY_CAST(${price} AS DOUBLE))`;
    conditions.push(`(${price} IS NULL OR ${product} < 9e9)`);
  }
  return conditions;
}

/** A field's typed value, and the condition under which it is plainly what `judgeRow` would read. */
function sqlOf(field: Field, column: number): { value: string; plain: string } {
  if (column < 0) return { value: `CAST(NULL AS ${sqlType(field)})`, plain: 'TRUE' };
  const cell = `c${column}`;
  const empty = field.required ? '' : `${cell} IS NULL OR `;
  switch (field.type) {
    case 'key':
    case 'text':
      return { value: `nullif(trim(${cell}), '')`, plain: field.required ? `trim(${cell}) <> ''` : 'TRUE' };
    case 'choice': {
      const known = (field.choices ?? []).map(name => `'${name}'`).join(', ');
      return { value: cell, plain: `(${empty}${cell} IN (${known}))` };
    }
    case 'day': {
      const dashes = `substr(${cell}, 5, 1) = '-' AND substr(${cell}, 8, 1) = '-'`;
      const whole = `length(${cell}) = 10 OR (length(${cell}) IN (16, 19) AND TRY_CAST(${cell} AS TIMESTAMP) IS NOT NULL)`;
      const value = `TRY_CAST(substr(${cell}, 1, 10) AS DATE)`;
      return { value, plain: `(${empty}(${value} IS NOT NULL AND ${dashes} AND (${whole})))` };
    }
    case 'month':
      return {
        value: `CAST(TRY_CAST(concat(${cell}, '-01') AS DATE) AS DATE)`,
        plain: `(${empty}(length(${cell}) = 7 AND substr(${cell}, 5, 1) = '-' AND TRY_CAST(concat(${cell}, '-01') AS DATE) IS NOT NULL))`,
      };
    default:
      return decimalSql(cell, field.type === 'money' ? 6 : 3, empty);
  }
}

/** Digits, one point, a minus in front and no more decimals than can be kept: what is left over goes to the engine. */
function decimalSql(cell: string, digits: 3 | 6, empty: string): { value: string; plain: string } {
  const read = `TRY_CAST(${cell} AS DECIMAL(18, ${digits}))`;
  const point = `position('.' IN ${cell})`;
  const fits = `abs(${read}) <= ${digits === 6 ? '9007199254' : '9007199254740'} AND (${point} = 0 OR length(${cell}) - ${point} <= ${digits})`;
  return {
    value: `CAST(${read} * ${10 ** digits} AS BIGINT)`,
    plain: `(${empty}(translate(${cell}, '0123456789.-', '') = '' AND ${fits}))`,
  };
}

function sqlType(field: Field): string {
  if (field.type === 'day' || field.type === 'month') return 'DATE';
  return field.type === 'money' || field.type === 'quantity' || field.type === 'minutes'
    ? 'BIGINT'
    : 'VARCHAR';
}
