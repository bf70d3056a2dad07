import { type Asked, type Command, EXIT, isJson, onlyOperand } from './command.ts';
import { connected } from './connection.ts';
import { readableSize } from './file-reading.ts';
import { printHeadlineLine } from './headline.ts';
import { plain } from './screen.ts';

const usage = 'restore FILE [--data FOLDER]';

export const command: Command = {
  usage,
  does: 'Fills an empty data folder from a backup. A folder that holds anything is refused and left as it is.',
  options: {},
  examples: ['clientele restore clientele-2025-03-09.tar --data ./elsewhere'],
  exits: { 0: 'restored', 1: 'refused: the folder is not empty, or the file is no whole backup' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const path = onlyOperand(asked, { what: 'FILE', usage: `clientele ${usage}` });
  readableSize(path);
  const { screen, env } = asked;
  const { restoreBackup } = await import('../server/settings/restore.ts');
  screen.progress('Restoring …');
  const restored = await restoreBackup(env, path);
  screen.progress('');
  if (isJson(asked)) {
    screen.json(restored);
  } else {
    screen.line(`${plain(path)} is restored.`);
    await connected(asked, async connection => await printHeadlineLine(connection, screen));
  }
  return EXIT.done;
}
