import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { ownerSignsIn } from '../signed-in.ts';
import {
  cleared,
  clientele,
  command,
  emptyFolder,
  killed,
  postgresOf,
  program,
  runs,
  served,
  terminated,
  until,
} from './clientele.ts';
import { chance, orderLines } from './facts.ts';
import { asked, batchesOf, ended, figuresOf, uploaded } from './figures.ts';

afterAll(cleared);

test('a folder whose very first starts were killed is a whole empty book at the next', async () => {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
  console.log(`kill -9 of first starts: CRASH_SEED=${seed}`);
  const next = chance(seed);
  const startedAt = performance.now();
  expect(await clientele(await emptyFolder(), 'batches')).toMatchObject({ code: 0, error: '' });
  const usual = performance.now() - startedAt;
  for (let folder = 0; folder < 2; folder++) {
    const data = await emptyFolder();
    for (let kill = 0; kill < 2; kill++) {
      const starting = command(data, 'serve', '--port', '0');
      await pause(usual * next());
      await killed(starting);
    }
    const server = await served(data);
    expect(await batchesOf(server.url)).toEqual([]);
    const text = orderLines({ rows: 500, customers: 20, seed: folder });
    expect(
      await ended(server.url, await uploaded(server.url, 'lines.csv', text, '&currency=EUR')),
    ).toMatchObject({
      state: 'kept',
      rowsKept: 500,
    });
    expect((await figuresOf(server.url)).reconciliation.reconciled).toBe(true);
    const postgres = postgresOf(data) as number;
    expect(await terminated(server)).toMatchObject({ code: 0, error: '' });
    expect(runs(postgres)).toBe(false);
  }
});

test('npm start that was killed while it loaded the example goes on with it', async () => {
  const data = await emptyFolder();
  const start = () => program(data, ['cli/start.ts'], { CLIENTELE_PORT: '0' });
  const first = start();
  await first.says(/loading the example/);
  await until(async () => {
    const { out, code } = await clientele(data, 'batches', '--json');
    return code === 0 && JSON.parse(out).some(({ state }: { state: string }) => state === 'kept');
  }, 'the first file of the example was kept');
  await killed(first);

  const second = start();
  const begun = await second.says(/Pages +(http:\S+)\s+Begin +(http:\S+)/);
  const [, url, link] = begun as unknown as [string, string, string];
  await ownerSignsIn(url, link);
  const kept = (await batchesOf(url)).filter(({ state }) => state === 'kept').map(({ file }) => file);
  expect(kept.sort()).toEqual(
    ['activities', 'customers', 'ledger', 'order-lines', 'products', 'returns'].map(name => `${name}.csv`),
  );
  const { portfolio, reconciliation } = await figuresOf(url);
  expect([portfolio.model.name, reconciliation.reconciled]).toEqual(['Meridian Components', true]);
  expect(await asked(url, '/book')).toMatchObject({ example: true });
  expect(await terminated(second)).toMatchObject({ code: 0, error: '' });

  // Taken out on purpose, it stays out.
  expect(await clientele(data, 'example', 'remove')).toMatchObject({ code: 0 });
  const third = start();
  const [, empty] = (await third.says(/Pages +(http:\S+)/)) as unknown as [string, string];
  await ownerSignsIn(empty, undefined);
  expect((await batchesOf(empty)).filter(({ state }) => state === 'kept')).toEqual([]);
  expect(await terminated(third)).toMatchObject({ code: 0, error: '' });
});
