import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, extract } from 'tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse } from '../../test/house.ts';
import { restoreBackup } from '../settings/restore.ts';

const place = mkdtempSync(join(tmpdir(), 'clientele-audit-'));
const whole = join(place, 'whole.tar');
/** The log of the book that was backed up. */
let log: { entries: { what: string; at: string; sequence: number }[] };
let verified: { entries: number };

beforeAll(async () => {
  const house = await testHouse();
  await house.send('lines.csv', 'order,customer,product,day,quantity,amount\nA,K1,P1,2025-03-03,5,50\n', {
    currency: 'EUR',
  });
  await house.ask('/views', 'POST', { name: 'K1', address: '/customers/K1' });
  await house.ask('/months/2025-03/close', 'POST');
  const backup = await house.fetched('/backups', { method: 'POST' });
  writeFileSync(whole, Buffer.from(await backup.arrayBuffer()));
  log = await house.get('/audit');
  verified = await house.get('/audit/verify');
  await house.close();
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function restored(tar: string, name: string) {
  const folder = join(place, name);
  // A server that ran there wrote into a log of its own.
  const empty = await testHouse(folder);
  await empty.ask('/people', 'POST', { name: 'Somebody', roles: ['planner'] });
  await empty.leave();
  await restoreBackup({ ...process.env, CLIENTELE_DATA: folder }, tar);
  return await testHouse(folder);
}

async function changed(name: string, change: (tables: string) => void): Promise<string> {
  const folder = join(place, `${name}-apart`);
  await mkdir(folder);
  await extract({ file: whole, cwd: folder });
  change(join(folder, 'tables'));
  const tar = join(place, `${name}.tar`);
  await create({ cwd: folder, file: tar }, ['manifest.json', 'tables', 'ledger.duckdb', 'files']);
  return tar;
}

test('a backup brings the log back as it was, and its chain goes on', async () => {
  const house = await restored(whole, 'restored');
  expect(await house.get('/audit')).toEqual(log);
  expect(await house.get('/audit/verify')).toEqual(verified);
  expect((await house.ask('/views', 'POST', { name: 'More', address: '/' })).status).toBe(200);
  const { entries, holds } = await house.get('/audit/verify');
  expect({ entries, holds }).toEqual({ entries: verified.entries + 1, holds: true });
  await house.close();
});

test('what was taken out of a backup, or its end, is found after it was restored', async () => {
  const tar = await changed('cut', tables => {
    const path = join(tables, 'change.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').split('\n').slice(0, -2).join('\n'));
  });
  const house = await restored(tar, 'cut');
  expect(await house.get('/audit/verify')).toMatchObject({
    holds: false,
    broken: { sequence: verified.entries, why: 'removed' },
  });
  await house.close();
});

test('a backup from before there was a chain gets one', async () => {
  const tar = await changed('older', tables => {
    for (const table of ['change_link', 'change_anchor']) rmSync(join(tables, `${table}.jsonl`));
    const path = join(tables, 'change.jsonl');
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    const older = lines.map(line => {
      const { person_id, surface, kind, customers, through, ...row } = JSON.parse(line);
      return JSON.stringify(row);
    });
    writeFileSync(path, `${older.join('\n')}\n`);
  });
  const house = await restored(tar, 'older');
  const { entries } = await house.get('/audit');
  const told = (some: typeof log.entries) => some.map(({ what, at }) => ({ what, at }));
  expect(told(entries)).toEqual(told(log.entries));
  expect(entries[0]).toMatchObject({ kind: 'write', surface: null, customers: null });
  expect(await house.get('/audit/verify')).toMatchObject({ holds: true, entries: verified.entries });
  await house.close();
});
