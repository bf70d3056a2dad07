import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';
import { startMailServer } from '../test/mail-server.ts';

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

test('where mail is set up a link is mailed, and printed when asked for or when it cannot be sent', async () => {
  const mail = await startMailServer();
  const { clientele } = commandLine(folder, {
    CLIENTELE_SMTP_URL: mail.url,
    CLIENTELE_MAIL_FROM: 'clientele@example.com',
    CLIENTELE_URL: 'http://localhost:4747',
  });
  const planner = ['people', 'invite', 'Planner B', '--email', 'b@example.com', '--role', 'planner'];
  expect(await clientele(planner)).toMatchObject({
    code: 0,
    error: '',
    out: expect.stringMatching(/^Mailed to Planner B: the link works once, until .* UTC\.\n$/),
  });
  expect((await mail.arrived(1))[0]).toMatchObject({ to: ['b@example.com'] });
  expect((await clientele(['people', 'link', 'Planner B', '--by-hand'])).out).toMatch(
    /^For Planner B, once, until .* UTC:\nhttp:\/\/localhost:4747\/welcome\?token=[\w-]{43}\n$/,
  );
  await mail.close();
  const { code, out, error } = await clientele(['people', 'link', 'Planner B']);
  expect({ code, error }).toEqual({
    code: 0,
    error: 'mail: a letter could not be sent (ESOCKET)\nThe mail could not be sent: hand the link over.\n',
  });
  expect(out).toMatch(/^http:\/\/localhost:4747\/welcome/m);
});
