import { formatDecimal, type Scope } from '@clientele/engine';
import { listBatches } from '../facts/store.ts';
import type { Explained } from './explain.ts';
import { type Input, input, NO_FACTS } from './explain-facts.ts';
import { unassignedStatement } from './portfolio.ts';
import type { ProfitStores, Ranked } from './ranked.ts';
import { type BooksClosed, reconcilePeriod } from './reconcile.ts';

/** Figures of the whole portfolio and of its reconciliation. */
export async function explainPortfolio(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  figure: string,
): Promise<Explained | undefined> {
  const books = await reconcilePeriod(stores.ledger, scope, ranked.portfolio, ranked.period);
  const build = FIGURES[figure];
  if (!build) return undefined;
  const { currency } = ranked.settings;
  const money = (label: string, amount: bigint, address: string | null = null, note: string | null = null) =>
    input(label, formatDecimal(amount), currency, address, note);
  const explained = { unit: currency, caution: null, ...NO_FACTS, ...build({ ranked, books, money }) };
  return figure === 'reconciliation/files' || figure === 'portfolio/revenue'
    ? { ...explained, ...(await filesBehind(stores, scope, currency)) }
    : explained;
}

interface Given {
  readonly ranked: Ranked;
  readonly books: BooksClosed;
  readonly money: (label: string, amount: bigint, address?: string | null, note?: string | null) => Input;
}
type Built = Pick<Explained, 'title' | 'value' | 'formula' | 'inputs'> & Partial<Explained>;

const FIGURES: Readonly<Record<string, (given: Given) => Built>> = {
  'portfolio/customers': ({ ranked, books }) => ({
    title: 'Customers',
    value: String(books.totals.customers),
    unit: 'customers',
    formula: 'Customers with an order line, a return or a costed activity in the period',
    inputs: [
      input('Lose money', String(ranked.portfolio.whale.unprofitable), 'customers'),
      input('Come out at zero', String(ranked.portfolio.whale.zero), 'customers'),
    ],
  }),
  'portfolio/revenue': ({ books, money }) => ({
    title: 'Net revenue',
    value: formatDecimal(books.totals.revenue),
    formula:
      'Net revenue of customers and of lines without a customer; it has to equal what the kept files add up to',
    inputs: [
      money('Customers', books.totals.revenueCustomers),
      money('Unassigned', books.totals.revenueUnassigned, 'reconciliation/unassigned'),
      money('Kept files', books.files, 'reconciliation/files'),
      money('Difference', books.revenueDifference),
    ],
  }),
  'portfolio/profit': ({ ranked, books, money }) => ({
    title: 'Profit of customers',
    value: formatDecimal(books.totals.profitCustomers),
    formula:
      'The sum of the profit of all customers: contribution less cost to serve, before what nobody caused',
    inputs: [
      money('Earned by those who earn', ranked.portfolio.whale.peak, 'portfolio/peak'),
      money('Lost by those who lose', ranked.portfolio.whale.end - ranked.portfolio.whale.peak),
      money(
        'Company profit',
        books.result.companyProfit,
        'portfolio/companyProfit',
        'after what no customer caused',
      ),
    ],
  }),
  'portfolio/contribution': ({ books, money }) => ({
    title: 'Contribution',
    value: formatDecimal(books.totals.contribution),
    formula: 'Net revenue less product cost, customers and unassigned together',
    inputs: [money('Net revenue', books.totals.revenue, 'portfolio/revenue')],
  }),
  'portfolio/costToServe': ({ ranked, books, money }) => ({
    title: 'Cost to serve',
    value: formatDecimal(books.totals.costToServe),
    formula: 'What the activities of the cost model cost, for customers and for nobody, pool by pool',
    inputs: books.lines
      .filter(line => line.customers + line.unassigned !== 0n)
      .map(line => money(line.name, line.customers + line.unassigned, `pool/${line.pool}`)),
    caution: ranked.model.model.activities.some(({ assumed }) => assumed)
      ? 'Some rates of the model are assumed, not measured.'
      : null,
  }),
  'portfolio/peak': ({ ranked: { portfolio }, money }) => ({
    title: 'Peak of the whale curve',
    value: formatDecimal(portfolio.whale.peak),
    formula: `The cumulative profit of the first ${portfolio.whale.peakCustomers} customers, before those who lose money`,
    inputs: [
      money('Profit of all customers', portfolio.whale.end, 'portfolio/profit'),
      money('Lost by those who lose', portfolio.whale.end - portfolio.whale.peak),
      input('Peak against total', percent(portfolio.whale.peakOverEnd), '%'),
    ],
  }),
  'portfolio/companyProfit': ({ books, money }) => companyProfit(books, money),
  'reconciliation/difference': ({ books, money }) => ({
    ...companyProfit(books, money),
    title: 'Reconciliation to the ledger',
    value: formatDecimal(books.result.difference),
    formula:
      'Profit from the customers down less profit from the ledger up; zero when everything is accounted for',
    inputs: [
      money('From the customers down', books.result.companyProfit, 'portfolio/companyProfit'),
      money('From the ledger up', books.result.ledgerProfit),
      money('Net revenue against the files', books.revenueDifference, 'reconciliation/files'),
    ],
  }),
  'reconciliation/files': ({ books, money }) => ({
    title: 'What the kept files add up to',
    value: formatDecimal(books.files),
    formula:
      'The control totals taken when each file was read: amounts of order lines and returns less rebates',
    inputs: [money('Net revenue in the measures', books.totals.revenue, 'portfolio/revenue')],
  }),
  'reconciliation/unassigned': ({ ranked, money }) => {
    const nobody = unassignedStatement(ranked.portfolio);
    return {
      title: 'Unassigned',
      value: formatDecimal(nobody?.profit ?? 0),
      formula: 'Order lines and activities without a customer: contribution less what handling them costs',
      inputs: [
        money('Net revenue', BigInt(nobody?.netRevenue ?? 0)),
        money('Product cost', BigInt(nobody?.productCost ?? 0)),
        money('Cost to serve', BigInt(nobody?.costToServe ?? 0)),
      ],
    };
  },
  'reconciliation/ownMistakes': byPool(
    'Our own mistakes',
    'What returns and activities that we caused cost',
    line => line.ownMistakes,
  ),
  'reconciliation/unused': byPool(
    'Unused capacity',
    'Ledger amount less what was charged; below zero where more was used than supplied. Not charged to any customer',
    line => (line.kind === 'not in the model' ? 0n : line.unused),
  ),
  'reconciliation/sustaining': byPool(
    'Sustaining cost',
    'Pools that keep the business open; never spread over customers',
    line => line.sustaining,
  ),
  'reconciliation/notInTheModel': byPool(
    'Not in the model',
    'Ledger amounts of pools that the cost model does not name',
    line => (line.kind === 'not in the model' ? line.unused : 0n),
  ),
};

function byPool(
  title: string,
  formula: string,
  pick: (line: BooksClosed['lines'][number]) => bigint,
): (given: Given) => Built {
  return ({ books, money }) => ({
    title,
    formula,
    value: formatDecimal(books.lines.reduce((total, line) => total + pick(line), 0n)),
    inputs: books.lines
      .filter(line => pick(line) !== 0n)
      .map(line => money(line.name, pick(line), `pool/${line.pool}`)),
  });
}

function companyProfit({ result }: BooksClosed, money: Given['money']): Built {
  return {
    title: 'Company profit',
    value: formatDecimal(result.companyProfit),
    formula:
      'Profit of customers and unassigned, less our own mistakes, unused capacity, sustaining cost and what the model does not name',
    inputs: [
      money('Profit of customers', result.profitOfCustomers, 'portfolio/profit'),
      money('Unassigned', result.profitUnassigned, 'reconciliation/unassigned'),
      money('Our own mistakes', -result.ownMistakes, 'reconciliation/ownMistakes'),
      money('Unused capacity', -result.unused, 'reconciliation/unused'),
      money('Sustaining cost', -result.sustaining, 'reconciliation/sustaining'),
      money('Not in the model', -result.notInTheModel, 'reconciliation/notInTheModel'),
    ],
  };
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : (Math.round(share * 1000) / 10).toString();
}

/** The files that the order lines came from, largest first, each with its heading row. */
async function filesBehind(stores: ProfitStores, scope: Scope, currency: string) {
  const rows = await stores.database.within(scope, store => listBatches(scope, store));
  const kept = rows.filter(
    row => row.state === 'kept' && (row.kind === 'order-lines' || row.kind === 'returns'),
  );
  return {
    factsTotal: kept.length,
    facts: kept.slice(0, 50).map(row => ({
      text: `${row.rows_kept} rows kept, ${row.rows_refused} refused`,
      value: formatDecimal(BigInt(row.amount ?? '0')),
      unit: currency,
      day: row.last_month ?? '',
      file: row.file_name,
      row: 1,
      batch: row.public_id,
    })),
  };
}
