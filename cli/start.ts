import { Refusal } from '../server/errors.ts';
import { startServing, untilStopped } from '../server/serve.ts';
import { runCommandLine } from './run.ts';
import { screenOn } from './screen.ts';

/** `npm start`: opens the book, loads the example on the very first run, prints the headline and serves the pages. */
async function start(): Promise<number> {
  const colours = !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const screen = screenOn({ out: process.stdout, error: process.stderr, colours });
  const serving = await startServing(process.env);
  try {
    const ask = (path: string, init?: RequestInit) =>
      serving.house.app.fetch(new Request(`http://localhost/api${path}`, init));
    const batches = (await (await ask('/batches')).json()) as readonly unknown[];
    if (batches.length === 0) {
      screen.line('The book is empty: loading the example company, Meridian Components …');
      const loaded = await ask('/example', { method: 'POST' });
      if (!loaded.ok) screen.say(`The example could not be loaded: ${await loaded.text()}`);
    }
    screen.line();
    await runCommandLine(['portfolio'], { env: process.env, screen });
    const { folder, postgres } = serving.house.stores;
    const apart = postgres.postgresFolder?.startsWith(folder.root) === false;
    screen.line();
    screen.line(`Data   ${folder.root}${apart ? ` and ${postgres.postgresFolder}` : ''}`);
    screen.line(`Pages  ${screen.tone('bold', serving.url)}`);
    screen.line(screen.tone('dim', 'Ctrl-C stops it; the data stays.'));
    await untilStopped(serving);
    return 0;
  } catch (error) {
    await serving.stop();
    throw error;
  }
}

start().then(
  code => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Refusal ? error.message : error);
    process.exit(1);
  },
);
