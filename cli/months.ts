import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { WrongUsage } from './errors.ts';

const usage = 'months [close MONTH | reopen MONTH --reason TEXT]';

export const command: Command = {
  usage,
  does: 'The months of the book, and which of them are closed. A closed month takes no imports and no undos until it is reopened with a reason, which is written down.',
  options: { reason: { value: 'TEXT', does: 'Why the month is reopened' } },
  examples: [
    'clientele months close 2025-03',
    'clientele months reopen 2025-03 --reason "freight was missing"',
  ],
  exits: { 0: 'listed, closed or reopened', 1: 'refused: no such month, or it is not closed' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const [verb, month, more] = asked.operands;
  if (more !== undefined) throw new WrongUsage(`"${more}" is one word too many.`, `clientele ${usage}`);
  if (verb !== undefined && verb !== 'close' && verb !== 'reopen')
    throw new WrongUsage(`"${verb}" is not understood.`, `clientele ${usage}`);
  if (verb !== undefined && month === undefined)
    throw new WrongUsage('MONTH is missing.', `clientele months ${verb} MONTH`);
  const { reason } = asked.values;
  if (verb === 'reopen' && reason === undefined)
    throw new WrongUsage('A month is reopened with a --reason.', `clientele ${usage}`);
  return await connected(asked, async connection => {
    const book = await answered(connection, { verb, month: month ?? '', reason: reason ?? '' });
    if (isJson(asked)) asked.screen.json({ months: book.months, closedMonths: book.closedMonths });
    else asked.screen.line(sentenceOf(book));
    return EXIT.done;
  });
}

function answered(
  connection: Connection,
  { verb, month, reason }: { verb: string | undefined; month: string; reason: string },
): Promise<Answer<'book'>> {
  if (verb === 'close') return connection.call('closeMonth', { params: { month } });
  if (verb === 'reopen') return connection.call('reopenMonth', { params: { month }, body: { reason } });
  return connection.call('book');
}

function sentenceOf({ months, closedMonths }: Answer<'book'>): string {
  if (!months) return 'The book has no months yet.';
  const closed =
    closedMonths.length === 0
      ? 'All months are open.'
      : `Closed: ${closedMonths.join(', ')}; the others are open.`;
  return `${months.from} to ${months.through}. ${closed}`;
}
