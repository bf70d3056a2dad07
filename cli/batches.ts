import type { Batch } from '../contract/batches.ts';
import { amountText, countText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands } from './command.ts';
import { connected } from './connection.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';

const usage = 'batches';

export const command: Command = {
  usage,
  does: 'Lists all imports, newest first: what was kept, refused or undone.',
  options: {},
  examples: ['clientele batches', 'clientele batches --json'],
  exits: { 0: 'listed, even if there are none', 1: 'refused' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const { screen } = asked;
  return await connected(asked, async connection => {
    const batches = await connection.call('batches');
    if (isJson(asked)) screen.json(batches);
    else if (batches.length === 0)
      screen.line(
        'No imports yet: clientele import FILE takes in the first, clientele example the example company.',
      );
    else
      printTable(
        screen,
        [
          words('batch'),
          words('when'),
          words('state'),
          spare(1, words('kind')),
          words('file', 48),
          figures('kept'),
          figures('refused'),
          figures('amount'),
          spare(2, words('by')),
        ],
        batches.map(row),
      );
    return EXIT.done;
  });
}

function row({ id, at, state, kind, file, rowsKept, rowsRefused, amount, by }: Batch): Cell[] {
  const isWrong = state === 'refused' || state === 'interrupted';
  return [
    id,
    timeText(at),
    isWrong ? { text: state, tone: 'red' } : state,
    kind ?? '',
    file,
    countText(rowsKept),
    rowsRefused > 0 ? { text: countText(rowsRefused), tone: 'yellow' } : '0',
    amount === null ? '' : amountText(amount),
    by,
  ];
}

/** A moment in the time zone of the terminal: "2025-03-09 14:05". */
export function timeText(at: string): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return at;
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
