import { setTimeout as pause } from 'node:timers/promises';
import { type Asked, type Command, EXIT, isJson, noOperands } from './command.ts';
import { connectToServer } from './connection.ts';
import { errorCode, Fault } from './errors.ts';

/** It finishes what is being imported. */
const STOP_SECONDS_MAX = 600;
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
  while (answer.stopping && runs(answer.pid)) {
    if (Date.now() > until)
      throw new Fault(
        `The server (process ${answer.pid}) said that it stops, and still runs after ${STOP_SECONDS_MAX} seconds.`,
      );
    await pause(POLL_MS);
  }
  screen.progress('');
  if (isJson(asked)) screen.json(answer);
  else screen.line('Stopped.');
  return EXIT.done;
}

/** Its socket goes first, long before the stores are closed: only the end of the process is the end of it. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
