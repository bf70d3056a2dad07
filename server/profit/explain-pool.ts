import { formatDecimal, type Pool, unexplained } from '@clientele/engine';
import { figureOf } from '../../contract/profit-figure.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { refuseNarrow } from '../whole-company.ts';
import { factsOf } from './explain-facts.ts';
import { explainPoolCharges } from './explain-pool-charges.ts';
import { explainCapacity, explainPoolRate } from './explain-rate.ts';
import { type Explained, type Explaining, type Input, inputsIn, NO_FACTS } from './explaining.ts';
import { monthBounds } from './months.ts';
import { type BooksClosed, reconcilePeriod } from './reconcile.ts';

const POOL_ROWS = scopedQuery('pool-rows');
const FORMULAS = {
  time: 'Ledger = customers + unassigned + our own mistakes + unused capacity. Rate of a month = ledger amount ÷ practical capacity',
  rate: 'A fixed rate per minute; nothing can be unused, and the ledger takes what it charges',
  money: 'Ledger = money traced to customers and to nobody + our own mistakes + what no activity traces',
  sustaining: 'Keeps the business open and is never spread over customers',
  'not in the model': 'The ledger books it, the cost model names no such pool',
} as const;

export type PoolBooked = BooksClosed['lines'][number];

/** Where a pool's amount went: the columns of the pool table, by the last part of the address. */
const COLUMNS: Readonly<Record<string, { title: string; amount: (line: PoolBooked) => bigint }>> = {
  ledger: { title: 'Ledger amount', amount: line => line.ledger },
  customers: { title: 'Charged to customers', amount: line => line.customers },
  unassigned: { title: 'Charged to nobody', amount: line => line.unassigned },
  ownMistakes: { title: 'Our own mistakes', amount: line => line.ownMistakes },
  unused: { title: 'Unused capacity', amount: line => (isNamed(line) ? line.unused : 0n) },
  sustaining: { title: 'Sustaining cost', amount: line => line.sustaining },
  notInTheModel: { title: 'Not in the model', amount: line => (isNamed(line) ? 0n : line.unused) },
  unexplained: { title: 'Difference', amount: unexplained },
};

/** What makes a column's sum over all pools. */
const SUMS: Readonly<Record<string, string>> = {
  ledger: 'All that the ledger books on cost pools',
  customers: 'What the activities of customers cost',
  unassigned: 'What lines and activities without a customer cost',
  ownMistakes: 'What returns and activities that we caused cost',
  unused:
    'Ledger amount less what was charged; below zero where more was used than supplied. Not charged to any customer',
  sustaining: 'Pools that keep the business open; never spread over customers',
  notInTheModel: 'Ledger amounts of pools that the cost model does not name',
  unexplained: 'Ledger amounts less all that became of them; zero when nothing is lost',
};

/** A pool's ledger amount and how it was used, with the ledger rows behind it: `pool/desk`, `pool/desk/unused`. */
export async function explainPool(
  asked: Explaining,
  [key = '', part = '', activity = '']: readonly string[],
): Promise<Explained | undefined> {
  const pool = asked.ranked.portfolio.model.pools.find(candidate => candidate.key === key);
  if (part === 'rate') return pool && explainPoolRate(asked, pool);
  refuseNarrow(asked.scope);
  const line = (await booksOf(asked)).lines.find(candidate => candidate.pool === key);
  if (!line) return undefined;
  if (part === '') return explainLedger(asked, line, pool);
  if (part === 'capacity') return pool && explainCapacity(asked, pool);
  return (await explainPoolCharges(asked, line, [part, activity])) ?? explainRest(asked, line, part);
}

/** A column of the pool table over all pools: `pools/unused`. */
export async function explainPools(
  asked: Explaining,
  [column = '', more = '']: readonly string[],
): Promise<Explained | undefined> {
  const { title, amount } = COLUMNS[column] ?? {};
  if (more !== '' || !title || !amount) return undefined;
  refuseNarrow(asked.scope);
  const { lines } = await booksOf(asked);
  const { currency } = asked.ranked.settings;
  const { plus } = inputsIn(currency);
  return {
    title: `${title}, all pools`,
    value: formatDecimal(lines.reduce((total, line) => total + amount(line), 0n)),
    unit: currency,
    formula: SUMS[column] ?? '',
    caution: null,
    inputs: lines
      .filter(line => amount(line) !== 0n)
      .map(line => plus(line.name, amount(line), poolFigure(line.pool, column))),
    ...NO_FACTS,
  };
}

function booksOf({ stores, scope, ranked }: Explaining): Promise<BooksClosed> {
  return reconcilePeriod(stores.ledger, scope, ranked.portfolio, ranked.period);
}

async function explainLedger(
  asked: Explaining,
  line: PoolBooked,
  pool: Pool | undefined,
): Promise<Explained> {
  const { stores, scope, ranked } = asked;
  const { currency } = ranked.settings;
  const { plus } = inputsIn(currency);
  const rows = await stores.ledger.rows(scope, POOL_ROWS, { ...monthBounds(ranked.period), pool: line.pool });
  const parts = Object.keys(COLUMNS).filter(column => column !== 'ledger' && amountOf(line, column) !== 0n);
  return {
    title: line.name,
    value: formatDecimal(line.ledger),
    unit: currency,
    formula: FORMULAS[line.kind],
    caution: pool?.assumed ? `Assumed, not measured. ${pool.source ?? ''}`.trim() : null,
    inputs: parts.map(column =>
      plus(titleOf(line, column), amountOf(line, column), poolFigure(line.pool, column)),
    ),
    ...(await factsOf(asked, {
      adds: line.kind !== 'rate',
      rows: rows.map(row => ({
        ...row,
        label: `${line.name}${row.account === null ? '' : `, account ${row.account}`}`,
        value: row.amount ?? 0,
        unit: currency,
        day: monthText(row.month),
      })),
    })),
  };
}

/** What was not charged: all of it, or the ledger's amount less what was. */
function explainRest(asked: Explaining, line: PoolBooked, column: string): Explained | undefined {
  if (!Object.hasOwn(COLUMNS, column) || column === 'ledger') return undefined;
  const { currency } = asked.ranked.settings;
  const { plus, minus } = inputsIn(currency);
  const value = amountOf(line, column);
  const less = Object.keys(COLUMNS).filter(
    other =>
      other !== 'ledger' &&
      other !== column &&
      (column === 'unexplained' || other !== 'unexplained') &&
      amountOf(line, other) !== 0n,
  );
  const inputs: Input[] = [
    plus('Ledger amount', line.ledger, poolFigure(line.pool, 'ledger')),
    ...less.map(other => minus(titleOf(line, other), amountOf(line, other), poolFigure(line.pool, other))),
  ];
  return {
    title: `${titleOf(line, column)}, ${line.name}`,
    value: formatDecimal(value),
    unit: currency,
    formula: less.length === 0 ? FORMULAS[line.kind] : 'Ledger amount less what became of it otherwise',
    caution: null,
    inputs,
    ...NO_FACTS,
  };
}

function titleOf(line: PoolBooked, column: string): string {
  if (column === 'unused' && line.kind === 'money') return 'Not traced';
  return COLUMNS[column]?.title ?? column;
}

function amountOf(line: PoolBooked, column: string): bigint {
  return COLUMNS[column]?.amount(line) ?? 0n;
}

function isNamed({ kind }: PoolBooked): boolean {
  return kind !== 'not in the model';
}

function poolFigure(pool: string, column: string): string {
  return column === 'ledger' ? figureOf('pool', pool) : figureOf('pool', pool, column);
}
