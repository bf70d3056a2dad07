import type { PortfolioCustomer } from '../contract/profit-answers.ts';
import { countText, isNegative } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD, WHERE, wholeNumber } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer, Question } from './contract.ts';
import { Fault, WrongUsage } from './errors.ts';
import { amountsIn, printHeadline } from './headline.ts';
import { type Chosen, isFiltered, printSelection, showGroups, showStatement } from './portfolio-selection.ts';
import type { Screen } from './screen.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';

const PAGE_ROWS = 5000;
const TOP = 5;
const TOP_MAX = 1000;
const ATTEMPTS_MAX = 5;
const SIGNS = ['loss', 'gain', 'zero'] as const;
const usage = 'portfolio [--period PERIOD] [--where FIELD:VALUE …] [--sign SIGN] [--by FIELD | --statement]';

export const command: Command = {
  usage,
  does: 'The headline of a period: customers, revenue, profit, the whale curve’s peak, whether it reconciles to the ledger, and the customers who earn and lose most. With a filter the same of the customers that pass it, with --by the figures of each group, with --statement the way from list price to profit. With --json all customers follow, each with its activities and cost lines.',
  options: {
    period: PERIOD,
    where: WHERE,
    sign: {
      value: 'SIGN',
      does: 'Only customers that lose money, earn, or come out at zero: loss, gain, zero',
    },
    by: {
      value: 'FIELD',
      does: 'Figures by a field of customers: segment, country, owner, parent, since, grade, sign for who earns and who loses, or custom.HEADING',
    },
    statement: { does: 'The profit and loss of all these customers together' },
    top: { value: 'N', does: `How many customers from each end; ${TOP} unless given, 0 for none` },
  },
  examples: [
    'clientele portfolio --period 2025 --top 10',
    'clientele portfolio --by segment --sign loss',
    'clientele portfolio --where segment:Rail --where grade:C --where grade:D --statement',
    'clientele portfolio --json > portfolio.json',
  ],
  exits: { 0: 'shown, reconciled or not', 1: 'refused: nothing to show, not a period, or no such field' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const top = wholeNumber(asked, 'top', { min: 0, max: TOP_MAX, usage: `clientele ${usage}` }) ?? TOP;
  const { period = 'all', by } = asked.values;
  const chosen: Chosen = { period, where: asked.lists.where?.slice(), sign: signIn(asked) };
  return await connected(asked, async connection => {
    if (by !== undefined) await showGroups(asked, connection, { ...chosen, by });
    else if (asked.flags.has('statement')) await showStatement(asked, connection, chosen);
    else if (isJson(asked)) asked.screen.json(await wholePortfolio(connection, chosen));
    else await showHeadline(asked.screen, connection, { ...chosen, top });
    return EXIT.done;
  });
}

function signIn({ values: { sign } }: Asked): (typeof SIGNS)[number] | undefined {
  const known = SIGNS.find(one => one === sign);
  if (sign !== undefined && !known)
    throw new WrongUsage(`--sign takes ${SIGNS.join(', ')}, not "${sign}".`, `clientele ${usage}`);
  return known;
}

async function showHeadline(
  screen: Screen,
  connection: Connection,
  { top, ...chosen }: Chosen & { top: number },
): Promise<void> {
  const portfolio = await connection.call('portfolio', { query: { period: chosen.period } });
  if (isFiltered(chosen)) printSelection(screen, await connection.call('selection', { query: chosen }));
  else printHeadline(screen, portfolio);
  if (top > 0) await printEnds(screen, connection, { ...chosen, top, currency: portfolio.currency });
}

/** The headline with every customer: all of one revision, even while files come in. */
async function wholePortfolio(connection: Connection, chosen: Chosen) {
  const { period } = chosen;
  let before = await connection.call('portfolio', { query: { period } });
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const customers = await everyCustomer(connection, chosen);
    const after = await connection.call('portfolio', { query: { period } });
    if (after.revision === before.revision && after.model.id === before.model.id)
      return { ...before, customers };
    before = after;
  }
  throw new Fault(
    'The book kept changing while it was read: run the command again when the imports are done.',
  );
}

async function everyCustomer(connection: Connection, chosen: Chosen): Promise<PortfolioCustomer[]> {
  const customers: PortfolioCustomer[] = [];
  for (;;) {
    const query = { ...chosen, sort: 'rank', offset: customers.length, limit: PAGE_ROWS } as const;
    const page: Answer<'ranking'> = await connection.call('ranking', { query });
    customers.push(...page.customers);
    if (page.customers.length === 0 || customers.length >= page.total) return customers;
  }
}

async function printEnds(
  screen: Screen,
  connection: Connection,
  { top, currency, ...chosen }: Chosen & { top: number; currency: string },
): Promise<void> {
  const page = async (query: Question<'ranking'>['query']) =>
    await connection.call('ranking', { query: { ...chosen, sort: 'rank', ...query } });
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
