import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';
import { testHouse } from '../test/house.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele-audit-'));
const { clientele, json, serving } = commandLine(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the log is listed, shown and verified', async () => {
  const { server, stopped } = await serving();
  expect(await clientele(['audit'])).toMatchObject({ code: 0, out: 'There is no such entry.\n' });
  await clientele(['views', 'save', 'Losers', '/?sign=loss']);
  await clientele(['views', 'rename', 'Losers', '--name', 'In the red']);
  expect((await clientele(['audit'])).out).toMatch(
    /^2 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +local owner +command line +write +view saved/m,
  );
  expect(await json('audit', '--kind', 'read')).toEqual({ entries: [], next: null });
  expect((await json('audit', '--limit', '1')).next).toBe(2);
  expect((await clientele(['audit', '--limit', '1'])).out).toContain('Further entries: --below 2');
  expect((await clientele(['audit', 'show', '2'])).out).toMatch(
    /write: view saved\nbefore:\n\{[^}]*"name": "Losers"[^}]*\}\nafter:\n\{[^}]*"name": "In the red"/,
  );
  expect(await json('audit', 'show', '1')).toMatchObject({ before: null, after: { name: 'Losers' } });
  expect(await clientele(['audit', 'show', '3'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('no entry 3'),
  });
  for (const wrong of [
    ['audit', 'show'],
    ['audit', 'look'],
    ['audit', '--kind', 'writes'],
    ['audit', 'verify', '1'],
  ])
    expect(await clientele(wrong)).toMatchObject({ code: 2 });
  expect(await clientele(['audit', 'verify'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^The chain holds: 2 entries\.\nLast hash [0-9a-f]{64}\n$/),
  });
  server.kill('SIGTERM');
  await stopped;
});

test('a chain that is broken ends the command with 1', async () => {
  const house = await testHouse(join(folder, 'book'));
  const { Client } = (await import('pg')).default;
  const owner = new Client(house.stores.postgres.owner);
  await owner.connect();
  await owner.query(`ALTER TABLE change DISABLE TRIGGER USER; UPDATE change SET after = NULL WHERE id = (SELECT min(id) FROM change);
    ALTER TABLE change ENABLE TRIGGER USER`);
  await owner.end();
  await house.leave();
  expect(await clientele(['audit', 'verify'])).toMatchObject({
    code: 1,
    out: 'The chain is broken. Entry 1 does not say what it said when it was written.\n',
  });
  const { out, code } = await clientele(['audit', 'verify', '--json']);
  expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 1, holds: false, broken: { sequence: 1 } });
});
