import { amountText, countText, shareText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD } from './command.ts';
import { connected } from './connection.ts';
import { plain } from './screen.ts';
import { figures, printTable, words } from './table.ts';

const usage = 'capacity';

export const command: Command = {
  usage,
  does: 'Practical capacity of each pool, month by month: used, unused, over-used, the cost of a minute, and which customers make its fullest month.',
  options: { period: PERIOD },
  examples: ['clientele capacity --period 2025'],
  exits: { 0: 'shown', 1: 'refused: not a period' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const { screen } = asked;
  return await connected(asked, async connection => {
    const answer = await connection.call('capacity', { query: { period: asked.values.period } });
    if (isJson(asked)) {
      screen.json(answer);
      return EXIT.done;
    }
    if (answer.pools.length === 0) screen.line('No pool of the cost model has a capacity in time.');
    for (const { name, months, peak } of answer.pools) {
      screen.line(screen.tone('bold', plain(name)));
      printTable(
        screen,
        [
          words('month'),
          figures('minutes there'),
          figures('used'),
          figures('share'),
          figures(`unused, ${answer.currency}`),
          figures('a minute'),
        ],
        months.flatMap(month =>
          month
            ? [
                [
                  month.month,
                  countText(month.capacity, 0),
                  countText(month.used, 0),
                  shareText(month.used / month.capacity),
                  amountText(month.unused),
                  month.rate === null ? '' : amountText(month.rate, 4),
                ],
              ]
            : [],
        ),
      );
      if (peak)
        screen.line(
          screen.tone(
            'dim',
            `fullest in ${peak.month}: ${plain(peak.causes.map(cause => `${cause.name} ${countText(cause.minutes, 0)} min, ${countText(cause.average, 0)} on average`).join('; ')) || 'nobody took more than usual'}`,
          ),
        );
      screen.line();
    }
    return EXIT.done;
  });
}
