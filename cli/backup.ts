import { existsSync } from 'node:fs';
import { bytesText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, onlyOperand } from './command.ts';
import { connected } from './connection.ts';
import { WrongUsage } from './errors.ts';
import { writeWhole } from './file-writing.ts';
import { plain } from './screen.ts';

const usage = 'backup FILE [--force]';

export const command: Command = {
  usage,
  does: 'Writes everything to one file, consistent while the server runs: facts, models, original files. The file is there when it is whole, and not before. It holds all that the book holds, so keep it as safe.',
  options: { force: { does: 'Take the place of a file that is there' } },
  examples: ['clientele backup clientele-2025-03-09.tar'],
  exits: { 0: 'written', 1: 'refused' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const path = onlyOperand(asked, { what: 'FILE', usage: `clientele ${usage}` });
  const replace = asked.flags.has('force');
  if (!replace && existsSync(path))
    throw new WrongUsage(`${path} is there already; --force replaces it.`, `clientele ${usage}`);
  const { screen } = asked;
  return await connected(asked, async connection => {
    screen.progress('Writing …');
    const bytes = await writeWhole(path, await connection.stream('backup'), {
      replace,
      onProgress: written => screen.progress(`Writing ${plain(path)}   ${bytesText(written)}`),
    });
    screen.progress('');
    if (isJson(asked)) screen.json({ file: path, bytes });
    else
      screen.line(
        `${plain(path)}   ${bytesText(bytes)}   clientele restore brings it back, into an empty data folder`,
      );
    return EXIT.done;
  });
}
