import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cleared,
  clientele,
  command,
  emptyFolder,
  killed,
  type Program,
  placesOf,
  postgresOf,
  runs,
  type Server,
  served,
  terminated,
  until,
} from './clientele.ts';
import { chance, writtenFacts } from './facts.ts';
import {
  asked,
  batchesOf,
  ended,
  figuresOf,
  keptFiles,
  ledgerRows,
  progressOf,
  uploaded,
} from './figures.ts';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 30);
/** How an import of these tests may end, however often it is cut short. */
const SETTLED = ['kept', 'undone'];
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const next = chance(seed);
const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T;

let data: string;
let facts: Awaited<ReturnType<typeof writtenFacts>>;
let standing: Server;
/** What a book that keeps these files beside its ground shows, taken from a book that nobody ever killed. */
const expected = new Map<string, object>();
/** Milliseconds that a thing takes here when nobody kills it: moments are drawn from somewhat more. */
const usual = { start: 0, stop: 0, turn: 0 };
const tally = { before: 0, after: 0, adopted: 0 };

beforeAll(async () => {
  console.log(`kill -9: CRASH_SEED=${seed} repeats the choices, though not the moments`);
  data = await emptyFolder();
  facts = await writtenFacts(await emptyFolder());
  await terminated(await recorded(await emptyFolder()));
  standing = await filled(data);
});
afterAll(cleared);

const files = () => [facts.lines, facts.activities, facts.customers];

/**
 * Walks through all combinations of the three files, one import or undo a step, and writes down what each shows. It ends
 * where it began: once everything is undone, the book shows what it did before anything was imported.
 */
async function recorded(book: string): Promise<Server> {
  const server = await filled(book);
  for (const step of [undefined, 0, 1, 0, 2, 0, 1, 0, 2]) {
    const turn = await took(async () => step === undefined || turned(server.url, files()[step] as string));
    const show = await took(async () => {
      const [kept, figures] = [String(await keptFiles(server.url)), await figuresOf(server.url)];
      if (expected.has(kept)) expect(figures).toEqual(expected.get(kept));
      expected.set(kept, figures);
    });
    usual.turn = Math.max(usual.turn, turn + show);
  }
  expect(expected.size).toBe(8);
  usual.stop = await took(() => terminated(server));
  let again: Server | undefined;
  usual.start = await took(async () => {
    again = await served(book);
  });
  return again as unknown as Server;
}

/** A server on a new book that holds the ground. */
async function filled(book: string): Promise<Server> {
  const server = await served(book);
  for (const file of facts.ground) {
    const batch = await uploaded(server.url, basename(file), readFileSync(file), '&currency=EUR');
    expect((await ended(server.url, batch)).state).toBe('kept');
  }
  const [method, body] = ['POST', readFileSync(facts.model)];
  await asked(server.url, '/models', { method, body, headers: { 'Content-Type': 'application/json' } });
  return server;
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Imports the file, or undoes it where it is kept. */
async function turned(url: string, file: string): Promise<void> {
  const name = basename(file);
  const batch = (await batchesOf(url)).find(each => each.file === name && each.state === 'kept');
  if (batch) await asked(url, `/batches/${batch.id}/undo`, { method: 'POST' });
  else expect((await ended(url, await uploaded(url, name, readFileSync(file)))).state).toBe('kept');
}

/** What is done when the kill comes, and how far it may have got. */
interface Work {
  readonly what: string;
  /** Whether the file may be turned by it. */
  readonly file?: string;
  /** Starts it, waits for the moment, and answers whom to kill. */
  readonly underWay: () => Promise<Program>;
}

const soon = (most: number) => pause(next() * most);
const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);

function throughServer(file: string): Work {
  const moment = oneOf(['anywhere', 'while it is read', 'while figures are derived']);
  return {
    what: `import or undo of ${basename(file)} through the server, ${moment}`,
    file,
    underWay: async () => {
      const { url } = standing;
      if (moment === 'anywhere') {
        quietly(turned(url, file).then(() => figuresOf(url)));
        await soon(usual.turn * 1.1);
      } else if (moment === 'while it is read') {
        const reached = Promise.withResolvers<void>();
        const share = next();
        quietly(
          progressOf(url, basename(file), seen => seen >= share && reached.resolve()).finally(
            reached.resolve,
          ),
        );
        quietly(turned(url, file));
        await Promise.race([reached.promise, pause(usual.turn)]);
        await soon(60);
      } else {
        await turned(url, file);
        quietly(figuresOf(url));
        await soon(usual.turn / 3);
      }
      return standing;
    },
  };
}

function byCommand(file: string): Work {
  return {
    what: `import or undo of ${basename(file)} by a command with stores of its own`,
    file,
    underWay: async () => {
      const kept = (await batchesOf(standing.url)).find(
        each => each.file === basename(file) && each.state === 'kept',
      );
      await killed(standing);
      const working = command(data, ...(kept ? ['undo', kept.id] : ['import', file]));
      await Promise.race([soon(usual.start + usual.turn), working.ended]);
      return working;
    },
  };
}

function start(): Work {
  return {
    what: 'start',
    underWay: async () => {
      await killed(standing);
      const starting = command(data, 'serve', '--port', '0');
      await soon(usual.start * 1.1);
      return starting;
    },
  };
}

function stop(file: string | undefined): Work {
  const how = oneOf(['SIGTERM', 'clientele stop']);
  return {
    what: `stop by ${how}${file === undefined ? '' : ` while ${basename(file)} is imported or undone`}`,
    ...(file === undefined ? {} : { file }),
    underWay: async () => {
      if (file !== undefined) {
        quietly(turned(standing.url, file));
        await soon(usual.turn / 2);
      }
      if (how === 'SIGTERM') standing.child.kill('SIGTERM');
      else command(data, 'stop');
      await Promise.race([soon(usual.stop * 1.3), standing.ended]);
      return standing;
    },
  };
}

function chosen(): Work {
  const file = oneOf(files());
  return oneOf([
    () => throughServer(file),
    () => throughServer(file),
    () => throughServer(file),
    () => byCommand(file),
    () => byCommand(file),
    () => start(),
    () => stop(undefined),
    () => stop(file),
  ])();
}

/** Kills the process, in some rounds PostgreSQL's too; answers the PostgreSQL that is left behind. */
async function killedWith(program: Program): Promise<number | undefined> {
  const whom = oneOf(['node', 'node', 'postgres, node', 'node, postgres']);
  const postgres = postgresOf(data);
  for (const each of whom.split(', ')) {
    if (each === 'node') program.child.kill('SIGKILL');
    else if (postgres !== undefined) process.kill(postgres, 'SIGKILL');
  }
  await program.ended;
  return whom === 'node' ? postgresOf(data) : undefined;
}

test.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))(
  'round %i leaves all of it or nothing',
  async round => {
    const before = String(await keptFiles(standing.url));
    const work = chosen();
    const left = await killedWith(await work.underWay());
    standing = await served(data);

    // What was cut short goes on by itself, and nothing is given up.
    await until(async () => {
      const states = (await batchesOf(standing.url)).map(({ state }) => state);
      return !states.includes('waiting') && !states.includes('reading');
    }, 'what the kill cut short had ended');
    expect((await batchesOf(standing.url)).filter(({ state }) => !SETTLED.includes(state))).toEqual([]);
    const after = String(await keptFiles(standing.url));
    const way = after === before ? 'before' : 'after';
    console.log(`round ${round}: ${work.what}: as it was ${way}`);
    if (way === 'after') expect(after).toBe(toggled(before, work.file));
    const figures = await figuresOf(standing.url);
    expect(figures).toEqual(expected.get(after));
    expect(figures.reconciliation.reconciled).toBe(true);
    if (left !== undefined && runs(left)) tally.adopted += Number(postgresOf(data) === left);
    tally[way] += 1;
  },
);

function toggled(kept: string, file: string | undefined): string {
  const names = kept.split(',');
  if (file === undefined) return kept;
  const name = basename(file);
  return String((names.includes(name) ? names.filter(each => each !== name) : [...names, name]).sort());
}

const ledgersSetAside = () =>
  readdirSync(dirname(placesOf(data).ledger)).filter(name => /-damaged-\d+\.duckdb$/.test(name)).length;

test('after all rounds a clean stop leaves no process, no socket and no row without an owner', async () => {
  console.log(
    `${tally.before} rounds ended as before, ${tally.after} as after; ${tally.adopted} adopted PostgreSQL`,
  );
  const postgres = postgresOf(data);
  expect(await clientele(data, 'reconcile')).toMatchObject({ code: 0 });
  const kept = (await batchesOf(standing.url)).filter(({ state }) => state === 'kept');
  expect(await terminated(standing)).toMatchObject({ code: 0, error: '' });
  await until(() => postgres === undefined || !runs(postgres), 'PostgreSQL had stopped');
  expect(existsSync(placesOf(data).socket)).toBe(false);

  // The figures came out right even so, but DuckDB should not need it.
  console.log(`${ledgersSetAside()} ledgers could not be opened and were read again from the files`);

  const rowsOf = (kind: string) =>
    kept.filter(batch => batch.kind === kind).reduce((total, { rowsKept }) => total + rowsKept, 0);
  const rows = await ledgerRows(data);
  expect(Object.entries(rows).filter(([, { orphans }]) => orphans !== 0)).toEqual([]);
  expect(rows.order_line?.rows).toBe(rowsOf('order-lines'));
  expect(rows.activity?.rows).toBe(rowsOf('activities'));
  expect(rows.pool_amount?.rows).toBe(rowsOf('ledger'));
});
