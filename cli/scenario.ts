import { amountText, counted } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, PERIOD } from './command.ts';
import { connected } from './connection.ts';
import type { Answer, Question } from './contract.ts';
import { RefusedRequest, WrongUsage } from './errors.ts';
import { jsonIn } from './json-file.ts';
import { plain, type Screen } from './screen.ts';
import { figures, printTable, words } from './table.ts';

const usage = 'scenario [list | run FILE-OR-ID | save FILE --name NAME | remove ID]';

export const command: Command = {
  usage,
  does: 'What if: prices, discounts, fees, minimum orders, payment terms, services, volumes and rates, for whom they are meant, and what they would come to. Actuals are never touched. list (also when left out) shows those that were saved, run says what one comes to, save keeps a file under a name.',
  options: {
    period: PERIOD,
    name: { value: 'NAME', does: 'With save: what it is called' },
    customer: { value: 'KEY', does: 'With save: a customer that it is about; it then stands on that page' },
    note: { value: 'TEXT', does: 'With save: what it is about' },
  },
  examples: [
    'clientele scenario run fee.json --period 2025',
    'clientele scenario save fee.json --name "Ten a delivery"',
  ],
  exits: { 0: 'done', 1: 'refused: no such scenario, or one that cannot be run' },
  run,
};

type Ran = Answer<'runScenario'>;
type Scenario = Question<'runScenario'>['body'] & object;

async function run(asked: Asked): Promise<number> {
  const [verb = 'list', named, more] = asked.operands;
  if (more !== undefined) throw new WrongUsage(`"${more}" is not understood.`, `clientele ${usage}`);
  if (verb === 'list' && named === undefined) return await list(asked);
  const known = ['run', 'save', 'remove'].includes(verb);
  if (!known) throw new WrongUsage(`"${named ?? verb}" is not understood.`, `clientele ${usage}`);
  if (!named) throw new WrongUsage(`${verb === 'remove' ? 'ID' : 'FILE'} is missing.`, `clientele ${usage}`);
  if (verb === 'run') return await runOne(asked, named);
  return verb === 'save' ? await save(asked, named) : await remove(asked, named);
}

async function list(asked: Asked): Promise<number> {
  return await connected(asked, async connection => {
    const saved = await connection.call('scenarios');
    if (isJson(asked)) asked.screen.json(saved);
    else if (saved.length === 0)
      asked.screen.line('No scenario is saved: clientele scenario save FILE --name NAME.');
    else
      printTable(
        asked.screen,
        [words('scenario'), words('name', 60), figures('changes'), words('by')],
        saved.map(({ id, name, by, scenario }) => [id, name, String(scenario.changes.length), by]),
      );
    return EXIT.done;
  });
}

async function runOne(asked: Asked, named: string): Promise<number> {
  return await connected(asked, async connection => {
    const card = named.startsWith('scn_')
      ? (await connection.call('scenarios')).find(({ id }) => id === named)
      : undefined;
    if (named.startsWith('scn_') && !card)
      throw new RefusedRequest({ code: 'not-found', sentence: `There is no scenario "${named}".` });
    const body = (card?.scenario ?? (await jsonIn(named))) as Scenario;
    const ran = await connection.call('runScenario', { body, query: { period: asked.values.period } });
    if (isJson(asked)) asked.screen.json(ran);
    else printRan(asked.screen, ran);
    return EXIT.done;
  });
}

async function save(asked: Asked, file: string): Promise<number> {
  const { name, note, customer } = asked.values;
  if (!name) throw new WrongUsage('A scenario is saved under a name: --name NAME.', `clientele ${usage}`);
  const scenario = (await jsonIn(file)) as Scenario;
  return await connected(asked, async connection => {
    const card = await connection.call('saveScenario', {
      body: { name, note, scenario, ...(customer && { customers: [customer] }) },
    });
    if (isJson(asked)) asked.screen.json(card);
    else asked.screen.line(`${plain(card.name)}   ${asked.screen.tone('dim', card.id)}`);
    return EXIT.done;
  });
}

async function remove(asked: Asked, id: string): Promise<number> {
  return await connected(asked, async connection => {
    const left = await connection.call('removeScenario', { params: { id } });
    if (isJson(asked)) asked.screen.json(left);
    else asked.screen.line(`Removed; ${counted(left.length, 'scenario')} left.`);
    return EXIT.done;
  });
}

function printRan(screen: Screen, ran: Ran): void {
  const both = ({ low, high }: { low: string; high: string }) =>
    low === high ? amountText(low) : `${amountText(low)} to ${amountText(high)}`;
  printTable(
    screen,
    [words(ran.currency), figures('as it was'), figures('then')],
    [
      ['profit of customers', amountText(ran.profitCustomers.before), both(ran.profitCustomers)],
      ['revenue', amountText(ran.revenue.before), both(ran.revenue)],
      ['the company earns more at once', '', both(ran.company)],
      ['freed capacity', '', both(ran.freed)],
      [
        'customers that lose money',
        String(ran.unprofitable.before),
        ran.unprofitable.low === ran.unprofitable.high
          ? String(ran.unprofitable.low)
          : `${ran.unprofitable.low} to ${ran.unprofitable.high}`,
      ],
    ],
  );
  if (ran.gains.length > 1) {
    screen.line();
    printTable(
      screen,
      [words('what each brings, after those before'), figures('profit of customers')],
      ran.gains.map((gain, index) => [`change ${index + 1}`, both(gain)]),
    );
  }
  for (const [index, met] of ran.met.entries())
    if (met === 0) screen.line(screen.tone('yellow', `Change ${index + 1} meets nobody in this period.`));
  if (ran.movesMost.length === 0) return;
  screen.line();
  printTable(
    screen,
    [words('moves most', 48), figures('as it was'), figures('then')],
    ran.movesMost.map(move => [move.name, amountText(move.before), both(move)]),
  );
}
