import type { Bridge } from '../contract/bridge.ts';
import { exactText, isNegative } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, WHERE } from './command.ts';
import { connected } from './connection.ts';
import { amountsIn } from './headline.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, figures, printTable, words } from './table.ts';

const usage = 'bridge [--from PERIOD] [--to PERIOD] [--customer KEY] [--where FIELD:VALUE …]';

export const command: Command = {
  usage,
  does: 'From the profit of one period to that of another: volume, mix and price of what was sold, product cost, each activity, and for the company own mistakes and capacity. The steps sum to the difference to the last digit.',
  options: {
    from: { value: 'PERIOD', does: 'The earlier period; a year before --to unless given' },
    to: { value: 'PERIOD', does: 'The later period; the last year with facts unless given' },
    customer: { value: 'KEY', does: 'Only this customer: its number in the source system, or an id' },
    where: WHERE,
    segment: { value: 'NAME', does: 'Short for --where segment:NAME' },
    country: { value: 'CODE', does: 'Short for --where country:CODE' },
  },
  examples: [
    'clientele bridge --from 2024 --to 2025',
    'clientele bridge --from 2024-Q1 --to 2025-Q1 --customer 10104',
  ],
  exits: { 0: 'shown', 1: 'refused: nothing to compare, no such customer, or not a period' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const { from, to, customer, segment, country } = asked.values;
  const query = { from, to, customer, segment, country, where: asked.lists.where?.slice() };
  return await connected(asked, async connection => {
    const bridge = await connection.call('bridge', { query });
    if (isJson(asked)) asked.screen.json(bridge);
    else printBridge(asked.screen, bridge);
    return EXIT.done;
  });
}

function printBridge(screen: Screen, { name, of, before, after, difference, steps, currency }: Bridge): void {
  const whose =
    of === 'company' ? 'Company profit' : `Profit of ${of === 'customers' ? 'customers: ' : ''}${name}`;
  screen.line(`${screen.tone('bold', plain(whose))}   ${before.period} to ${after.period}   ${currency}`);
  screen.line();
  const amount = amountsIn(currency);
  const figure = (exact: string): Cell =>
    isNegative(exact) ? { text: amount(exact), tone: 'red' } : amount(exact);
  const total = (text: string, exact: string): Cell[] => [{ text, tone: 'bold' }, figure(exact), ''];
  printTable(
    screen,
    [words('', 60), figures(''), words('')],
    [
      total(before.period, before.profit),
      ...steps.map(step => [`  ${step.name}`, figure(step.amount), step.assumed ? 'assumed' : '']),
      total(after.period, after.profit),
    ],
  );
  screen.line(screen.tone('dim', `Difference ${exactText(difference)}`));
}
