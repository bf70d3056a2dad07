import { parseArgs } from 'node:util';
import { Refusal } from '../server/errors.ts';
import type { Listening } from '../server/listening.ts';
import { type Serving, signalToStop, startServing, untilStopped } from '../server/serve.ts';
import type { Answer } from './contract.ts';
import { runCommandLine } from './run.ts';
import { type Screen, screenOn } from './screen.ts';

/** `npm start`: opens the book, loads the example on the very first run, prints the headline and serves the pages. */
async function start(): Promise<number> {
  const colours = !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const screen = screenOn({ out: process.stdout, error: process.stderr, colours });
  const signal = signalToStop();
  const serving = await startServing(process.env, listeningAsked());
  let stopping = false;
  void signal.then(() => {
    stopping = true;
  });
  const greeting = greet(serving, screen, () => stopping);
  // What is still under way when a stop is asked for fails because everything is being closed.
  greeting.catch(() => undefined);
  try {
    await Promise.race([greeting, signal, serving.stopped]);
    await untilStopped(serving, signal);
    return 0;
  } catch (error) {
    await serving.stop();
    throw error;
  }
}

/** What may stand behind `npm start --`. */
function listeningAsked(): Listening {
  const options = { host: { type: 'string' }, 'without-second-factor': { type: 'boolean' } } as const;
  try {
    const { host, 'without-second-factor': withoutSecondFactor = false } = parseArgs({ options }).values;
    return { host, withoutSecondFactor };
  } catch {
    throw new Refusal(
      'not-asked-right',
      'npm start takes --host ADDRESS and --without-second-factor behind its --, and nothing else.',
    );
  }
}

async function greet(serving: Serving, screen: Screen, isStopping: () => boolean): Promise<void> {
  const ask = (path: string, init?: RequestInit) =>
    serving.house.app.fetch(new Request(`http://localhost/api${path}`, init));
  if (await lacksExample(async path => (await ask(path)).json())) {
    screen.line('The book is empty: loading the example company, Meridian Components …');
    const loaded = await ask('/example', { method: 'POST' });
    if (!loaded.ok) screen.say(`The example could not be loaded: ${await loaded.text()}`);
  }
  if (isStopping()) return;
  screen.line();
  await runCommandLine(['portfolio'], { env: process.env, screen });
  const { folder, postgres, ledger } = serving.house.stores;
  const apart = postgres.postgresFolder?.startsWith(folder.root) === false;
  screen.line();
  screen.line(`Data   ${folder.root}${apart ? ` and ${postgres.postgresFolder}` : ''}`);
  screen.line(`Ledger ${ledger.place}`);
  screen.line(`Pages  ${screen.tone('bold', serving.house.people.address() ?? serving.url)}`);
  if (serving.inFront) screen.line(serving.inFront);
  if (serving.welcome) {
    screen.line(`Begin  ${screen.tone('bold', serving.welcome)}`);
    screen.line(screen.tone('dim', 'The owner begins there: this link works once, within 24 hours.'));
  }
  screen.line(screen.tone('dim', 'Ctrl-C stops it; the data stays.'));
}

/** On the very first run, and after one that was cut short: the example's cost model is the last of it to come. */
async function lacksExample(ask: (path: string) => Promise<unknown>): Promise<boolean> {
  const batches = (await ask('/batches')) as Answer<'batches'>;
  if (batches.length === 0) return true;
  const { example, settings } = (await ask('/book')) as Answer<'book'>;
  // The example's settings come before its first file; those of any other come with it.
  const begun = example || (settings !== null && batches.every(({ state }) => state !== 'kept'));
  return begun && ((await ask('/models/current')) as Answer<'model'>).id === 'none';
}

start().then(
  code => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Refusal ? error.message : error);
    process.exit(1);
  },
);
