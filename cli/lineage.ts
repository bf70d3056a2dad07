import type { Lineage } from '../contract/lineage.ts';
import { amountText, countText } from './amounts.ts';
import { timeText } from './batches.ts';
import { type Asked, type Command, EXIT, isJson, noOperands } from './command.ts';
import { connected } from './connection.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';

const usage = 'lineage [--from MONTH] [--through MONTH]';

export const command: Command = {
  usage,
  does: 'For each month the imports that made it: file, kind, rows and amount, oldest first.',
  options: {
    from: { value: 'MONTH', does: 'The first month, such as 2025-01' },
    through: { value: 'MONTH', does: 'The last month' },
  },
  examples: ['clientele lineage --from 2025-01 --through 2025-03'],
  exits: { 0: 'listed, even if there is none', 1: 'refused: no such month' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const { from, through } = asked.values;
  const { screen } = asked;
  return await connected(asked, async connection => {
    const lineage = await connection.call('lineage', { query: { from, through } });
    if (isJson(asked)) screen.json(lineage);
    else if (lineage.months.length === 0) screen.line('No month has facts here.');
    else
      printTable(
        screen,
        [
          words('month'),
          words('file', 48),
          words('kind'),
          figures('rows'),
          figures('amount'),
          spare(2, words('when')),
          spare(3, words('by')),
          spare(1, words('batch')),
        ],
        lineage.months.flatMap(rowsOf),
      );
    return EXIT.done;
  });
}

function rowsOf({ month, closed, batches }: Lineage['months'][number]): Cell[][] {
  return batches.map(({ id, file, kind, rows, amount, at, by }, i) => [
    i === 0 ? `${month}${closed ? ' closed' : ''}` : '',
    file,
    kind,
    countText(rows),
    amountText(amount),
    timeText(at),
    by,
    id,
  ]);
}
