import { setTimeout as pause } from 'node:timers/promises';
import { type Asked, type Command, EXIT, isJson, noOperands } from './command.ts';
import { connectToServer } from './connection.ts';
import { Fault } from './errors.ts';

const STOP_SECONDS_MAX = 60;
const POLL_MS = 50;
const usage = 'stop';

export const command: Command = {
  usage,
  does: 'Stops the server that runs on this data, cleanly, and waits until it has stopped.',
  options: {},
  examples: ['clientele stop'],
  exits: { 0: 'stopped, or none was running' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const { screen, env } = asked;
  const server = await connectToServer(env);
  if (!server) {
    if (isJson(asked)) screen.json({ stopping: false });
    else screen.line('No server runs on this data.');
    return EXIT.done;
  }
  screen.progress('Stopping …');
  const answer = await server.call('stop');
  const until = Date.now() + STOP_SECONDS_MAX * 1000;
  while (await connectToServer(env)) {
    if (Date.now() > until)
      throw new Fault(`The server said that it stops, and still answers after ${STOP_SECONDS_MAX} seconds.`);
    await pause(POLL_MS);
  }
  screen.progress('');
  if (isJson(asked)) screen.json(answer);
  else screen.line('Stopped.');
  return EXIT.done;
}
