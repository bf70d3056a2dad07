import { formatDecimal } from '@clientele/engine';
import { figureIn, figureOf } from '../../contract/profit-figure.ts';
import type { BatchRow } from '../facts/batch-store.ts';
import { existingBatch } from '../facts/batches.ts';
import { listProblems } from '../facts/problem-store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { type FactsBehind, factsOf, restOf } from './explain-facts.ts';
import { explainRow } from './explain-row.ts';
import { type Explained, type Explaining, inputsIn, NO_FACTS, startOf } from './explaining.ts';
import { monthBounds } from './months.ts';
import { timelessRows } from './source-rows.ts';

const QUERIES = {
  months: scopedQuery('batch-months'),
  facts: scopedQuery('batch-facts'),
};
const PROBLEMS_SHOWN_MOST = 50;

/** A figure of one import: `batch/bat_x/amount`, and of one month of it: `batch/bat_x/amount@2025-03`. */
export async function explainBatch(
  asked: Explaining,
  [id = '', figure = '', ...more]: readonly string[],
): Promise<Explained | undefined> {
  const batch = await existingBatch(asked.stores, asked.scope, id);
  if (figure === 'row' && batch.state === 'kept') return explainRow(asked, batch, more);
  if (more.length > 0) return undefined;
  if (figure === 'rowsRead') return explainRowsRead(batch);
  if (figure === 'rowsRefused') return explainRowsRefused(asked, batch);
  if (batch.state !== 'kept') return undefined;
  if (figure === 'netAmount') return explainNet(asked, batch);
  const measured = MEASURED[figure];
  return measured && explainMonths(asked, batch, figure, measured);
}

interface Measured {
  readonly title: string;
  readonly formula: string;
  readonly measure: 'amount' | 'rebate' | 'count';
}

const MEASURED: Readonly<Record<string, Measured>> = {
  amount: { title: 'Amount of', formula: 'The amounts of the rows kept', measure: 'amount' },
  rebates: { title: 'Rebates in', formula: 'The rebates on the order lines kept', measure: 'rebate' },
  rowsKept: { title: 'Rows kept of', formula: 'Rows that hold what their layout asks for', measure: 'count' },
};

/** A sum over the rows of a file: by month, and in one month by row. */
async function explainMonths(
  asked: Explaining,
  batch: BatchRow,
  figure: string,
  { title, formula, measure }: Measured,
): Promise<Explained> {
  const { ranked } = asked;
  const months = await monthsOf(asked, batch);
  const amounts = months.map(
    row => BigInt(String(row[COLUMN[measure]])) * (measure === 'count' ? MICRO : 1n),
  );
  const unit = measure === 'count' ? 'rows' : ranked.settings.currency;
  const { plus } = inputsIn(unit);
  const one = months.length <= 1;
  const timeless = measure === 'count' && months.length === 0;
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  return {
    title: `${title} ${batch.file_name}`,
    value: timeless ? String(batch.rows_kept) : formatDecimal(total),
    unit,
    formula: timeless ? `${formula}; they belong to no month` : one ? formula : `${formula}, month by month`,
    caution: null,
    inputs: one
      ? []
      : months.map((row, at) => {
          const month = monthText(row.month);
          return plus(
            month,
            amounts[at] as bigint,
            figureIn(figureOf('batch', batch.public_id, figure), month),
          );
        }),
    ...(timeless
      ? await timelessBehind(asked, batch)
      : one
        ? await rowsBehind(asked, batch, { measure, unit })
        : NO_FACTS),
  };
}

const COLUMN = { amount: 'amount', rebate: 'rebate', count: 'facts' } as const;
/** Counts stand in the inputs as amounts do: in millionths. */
const MICRO = 1_000_000n;

function monthsOf({ stores, scope, ranked }: Explaining, { id }: BatchRow) {
  return stores.ledger.rows(scope, QUERIES.months, { ...monthBounds(ranked.period), batch: id });
}

async function rowsBehind(
  asked: Explaining,
  { id }: BatchRow,
  { measure, unit }: { measure: Measured['measure']; unit: string },
): Promise<FactsBehind> {
  const { stores, scope, ranked } = asked;
  const given = { ...monthBounds(ranked.period), batch: id, measure };
  const rows = await stores.ledger.rows(scope, QUERIES.facts, given);
  const listed = rows.map(row => ({ ...row, day: row.day ?? monthText(row.month), unit, batch_id: id }));
  return factsOf(asked, { adds: true, rows: listed });
}

/** Products, customers and exchange rates state no amounts of a month; each is listed by the row that states it. */
async function timelessBehind(asked: Explaining, batch: BatchRow): Promise<FactsBehind> {
  const rows = await timelessRows(asked, batch);
  return factsOf(asked, {
    adds: false,
    rows: rows.map(row => ({ ...row, batch_id: batch.id, value: Number(MICRO), unit: 'rows' })),
  });
}

/** What a file brought to net revenue in the period: its control total. */
async function explainNet(asked: Explaining, batch: BatchRow): Promise<Explained> {
  const { currency } = asked.ranked.settings;
  const { plus, minus } = inputsIn(currency);
  const months = await monthsOf(asked, batch);
  const total = (column: 'amount' | 'rebate') =>
    months.reduce((sum, row) => sum + BigInt(String(row[column])), 0n);
  return {
    title: `Net amount of ${batch.file_name}`,
    value: formatDecimal(total('amount') - total('rebate')),
    unit: currency,
    formula: 'Amounts of its order lines and returns less the rebates on them',
    caution: null,
    inputs: [
      plus('Amounts', total('amount'), figureOf('batch', batch.public_id, 'amount')),
      minus('Rebates', total('rebate'), figureOf('batch', batch.public_id, 'rebates')),
    ],
    ...NO_FACTS,
  };
}

function explainRowsRead(batch: BatchRow): Explained {
  const { plus } = inputsIn('rows');
  const part = (figure: string) => figureIn(figureOf('batch', batch.public_id, figure), 'all');
  return {
    title: `Rows read of ${batch.file_name}`,
    value: String(batch.rows_read),
    unit: 'rows',
    formula: 'Every row below the heading was either kept or waits to be mended',
    caution: null,
    inputs: [
      plus('Kept', BigInt(batch.rows_kept) * MICRO, batch.state === 'kept' ? part('rowsKept') : null),
      plus('To mend', BigInt(batch.rows_refused) * MICRO, part('rowsRefused')),
    ],
    ...NO_FACTS,
  };
}

async function explainRowsRefused(asked: Explaining, batch: BatchRow): Promise<Explained> {
  const { stores, scope, narrowing } = asked;
  const offset = startOf(narrowing.facts);
  const { total, problems } = await stores.database.within(scope, store =>
    listProblems(scope, store, batch.id, { offset, limit: PROBLEMS_SHOWN_MOST }),
  );
  return {
    title: `Rows to mend of ${batch.file_name}`,
    value: String(batch.rows_refused),
    unit: 'rows',
    formula: 'Rows that do not hold what their layout asks for; a row may have several problems',
    caution: null,
    inputs: [],
    factsTotal: total,
    factsFrom: offset,
    factsValue: null,
    factsRest: restOf(asked, offset + problems.length, {
      count: total - offset - problems.length,
      value: null,
      unit: '',
    }),
    facts: problems.map(problem => ({
      text: `${problem.field}: ${problem.what}. ${problem.mend}`,
      value: '',
      unit: '',
      day: '',
      file: batch.file_name,
      row: problem.row,
      batch: batch.public_id,
    })),
  };
}
