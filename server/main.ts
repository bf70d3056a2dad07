import type { RefusalAnswer } from '../contract/endpoint.ts';
import { Refusal } from './errors.ts';
import { startServing, untilStopped } from './serve.ts';

/** `npm start`: opens the book, loads the example on the very first run, prints the headline and serves the pages. */
async function main(): Promise<void> {
  const serving = await startServing(process.env);
  try {
    const ask = (path: string, init?: RequestInit) =>
      answerOf(serving.house.app.fetch(new Request(`http://localhost/api${path}`, init)));
    const batches = (await ask('/batches')) as unknown[];
    if (batches.length === 0) {
      console.log('The book is empty: loading the example company, Meridian Components …');
      await ask('/example', { method: 'POST' });
    }
    console.log(JSON.stringify(((await ask('/portfolio')) as any).totals));
    console.log(`\nData   ${serving.house.stores.folder.root}`);
    const apart = serving.house.stores.postgres.postgresFolder;
    if (apart && !apart.startsWith(serving.house.stores.folder.root))
      console.log(`       ${apart} (PostgreSQL)`);
    console.log(`Pages  ${serving.url}\n\nCtrl-C stops it; the data stays.`);
    await untilStopped(serving);
  } catch (error) {
    await serving.stop();
    throw error;
  }
}

async function answerOf(response: Response | Promise<Response>): Promise<unknown> {
  const answer = await response;
  const body = (await answer.json()) as RefusalAnswer;
  if (!answer.ok) throw new Refusal(body.code, body.sentence);
  return body;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Refusal ? error.message : error);
    process.exit(1);
  },
);
