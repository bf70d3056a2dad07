import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele-people-'));
const { clientele, json, serving } = commandLine(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('people are invited, get new links, and are removed', async () => {
  expect((await clientele(['people'])).out).toMatch(/^Nobody yet/);
  const planner = ['people', 'invite', 'Planner A', '--email', 'Planner.A@example.com', '--role', 'planner'];
  expect(await clientele(planner)).toMatchObject({
    code: 0,
    error: '',
    out: expect.stringMatching(
      /^For Planner A, once, until .* UTC:\n\/welcome\?token=[\w-]{43}\nNo server runs/,
    ),
  });
  expect(await clientele(planner)).toMatchObject({
    code: 1,
    error: expect.stringContaining('has the e-mail'),
  });
  expect(await clientele(['people', 'invite', 'B', '--role', 'king'])).toMatchObject({ code: 2 });
  expect(await clientele(['people', 'invite', 'B'])).toMatchObject({ code: 2 });
  expect((await clientele(['people'])).out).toMatch(
    /^Planner A +planner\.a@example\.com +planner +not come in yet$/m,
  );
  expect(await json('people', 'link', 'planner.a@example.com')).toMatchObject({
    kind: 'invitation',
    url: null,
  });
  expect(await clientele(['people', 'link', 'nobody'])).toMatchObject({ code: 1 });
  expect(await json('people', 'remove', 'planner a')).toEqual([]);
});

test('a link that is asked for while a server runs is whole', async () => {
  const { server, stopped } = await serving();
  const { url } = await json('people', 'link', 'Owner');
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/welcome\?token=[\w-]{43}$/);
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect((await fetch(new URL('/api/book', url))).status).toBe(401);
  server.kill('SIGTERM');
  await stopped;
});
