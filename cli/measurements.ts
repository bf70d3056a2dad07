import { amountText, countText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD } from './command.ts';
import { connected } from './connection.ts';
import { plain } from './screen.ts';
import { figures, printTable, words } from './table.ts';

const usage = 'measurements';

export const command: Command = {
  usage,
  does: 'What to measure first: the three assumptions of the cost model whose measurement would raise the grade of the most money, one after the other.',
  options: { period: PERIOD },
  examples: ['clientele measurements --period 2025'],
  exits: { 0: 'shown', 1: 'refused: not a period' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const { screen } = asked;
  return await connected(asked, async connection => {
    const answer = await connection.call('measurements', { query: { period: asked.values.period } });
    if (isJson(asked)) {
      screen.json(answer);
      return EXIT.done;
    }
    if (answer.measurements.length === 0) {
      screen.line('No cost rests on an assumption: there is nothing to measure first.');
      return EXIT.done;
    }
    printTable(
      screen,
      [
        words('measure', 40),
        figures('customers that rise'),
        figures(`their revenue, ${answer.currency}`),
        figures('cost freed'),
        words('grades', 40),
      ],
      answer.measurements.map(({ kind, name, customers, revenue, freed, raises }) => [
        kind === 'pool' ? `${name}, cost and capacity` : name,
        countText(customers),
        amountText(revenue),
        amountText(freed),
        raises.map(({ from, to, customers: count }) => `${count} from ${from} to ${to}`).join(', '),
      ]),
    );
    for (const { name, how } of answer.measurements)
      screen.line(screen.tone('dim', plain(`${name}: ${how}`)));
    return EXIT.done;
  });
}
