import { type Asked, type Command, EXIT, isJson, onlyOperand } from './command.ts';
import { connected } from './connection.ts';
import { plain } from './screen.ts';

const usage = 'cancel BATCH';

export const command: Command = {
  usage,
  does: 'Cancels an import that waits or is being read, and puts away one that was only checked: nothing of it counts.',
  options: {},
  examples: ['clientele cancel bat_7k2m9x4q1n3z'],
  exits: { 0: 'cancelled', 1: 'refused: no such import, or it is kept already' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const id = onlyOperand(asked, { what: 'BATCH', usage: `clientele ${usage}` });
  const { screen } = asked;
  return await connected(asked, async connection => {
    const { state } = await connection.call('batch', { params: { id } });
    const batch = await connection.call(state === 'checked' ? 'discard' : 'cancel', { params: { id } });
    if (isJson(asked)) screen.json(batch);
    else screen.line(`${plain(batch.file)}   ${batch.state}. ${plain(batch.sentence ?? '')}`.trimEnd());
    return EXIT.done;
  });
}
