import { countText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD } from './command.ts';
import { connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { periodName } from './headline.ts';
import type { Screen } from './screen.ts';
import { figures, printTable, words } from './table.ts';

const usage = 'drivers [--period PERIOD]';

export const command: Command = {
  usage,
  does: 'What was counted in a period: orders, lines, units, returns and so on, in total and without a customer, and the customers by class of demand. With --json every customer follows.',
  options: { period: PERIOD },
  examples: ['clientele drivers --period 2025', 'clientele drivers --json > drivers.json'],
  exits: { 0: 'shown', 1: 'refused: nothing to count, or not a period' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const query = { period: asked.values.period ?? 'all' };
  return await connected(asked, async connection => {
    const drivers = await connection.call('drivers', { query });
    if (isJson(asked)) asked.screen.json(drivers);
    else await printDrivers(asked.screen, drivers);
    return EXIT.done;
  });
}

async function printDrivers(screen: Screen, answer: Answer<'drivers'>): Promise<void> {
  const { DRIVERS } = await import('../engine/src/measures/drivers.ts');
  const names: Record<string, string> = Object.fromEntries(DRIVERS.map(({ key, name }) => [key, name]));
  const asOf = answer.asOf === null ? '' : `   as of ${answer.asOf}`;
  screen.line(`${screen.tone('bold', 'Drivers')}   ${periodName(answer.period)}${asOf}`);
  const totals = Object.entries(answer.totals);
  if (totals.length === 0) return;
  screen.line();
  printTable(
    screen,
    [words('driver'), figures('total'), figures('without a customer')],
    totals.map(([key, count]) => [
      names[key] ?? key,
      countText(count),
      countText(answer.unassigned[key] ?? 0),
    ]),
  );
  const classes = Object.entries(answer.demandClasses);
  if (classes.length === 0) return;
  screen.line();
  printTable(
    screen,
    [words('demand'), figures('customers')],
    classes.map(([demand, count]) => [demand, countText(count)]),
  );
}
