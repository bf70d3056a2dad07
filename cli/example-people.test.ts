import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';
import type { Answered } from '../test/house.ts';
import { cookieByLink } from '../test/signed-in.ts';

// The story of README, "Walls": what a newcomer does in five minutes.

const folder = mkdtempSync(join(tmpdir(), 'clientele-story-'));
const { clientele, json, serving } = commandLine(folder);
let served: Awaited<ReturnType<typeof serving>>;
const links = new Map<string, string>();
beforeAll(async () => {
  served = await serving();
  await json('example');
  const { out } = await clientele(['example', 'people']);
  for (const [, name = '', url = ''] of out.matchAll(/^(\w.*)\n {2}(http\S+)$/gm)) links.set(name, url);
}, 120_000);
afterAll(async () => {
  served.server.kill('SIGTERM');
  await served.stopped;
  rmSync(folder, { recursive: true, force: true });
});

/** Comes in by the link, and asks. */
async function as(name: string) {
  const url = new URL(links.get(name) as string);
  const fetched = (path: string, init?: RequestInit) => fetch(new URL(path, url), init);
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
  const cookie = await cookieByLink(fetched, url.pathname + url.search, {
    ...{ name, email, password: 'several words do' },
  });
  return async (path: string): Promise<Answered> => {
    const answer = await fetched(`/api${path}`, { headers: { cookie } });
    return { status: answer.status, body: await answer.json() };
  };
}

test.each([
  ['Account manager of Castell', '10104', '10118'],
  ['Quality manager of Vantor', '10118', '10104'],
])(
  '%s finds their own side, and nothing of the other',
  async (name, own, other) => {
    const asked = await as(name);
    const keys = async (search: string) =>
      (await asked(`/customers?search=${search}`)).body.map(
        ({ sourceKey }: { sourceKey: string }) => sourceKey,
      );
    expect(await keys(own)).toContain(own);
    expect(await keys(other)).not.toContain(other);
    const [hidden, missing] = [await asked(`/customers/${other}`), await asked('/customers/99999')];
    expect(hidden.status).toBe(missing.status);
    expect(JSON.stringify(hidden.body).replaceAll(other, '')).toBe(
      JSON.stringify(missing.body).replaceAll('99999', ''),
    );
  },
  30_000,
);

test('the executive reads what all come to, and the steward runs walls without reading behind them', async () => {
  const executive = await as('Executive');
  const { quarters } = (await executive('/company')).body;
  expect(quarters[0].total.customers).toBeGreaterThan(300);
  expect((await executive('/customers/10104')).status).toBe(403);
  const steward = await as('Steward');
  expect((await steward('/walls')).body.classes[0].name).toBe('Car makers');
  expect((await steward('/customers/10104')).status).toBe(403);
}, 30_000);

test('they come once, and into the example only', async () => {
  expect(await clientele(['example', 'people'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('There is a class "Car makers" already'),
  });
});
