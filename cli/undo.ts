import type { UndoPreview } from '../contract/undo.ts';
import { counted } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, onlyOperand } from './command.ts';
import { type Connection, connected } from './connection.ts';
import { RefusedRequest } from './errors.ts';
import { printDifference } from './findings-print.ts';
import { printHeadlineLine } from './headline.ts';
import { plain, type Screen } from './screen.ts';

const usage = 'undo BATCH [--preview]';

export const command: Command = {
  usage,
  does: 'Undoes an import: afterwards all is as if it had never been. BATCH is the id that import and batches show, or "last" for the newest import that is kept.',
  options: { preview: { does: 'Say what it would take away and what rests on it, and undo nothing' } },
  examples: ['clientele undo last --preview', 'clientele undo last', 'clientele undo bat_7k2m9x4q1n3z'],
  exits: { 0: 'undone', 1: 'refused: no such import, not kept, or its month is closed' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const named = onlyOperand(asked, { what: 'BATCH', usage: `clientele ${usage}` });
  const { screen } = asked;
  return await connected(asked, async connection => {
    const id = named === 'last' ? await lastKept(connection) : named;
    if (asked.flags.has('preview')) {
      const preview = await connection.call('undoPreview', { params: { id } });
      if (isJson(asked)) screen.json(preview);
      else printPreview(screen, preview);
      return EXIT.done;
    }
    screen.progress('Undoing …');
    const batch = await connection.call('undo', { params: { id } });
    if (isJson(asked)) {
      screen.json(batch);
    } else {
      screen.line(
        `${plain(batch.file)}   undone, ${counted(batch.rowsKept, 'row')}   ${screen.tone('dim', id)}`,
      );
      await printHeadlineLine(connection, screen);
    }
    return EXIT.done;
  });
}

function printPreview(screen: Screen, preview: UndoPreview): void {
  const { file, rows, months, closedMonths, customers, comesBack, dependents, difference } = preview;
  const span = months.length > 0 ? `, ${months[0]} to ${months.at(-1)}` : '';
  screen.line(`${plain(file)}   ${counted(rows, 'row')}${span}`);
  if (closedMonths.length > 0) screen.line(`Refused as long as ${closedMonths.join(', ')} is closed.`);
  if (comesBack) screen.line(`${plain(comesBack.file)} counts again, ${counted(comesBack.rows, 'row')}.`);
  if (customers.gone > 0)
    screen.line(`${counted(customers.gone, 'customer')} that no other file names are gone.`);
  if (customers.changed > 0)
    screen.line(`${counted(customers.changed, 'customer')} go back to what they were.`);
  for (const { id, file, why } of dependents) screen.line(`${plain(file)} (${id}) stays: ${plain(why)}`);
  printDifference(screen, difference);
}

async function lastKept(connection: Connection): Promise<string> {
  const batches = await connection.call('batches');
  const last = batches.find(({ state }) => state === 'kept');
  if (last) return last.id;
  throw new RefusedRequest({
    code: 'nothing-kept',
    sentence: 'No import is kept, so there is nothing to undo.',
  });
}
