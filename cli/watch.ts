import { resolve } from 'node:path';
import type { WatchedFolder } from '../contract/watched.ts';
import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { type Connection, connected } from './connection.ts';
import { RefusedRequest, WrongUsage } from './errors.ts';
import { readingAsked } from './import-sending.ts';
import { plain, type Screen } from './screen.ts';
import { printTable, words } from './table.ts';

const usage = 'watch [list | add FOLDER | remove FOLDER]';

export const command: Command = {
  usage,
  does: 'Folders whose files are taken in by themselves while the server runs: a file once its size and time stand still, and again in place of the former when it changes. The files stay as they are. list (also when left out) says what became of each.',
  options: {
    kind: { value: 'KIND', does: 'Kind of fact of all files; found by their headings unless given' },
    preset: { value: 'PRESET', does: 'The saved mapping that reads them' },
    'all-or-nothing': { does: 'Keep nothing of a file when one of its rows cannot be kept' },
    'leave-out': {
      value: 'WHAT',
      does: 'repeated, existing, or both with a comma: rows that are there already',
    },
  },
  examples: ['clientele watch add exports --preset "SAP billing"', 'clientele watch'],
  exits: { 0: 'done', 1: 'refused: no such folder, or it cannot be watched' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const [verb = 'list', folder, more] = asked.operands;
  if (!['list', 'add', 'remove'].includes(verb) || more !== undefined)
    throw new WrongUsage(`"${more ?? verb}" is not understood.`, `clientele ${usage}`);
  if ((verb === 'list') !== (folder === undefined))
    throw new WrongUsage(
      verb === 'list' ? `"${folder}" is one word too many.` : 'FOLDER is missing.',
      `clientele ${usage}`,
    );
  const { mapping, replaces, ...reading } = await readingAsked(asked, `clientele ${usage}`);
  return await connected(asked, async connection => {
    if (folder !== undefined && verb === 'add')
      await connection.call('watchFolder', { body: { ...reading, path: resolve(folder) } });
    if (folder !== undefined && verb === 'remove') await unwatch(connection, resolve(folder));
    const folders = await connection.call('watchedFolders');
    if (isJson(asked)) asked.screen.json(folders);
    else printFolders(asked.screen, folders);
    return EXIT.done;
  });
}

async function unwatch(connection: Connection, path: string): Promise<void> {
  const folder = (await connection.call('watchedFolders')).find(watched => watched.path === path);
  if (folder) await connection.call('unwatchFolder', { params: { id: folder.id } });
  else throw new RefusedRequest({ code: 'not-found', sentence: `${path} is not watched.` });
}

function printFolders(screen: Screen, folders: readonly WatchedFolder[]): void {
  if (folders.length === 0) screen.line('No folder is watched: clientele watch add FOLDER begins.');
  for (const { path, preset, kind, sentence, files } of folders) {
    screen.line(`${plain(path)}   ${plain(preset ?? kind ?? 'read by the headings')}`);
    if (sentence) screen.line(screen.tone('yellow', plain(sentence)));
    if (files.length === 0) continue;
    printTable(
      screen,
      [words('file', 48), words('state'), words('batch'), words('', 80)],
      files.map(({ name, state, batch, sentence }) => [name, state, batch ?? '', sentence ?? '']),
    );
  }
}
