import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { databaseAccount, runAs, startedByRoot } from './account.ts';
import { dataFolder, usualFolder } from './data-folder.ts';
import { programsPackage, runnablePrograms } from './programs.ts';

const litter: string[] = [];
afterAll(() => {
  for (const path of litter) rmSync(path, { recursive: true, force: true });
});

test('without CLIENTELE_DATA the usual place of the system is taken', () => {
  const home = emptyFolder();
  const env = { HOME: home };
  const apple = join(home, 'Library/Application Support/Clientele');
  expect(usualFolder(env, false, 'darwin')).toBe(apple);
  expect(usualFolder(env, false, 'linux')).toBe(join(home, '.local/share/clientele'));
  expect(usualFolder({ ...env, XDG_DATA_HOME: '/data' }, false, 'linux')).toBe('/data/clientele');
  for (const platform of ['darwin', 'linux'] as const)
    expect(usualFolder(env, true, platform)).toBe('/var/lib/clientele');
  // As root that may hold a real book, which is left as it is.
  if (!startedByRoot()) expect(dataFolder(env).root).toBe(usualFolder(env));
});

test('a data folder that cannot be made is refused with what to do', () => {
  const file = join(emptyFolder(), 'file');
  writeFileSync(file, '');
  expect(() => dataFolder({ CLIENTELE_DATA: join(file, 'book') })).toThrow('set CLIENTELE_DATA');
});

test('a book keeps its id, and a damaged id is refused', () => {
  const path = emptyFolder();
  const { bookId } = dataFolder({ CLIENTELE_DATA: path });
  expect(dataFolder({ CLIENTELE_DATA: path }).bookId).toBe(bookId);
  writeFileSync(join(path, 'book-id'), '../../etc');
  expect(() => dataFolder({ CLIENTELE_DATA: path })).toThrow('16 hexadecimal digits');
});

test('programs that its user cannot use where they lie run from a copy, with their library links', () => {
  const hidden = join(emptyFolder(), 'package');
  cpSync(programsPackage(), hidden, { recursive: true, verbatimSymlinks: true });
  rmSync(join(hidden, 'native/lib/libicuuc.so.60'), { force: true });
  chmodSync(join(hidden, 'native/lib'), 0o555);
  onTestFinished(() => chmodSync(join(hidden, 'native/lib'), 0o755));
  const open = passableFolder();
  const asked = { source: hidden, copies: open, account: databaseAccount() };
  const { postgres } = runnablePrograms(asked);
  expect(postgres.startsWith(open)).toBe(true);
  expect(
    execFileSync(postgres, ['--version'], { encoding: 'utf8', cwd: '/', ...runAs(asked.account) }),
  ).toContain('18.');
  writeFileSync(postgres, 'cut short');
  expect(execFileSync(runnablePrograms(asked).postgres, ['--version'], { encoding: 'utf8' })).toContain(
    '18.',
  );
  expect(readdirSync(open)).toHaveLength(1);
});

test('a folder that is not ours keeps its mode, and our own children stay private', () => {
  const theirs = emptyFolder();
  mkdirSync(join(theirs, 'letters'));
  dataFolder({ CLIENTELE_DATA: theirs });
  expect(modeOf(theirs)).toBe('700');
  const ours = dataFolder({ CLIENTELE_DATA: emptyFolder() });
  expect(modeOf(ours.root)).toBe(startedByRoot() ? '711' : '700');
  expect([dirname(ours.ledger), ours.files, ours.staging].map(modeOf)).toEqual(['700', '700', '700']);
});

function emptyFolder(): string {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'clientele-test-'));
  litter.push(path);
  return path;
}

function passableFolder(): string {
  const path = emptyFolder();
  chmodSync(path, 0o711);
  return path;
}

const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8);
