import { formatDecimal } from '@clientele/engine';
import type { Explanation } from '../../contract/profit-answers.ts';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import { batchFiles } from '../facts/batch-store.ts';
import { type Row, scopedQuery } from '../ledger/ledger.ts';
import { type Explaining, startOf, totalOf } from './explaining.ts';
import { monthBounds } from './months.ts';

const FACTS = scopedQuery('explained-facts');
const SHOWN_MOST = 50;

type Fact = Explanation['facts'][number];
export type FactsBehind = Pick<
  Explanation,
  'factsTotal' | 'factsFrom' | 'factsValue' | 'factsRest' | 'facts'
>;

/** Which facts stand behind a figure. */
export interface FactsAsked {
  readonly customer: number;
  readonly measure:
    | 'amount'
    | 'net'
    | 'list'
    | 'discount'
    | 'rebate'
    | 'correction'
    | 'cost'
    | 'uncosted'
    | 'quantity'
    | 'count'
    | 'money'
    | 'minutes';
  readonly lines?: 'all' | 'sale' | 'return' | 'special' | 'export' | 'manual';
  /** Only lines of one product, by its number, and activities that name an order with it. */
  readonly product?: string | undefined;
  /** A kind of activity instead of order lines, and only those with a flag. */
  readonly activity?: string;
  readonly flag?: string | undefined;
  /** What our own mistakes caused: in, left out, or alone. */
  readonly own?: 'all' | 'without' | 'only';
  /** The facts add up to the figure, or to the same amount below zero where the figure is a deduction. */
  readonly adds?: 1 | -1;
}

/** The largest facts with their file and row, how many there are, and what they come to where they add up. */
export async function factsBehind(
  asked: Explaining,
  ...behind: readonly [FactsAsked, ...FactsAsked[]]
): Promise<FactsBehind> {
  const lists = await Promise.all(behind.map(one => rowsBehind(asked, one)));
  const seen = new Set<string>();
  // One row of a file may be counted by several drivers; it stands there once.
  const rows = lists.flat().filter(row => {
    const place = `${row.batch_id} ${row.row_number}`;
    return !seen.has(place) && seen.add(place);
  });
  return factsOf(asked, { adds: behind.every(({ adds }) => adds !== undefined), rows });
}

async function rowsBehind({ stores, scope, ranked }: Explaining, behind: FactsAsked): Promise<Row[]> {
  const rows = await stores.ledger.rows(scope, FACTS, {
    ...monthBounds(ranked.period),
    customer: behind.customer,
    measure: behind.measure,
    lines: behind.lines ?? 'all',
    product: behind.product ?? '',
    activity: behind.activity ?? '',
    flag: behind.flag ?? '',
    own: behind.own ?? 'all',
    home_country: ranked.settings.homeCountry ?? '',
  });
  const unit =
    { quantity: 'units', count: '', minutes: 'min' }[behind.measure as string] ?? ranked.settings.currency;
  const turn = behind.adds ?? 1;
  return rows.map(row => ({ ...row, value: turn * Number(row.value) || 0, unit }));
}

interface FactRows {
  /** Each with `label`, `value`, `unit`, `day`, `batch_id` and `row_number`. */
  readonly rows: readonly Row[];
  readonly adds: boolean;
}

/** Rows of the ledger as facts: a page of them, from where the address says. */
export async function factsOf(asked: Explaining, { rows, adds }: FactRows): Promise<FactsBehind> {
  const { stores, scope } = asked;
  const files = await stores.database.within(scope, store => batchFiles(scope, store));
  const from = startOf(asked.narrowing.facts);
  const facts = rows.slice(from, from + SHOWN_MOST).map((row): Fact => {
    const batch = files.get(Number(row.batch_id));
    return {
      text: String(row.label),
      value: formatDecimal(Number(row.value)),
      unit: String(row.unit),
      day: String(row.day ?? ''),
      file: batch?.file ?? '',
      row: Number(row.row_number),
      batch: batch?.publicId ?? '',
    };
  });
  const value = (some: readonly Row[]) =>
    adds ? formatDecimal(totalOf(some.map(row => ({ amount: Number(row.value) })))) : null;
  const rest = rows.slice(from + SHOWN_MOST);
  return {
    factsTotal: rows.length,
    factsFrom: from,
    factsValue: value(rows),
    factsRest: restOf(asked, from + SHOWN_MOST, {
      count: rest.length,
      value: value(rest),
      unit: String(rest[0]?.unit ?? ''),
    }),
    facts,
  };
}

/** Where the facts after those shown open; none where all are shown. */
export function restOf(
  { figure, narrowing }: Explaining,
  from: number,
  rest: Omit<NonNullable<Explanation['factsRest']>, 'figure'>,
): Explanation['factsRest'] {
  return rest.count > 0 ? { ...rest, figure: narrowedFigure(figure, { ...narrowing, facts: from }) } : null;
}
