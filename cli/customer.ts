import type { CustomerPage } from '../contract/profit-answers.ts';
import { countText, isNegative } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, onlyOperand, PERIOD } from './command.ts';
import { connected } from './connection.ts';
import { WrongUsage } from './errors.ts';
import { amountsIn, periodName } from './headline.ts';
import { plain, type Screen } from './screen.ts';
import { figures, printTable, words } from './table.ts';
import { waterfall } from './waterfall.ts';

const GRAINS = ['month', 'quarter', 'year'] as const;
type Grain = (typeof GRAINS)[number];
const usage = 'customer KEY [--period PERIOD] [--grain month|quarter|year]';

export const command: Command = {
  usage,
  does: 'Profit and loss of one customer from list price to profit, by period, and its drivers against the median of its peers. KEY is the number in the source system, or an id.',
  options: {
    period: PERIOD,
    grain: { value: 'GRAIN', does: 'Columns by month (unless given), quarter or year' },
  },
  examples: ['clientele customer 14646', 'clientele customer 14646 --period 2011 --grain quarter'],
  exits: { 0: 'shown', 1: 'refused: no such customer, or not a period' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const id = onlyOperand(asked, { what: 'KEY', usage: `clientele ${usage}` });
  const query = { period: asked.values.period ?? 'all', grain: grainAsked(asked) };
  return await connected(asked, async connection => {
    const page = await connection.call('customer', { params: { id }, query });
    if (isJson(asked)) asked.screen.json(page);
    else printCustomer(asked.screen, page);
    return EXIT.done;
  });
}

function grainAsked({ values }: Asked): Grain {
  const { grain = 'month' } = values;
  const known = GRAINS.find(each => each === grain);
  if (known) return known;
  throw new WrongUsage(`--grain takes ${GRAINS.join(', ')}, not "${grain}".`, `clientele ${usage}`);
}

function printCustomer(screen: Screen, page: CustomerPage): void {
  const { customer, rank, revenueRank, customers, currency } = page;
  const { name, sourceKey, segment, country } = customer;
  const about = [sourceKey, segment, country].filter(text => text !== null && text !== name).map(String);
  screen.line(`${screen.tone('bold', plain(name))}   ${plain(about.join(', '))}`.trimEnd());
  screen.line(
    `${periodName(page.period)}   ${currency}   rank ${countText(rank)} of ${countText(customers)} by profit, ${countText(revenueRank)} by revenue`,
  );
  screen.line();
  printTable(screen, [words('', 60), figures(''), words('')], waterfall(page));
  screen.line(`Grade ${page.grade}   ${screen.tone('dim', plain(page.gradeReason))}`);
  printPeriods(screen, page);
  printDrivers(screen, page);
}

/** From list price to profit; steps that are zero are left out. */
function printPeriods(screen: Screen, { periods, grain, currency }: CustomerPage): void {
  if (periods.length < 2) return;
  const amount = amountsIn(currency);
  screen.line();
  printTable(
    screen,
    [
      words(grain),
      figures('net revenue'),
      figures('contribution'),
      figures('cost to serve'),
      figures('profit'),
    ],
    periods.map(({ period, statement: { netRevenue, contribution, costToServe, profit } }) => [
      period,
      amount(netRevenue),
      amount(contribution),
      amount(costToServe),
      isNegative(profit) ? { text: amount(profit), tone: 'red' } : amount(profit),
    ]),
  );
}

function printDrivers(screen: Screen, { drivers, peers }: CustomerPage): void {
  const counted = drivers.filter(({ value, peerMedian }) => value !== 0 || (peerMedian ?? 0) !== 0);
  if (counted.length === 0) return;
  const ratio = (value: number | null) => (value === null ? '\u2013' : countText(value, 2));
  screen.line();
  printTable(
    screen,
    [words('driver'), figures('value'), figures('peers'), figures('per order'), figures('peers')],
    counted.map(driver => [
      driver.name,
      countText(driver.value),
      ratio(driver.peerMedian),
      ratio(driver.perOrder),
      ratio(driver.peerMedianPerOrder),
    ]),
  );
  screen.line(screen.tone('dim', plain(`peers: the median of ${countText(peers.customers)}, ${peers.of}`)));
}
