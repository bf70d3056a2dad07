import type { PortfolioCustomer } from '../contract/profit-answers.ts';
import { countText, isNegative } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD, wholeNumber } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer, Question } from './contract.ts';
import { Fault } from './errors.ts';
import { amountsIn, printHeadline } from './headline.ts';
import type { Screen } from './screen.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';

const PAGE_ROWS = 5000;
const TOP = 5;
const TOP_MAX = 1000;
const ATTEMPTS_MAX = 5;
const usage = 'portfolio [--period PERIOD] [--top N]';

export const command: Command = {
  usage,
  does: 'The headline of a period: customers, revenue, profit, the whale curve’s peak, whether it reconciles to the ledger, and the customers who earn and lose most. With --json all customers follow, each with its activities and cost lines.',
  options: {
    period: PERIOD,
    top: { value: 'N', does: `How many customers from each end; ${TOP} unless given, 0 for none` },
  },
  examples: ['clientele portfolio --period 2025 --top 10', 'clientele portfolio --json > portfolio.json'],
  exits: { 0: 'shown, reconciled or not', 1: 'refused: nothing to show, or not a period' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const top = wholeNumber(asked, 'top', { min: 0, max: TOP_MAX, usage: `clientele ${usage}` }) ?? TOP;
  const { screen } = asked;
  const period = asked.values.period ?? 'all';
  return await connected(asked, async connection => {
    if (isJson(asked)) {
      screen.json(await wholePortfolio(connection, period));
    } else {
      const portfolio = await connection.call('portfolio', { query: { period } });
      printHeadline(screen, portfolio);
      if (top > 0) await printEnds(screen, connection, { period, top, currency: portfolio.currency });
    }
    return EXIT.done;
  });
}

/** The headline with every customer: all of one revision, even while files come in. */
async function wholePortfolio(connection: Connection, period: string) {
  let before = await connection.call('portfolio', { query: { period } });
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const customers = await everyCustomer(connection, period);
    const after = await connection.call('portfolio', { query: { period } });
    if (after.revision === before.revision && after.model.id === before.model.id)
      return { ...before, customers };
    before = after;
  }
  throw new Fault(
    'The book kept changing while it was read: run the command again when the imports are done.',
  );
}

async function everyCustomer(connection: Connection, period: string): Promise<PortfolioCustomer[]> {
  const customers: PortfolioCustomer[] = [];
  for (;;) {
    const query = { period, sort: 'rank', offset: customers.length, limit: PAGE_ROWS } as const;
    const page: Answer<'ranking'> = await connection.call('ranking', { query });
    customers.push(...page.customers);
    if (page.customers.length === 0 || customers.length >= page.total) return customers;
  }
}

async function printEnds(
  screen: Screen,
  connection: Connection,
  { period, top, currency }: { period: string; top: number; currency: string },
): Promise<void> {
  const page = async (query: Question<'ranking'>['query']) =>
    await connection.call('ranking', { query: { period, sort: 'rank', ...query } });
  const first = await page({ limit: 2 * top });
  if (first.total === 0) return;
  const isWhole = first.customers.length >= first.total;
  const best = isWhole ? first.customers : first.customers.slice(0, top);
  const worst = isWhole ? [] : (await page({ limit: top, direction: 'descending' })).customers.toReversed();
  const gap: Cell[][] = isWhole ? [] : [['\u2026']];
  screen.line();
  const row = rowIn(currency);
  printTable(
    screen,
    [
      figures('rank'),
      words('customer', 20),
      words('name', 32),
      spare(3, words('segment', 16)),
      figures('revenue'),
      spare(2, figures('contribution')),
      figures('cost to serve'),
      figures('profit'),
      spare(2, words('grade')),
      spare(1, figures('rev. rank')),
    ],
    [...best.map(row), ...gap, ...worst.map(row)],
  );
}

function rowIn(currency: string): (customer: PortfolioCustomer) => Cell[] {
  const amount = amountsIn(currency);
  return ({
    rank,
    sourceKey,
    name,
    segment,
    revenue,
    contribution,
    costToServe,
    profit,
    grade,
    revenueRank,
  }) => [
    countText(rank),
    sourceKey,
    name === sourceKey ? '' : name,
    segment ?? '',
    amount(revenue),
    amount(contribution),
    amount(costToServe),
    isNegative(profit) ? { text: amount(profit), tone: 'red' } : amount(profit),
    grade,
    countText(revenueRank),
  ];
}
