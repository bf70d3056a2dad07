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
  {
    layout,
    currency,
    file,
    append,
  }: { layout: SourceLayout; currency: string; file: StagedFile; append: boolean },
): Promise<void> {
  await writer.stage({ ...file, into: 'incoming', select: selectOf(layout, currency), append });
}

/** Rows that the engine has put into canonical writing, a cell a field in the layout's order. */
export async function stageMended(
  _scope: Scope,
  writer: LedgerWriter,
  { layout, currency, path }: { layout: SourceLayout; currency: string; path: string },
): Promise<void> {
  const columns = layout.fields.map((_, index) => index);
  const select = selectOf({ ...layout, columns }, currency, true);
  await writer.run('DELETE FROM incoming WHERE NOT plain');
  await writer.stage({ path, cells: columns.length, delimiter: ',', into: 'incoming', select, append: true });
}

/** Rows that even in canonical writing cannot be kept. */
export async function dropUnkept(_scope: Scope, writer: LedgerWriter): Promise<void> {
  await writer.run('DELETE FROM incoming WHERE NOT plain');
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

function selectOf(layout: SourceLayout, currency: string, judged = false): string {
  const typed = layout.fields.map((field, index) => ({
    field,
    ...sqlOf(field, layout.columns[index] as number, judged),
  }));
  const columns = typed.map(({ field, value }) => `${value} AS f_${field.name}`);
  const conditions = [...typed.map(({ plain }) => plain), ...rowConditions(layout, currency, judged)].filter(
    text => text !== 'TRUE',
  );
  return ['row_number', ...columns, `coalesce(${conditions.join(' AND ') || 'TRUE'}, FALSE) AS plain`].join(
    ',\n  ',
  );
}

/** What `judgeRow` asks of a row as a whole, and that quantity × price stays within a bigint. */
function rowConditions(layout: SourceLayout, currency: string, judged: boolean): string[] {
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
    // The same casts as the values', so that the ledger computes them once.
    const factor = (cell: string, digits: number) => `CAST(${decimalSql(cell, digits, judged)} AS DOUBLE)`;
    const product = `${factor(quantity, 3)} * ${factor(price, 6)}`;
    conditions.push(`(${price} IS NULL OR abs(${product}) < 9e18)`);
  }
  return conditions;
}

/**
 * A field's typed value, and the condition under which it is plainly what `judgeRow` would read. Written for speed: a
 * regular expression costs a sixth of `translate`, and blanks around a key are looked for rather than cut. Texts keep
 * their blanks here and are cut where they are used.
 * @param judged the engine has read the numbers already, so that only their exact value is asked for
 */
function sqlOf(field: Field, column: number, judged: boolean): { value: string; plain: string } {
  if (column < 0) return { value: `CAST(NULL AS ${sqlType(field)})`, plain: 'TRUE' };
  const cell = `c${column}`;
  const unlessEmpty = (condition: string) =>
    field.required ? `(${condition})` : `(${cell} IS NULL OR (${condition}))`;
  switch (field.type) {
    case 'text':
      return { value: cell, plain: 'TRUE' };
    case 'key':
      return {
        value: cell,
        plain: unlessEmpty(`${cell} <> '' AND ${cell} NOT LIKE ' %' AND ${cell} NOT LIKE '% '`),
      };
    case 'choice': {
      const known = (field.choices ?? []).map(name => `'${name}'`).join(', ');
      return { value: cell, plain: unlessEmpty(`${cell} IN (${known})`) };
    }
    case 'day': {
      const moment = `TRY_CAST(${cell} AS TIMESTAMP)`;
      const written = `regexp_full_match(${cell}, '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?')`;
      return { value: `CAST(${moment} AS DATE)`, plain: unlessEmpty(`${moment} IS NOT NULL AND ${written}`) };
    }
    case 'month': {
      const day = `TRY_CAST(concat(${cell}, '-01') AS DATE)`;
      return {
        value: day,
        plain: unlessEmpty(`${day} IS NOT NULL AND regexp_full_match(${cell}, '[0-9]{4}-[0-9]{2}')`),
      };
    }
    default: {
      const digits = field.type === 'money' ? 6 : 3;
      const value = decimalSql(cell, digits, judged);
      if (judged) return { value, plain: 'TRUE' };
      const minus = field.positive ? '' : '-?';
      const written = `regexp_full_match(${cell}, '${minus}[0-9]{1,9}([.][0-9]{1,${digits}})?')`;
      return { value, plain: unlessEmpty(written) };
    }
  }
}

/**
 * A decimal as an integer at `digits` decimals. A double is fast, and at the nine digits before the point and six
 * behind it that are plain it still rounds to the exact integer; what the engine has judged may be larger.
 */
function decimalSql(cell: string, digits: number, judged: boolean): string {
  return judged
    ? `CAST(TRY_CAST(${cell} AS DECIMAL(38, ${digits})) * ${10 ** digits} AS BIGINT)`
    : `TRY_CAST(round(TRY_CAST(${cell} AS DOUBLE) * ${10 ** digits}) AS BIGINT)`;
}

function sqlType(field: Field): string {
  if (field.type === 'day' || field.type === 'month') return 'DATE';
  return field.type === 'money' || field.type === 'quantity' || field.type === 'minutes'
    ? 'BIGINT'
    : 'VARCHAR';
}
