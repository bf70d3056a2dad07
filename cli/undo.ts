import { counted } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, onlyOperand } from './command.ts';
import { type Connection, connected } from './connection.ts';
import { RefusedRequest } from './errors.ts';
import { printHeadlineLine } from './headline.ts';
import { plain } from './screen.ts';

const usage = 'undo BATCH';

export const command: Command = {
  usage,
  does: 'Undoes an import: afterwards all is as if it had never been. BATCH is the id that import and batches show, or "last" for the newest import that is kept.',
  options: {},
  examples: ['clientele undo last', 'clientele undo bat_7k2m9x4q1n3z'],
  exits: { 0: 'undone', 1: 'refused: no such import, not kept, or its month is closed' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const named = onlyOperand(asked, { what: 'BATCH', usage: `clientele ${usage}` });
  const { screen } = asked;
  return await connected(asked, async connection => {
    const id = named === 'last' ? await lastKept(connection) : named;
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

async function lastKept(connection: Connection): Promise<string> {
  const batches = await connection.call('batches');
  const last = batches.find(({ state }) => state === 'kept');
  if (last) return last.id;
  throw new RefusedRequest({
    code: 'nothing-kept',
    sentence: 'No import is kept, so there is nothing to undo.',
  });
}
