import { asInstallation, formatDecimal, type Pool, seesWholeCompany } from '@clientele/engine';
import { figureIn, figureOf } from '../../contract/profit-figure.ts';
import { type Row, scopedQuery } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import type { OfSubject } from './explain-customer.ts';
import { factsOf } from './explain-facts.ts';
import { type Explained, type Explaining, type Input, input, NO_FACTS } from './explaining.ts';
import { monthBounds } from './months.ts';

const QUERIES = {
  costs: scopedQuery('costs-by-month'),
  uses: scopedQuery('pool-uses'),
  rows: scopedQuery('pool-rows'),
};

/** What a minute cost a customer on average: each month has a rate of its own, unless the model fixes one. */
export function customerRate(
  asked: Explaining,
  { subject, figures, row }: OfSubject,
  { pool, index }: { pool: Pool; index: number },
): Input {
  const label = `Cost of a minute in ${pool.name}`;
  const unit = `${asked.ranked.settings.currency}/min`;
  if (pool.kind === 'rate') return input(label, fixedRate(pool), unit, poolRate(pool.key), 'fixed rate');
  const at = (column: Float64Array | undefined) => (row < 0 ? 0 : ((column as Float64Array)[row] as number));
  const value = rateText(at(figures.costs[index]), at(figures.minutes[index]));
  const { key } = asked.ranked.portfolio.model.activities[index] as { key: string };
  const note = 'average of the months: ledger amount ÷ practical capacity of each';
  return input(label, value, unit, `${subject.address}/rate/${figureOf(key)}`, note);
}

/** The rates of the months that make an average one. */
export async function explainCustomerRate(
  asked: Explaining,
  of: OfSubject,
  key: string,
): Promise<Explained | undefined> {
  const { stores, scope, ranked } = asked;
  const { model } = ranked.portfolio;
  const index = model.activities.findIndex(candidate => candidate.key === key);
  const pool = model.pools.find(candidate => candidate.key === model.activities[index]?.pool);
  if (pool?.kind !== 'time') return undefined;
  const bounds = monthBounds(ranked.period);
  const given = { ...bounds, customer: of.subject.id };
  const [costs, uses] = await Promise.all([
    stores.ledger.rows(scope, QUERIES.costs, given),
    // What a minute costs is the company's, and the same to all.
    stores.ledger.rows(asInstallation(scope), QUERIES.uses, bounds),
  ]);
  const months = costs.filter(row => row.activity_number === index && !row.own);
  const use = (month: Row[string] | undefined) =>
    uses.find(row => row.pool === pool.key && row.month === month);
  const { value, unit, label } = customerRate(asked, of, { pool, index });
  return {
    title: `${label} for ${of.subject.name}`,
    value,
    unit,
    formula:
      'Cost ÷ minutes. Each month has its own rate, ledger amount ÷ practical capacity; they weigh by the minutes taken',
    caution: cautionOf(pool),
    inputs: months.map(row => {
      const month = monthText(row.month);
      const minutes = Math.round(Number(row.minutes) / 1e4) / 100;
      const { amount, capacity } = use(row.month) ?? {};
      const rate = rateText(Number(amount ?? 0), Number(capacity ?? 0));
      return input(month, rate, unit, figureIn(poolRate(pool.key), month), `${minutes} min taken`);
    }),
    ...NO_FACTS,
  };
}

/** What a minute in a pool costs in the period. */
export async function explainPoolRate(asked: Explaining, pool: Pool): Promise<Explained | undefined> {
  if (pool.kind !== 'time' && pool.kind !== 'rate') return undefined;
  const { currency } = asked.ranked.settings;
  const explained = {
    title: `Cost of a minute in ${pool.name}`,
    unit: `${currency}/min`,
    caution: cautionOf(pool),
    ...NO_FACTS,
  };
  if (pool.kind === 'rate') {
    const rates = asked.ranked.model.parts.map(({ version, period }) => {
      const own = version.model.pools.find(({ key }) => key === pool.key);
      const figure = figureIn(poolRate(pool.key), `${period.from}..${period.through}`);
      return input(version.name, fixedRate(own ?? pool), explained.unit, figure);
    });
    const changes = new Set(rates.map(({ value }) => value)).size > 1;
    const formula = changes
      ? 'A fixed rate, the latest of those that hold in the period; each version of the cost model has its own'
      : `A fixed rate of the cost model "${asked.ranked.model.name}"`;
    return { ...explained, value: fixedRate(pool), formula, inputs: changes ? rates : [] };
  }
  const { amount, capacity } = await supplyOf(asked, pool.key);
  return {
    ...explained,
    value: rateText(amount, capacity),
    formula: 'Ledger amount ÷ practical capacity',
    inputs: !seesWholeCompany(asked.scope)
      ? []
      : [
          input('Ledger amount', formatDecimal(amount), currency, figureOf('pool', pool.key)),
          input('Practical capacity', formatDecimal(capacity), 'min', figureOf('pool', pool.key, 'capacity')),
        ],
  };
}

/** The minutes that a pool can give, as the ledger's rows or the model state them. */
export async function explainCapacity(asked: Explaining, pool: Pool): Promise<Explained | undefined> {
  if (pool.kind !== 'time') return undefined;
  const { stores, scope, ranked } = asked;
  const rows = await stores.ledger.rows(scope, QUERIES.rows, {
    ...monthBounds(ranked.period),
    pool: pool.key,
  });
  const stated = rows.filter(row => row.capacity !== null);
  const { capacity } = await supplyOf(asked, pool.key);
  return {
    title: `Practical capacity of ${pool.name}`,
    value: formatDecimal(capacity),
    unit: 'min',
    formula:
      pool.capacityMinutes === undefined
        ? 'The minutes that the ledger rows state'
        : `The minutes that the ledger rows state, else ${pool.capacityMinutes} a month by the cost model`,
    caution: cautionOf(pool),
    inputs: [],
    ...(await factsOf(asked, {
      adds: pool.capacityMinutes === undefined,
      rows: stated.map(row => ({
        ...row,
        label: `${pool.name}, capacity of ${monthText(row.month)}`,
        value: Number(row.capacity) * 1000,
        unit: 'min',
        day: monthText(row.month),
      })),
    })),
  };
}

/** Amount and capacity (millionths of a minute) of a pool over the period. */
async function supplyOf({ stores, scope, ranked }: Explaining, pool: string) {
  const uses = await stores.ledger.rows(asInstallation(scope), QUERIES.uses, monthBounds(ranked.period));
  const mine = uses.filter(row => row.pool === pool);
  const total = (column: string) => mine.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
  return { amount: total('amount'), capacity: total('capacity') };
}

/** An amount for so many millionths of a minute as a rate, to six digits; 0 where there are no minutes. */
function rateText(amount: number, minutes: number): string {
  return minutes === 0 ? '0' : formatDecimal(Math.round((amount / minutes) * 1e6));
}

function fixedRate({ ratePerMinute }: Pool): string {
  return ratePerMinute ?? '0';
}

function poolRate(key: string): string {
  return figureOf('pool', key, 'rate');
}

function cautionOf({ assumed, source }: Pool): string | null {
  return assumed ? `Assumed, not measured. ${source ?? ''}`.trim() : null;
}
