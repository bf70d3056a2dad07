import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Asked, EXIT, isJson } from './command.ts';
import { connected } from './connection.ts';
import { writeWhole } from './file-writing.ts';
import { plain } from './screen.ts';

const LEAKS_SHOWN_MOST = 50;

/** Takes a backup, tries everything on a copy of it, and says what was tried and what came through. */
export async function proveWalls(asked: Asked): Promise<number> {
  const { screen } = asked;
  const folder = await mkdtemp(join(tmpdir(), 'clientele-backup-'));
  try {
    const backup = join(folder, 'book.tar');
    screen.progress('Copying the book …');
    await connected(asked, async connection => {
      const bytes = await connection.stream('backup');
      await writeWhole(backup, bytes, { replace: false, onProgress: () => undefined });
    });
    screen.progress('Asking everything, as everybody …');
    const { proveCopy } = await import('../server/walls/prove/prove-copy.ts');
    const { tried, leaks } = await proveCopy(asked.env, backup);
    screen.progress('');
    if (isJson(asked)) screen.json({ tried, leaks });
    else {
      const count = (number: number, what: string) => `${number.toLocaleString('en')} ${what}`;
      screen.line(
        `Tried ${count(tried.requests, 'requests')} to ${count(tried.endpoints, 'endpoints')} as ${count(tried.people, 'people')}, looking for ${count(tried.secrets, 'texts and amounts from behind their walls')}.`,
      );
      if (tried.secrets === 0)
        screen.line('Nobody is kept from anything yet: declare rivals first (clientele walls rivals).');
      screen.line(leaks.length === 0 ? 'Nothing came through.' : `${count(leaks.length, 'leaks')}:`);
      for (const { person, surface, request, what } of leaks.slice(0, LEAKS_SHOWN_MOST))
        screen.line(plain(`  ${surface}   ${person}   ${request}   ${what}`));
    }
    return leaks.length === 0 ? EXIT.done : EXIT.refused;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
