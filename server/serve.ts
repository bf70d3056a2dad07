import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { dataFolder } from './database/data-folder.ts';
import { Refusal, refusalBody } from './errors.ts';
import { type House, openHouse } from './house.ts';
import { addressAt, hostIn, type Listening, unlistened, whatGoesInFront, withPort } from './listening.ts';

export interface Serving {
  readonly house: House;
  readonly url: string;
  /** One-time link by which the owner begins; undefined once an owner has a password. */
  readonly welcome: string | undefined;
  /** What has to stand in front; undefined where only this machine reaches it. */
  readonly inFront: string | undefined;
  /**
   * Settles when everything is closed because the server was asked to stop over the socket; rejects with the reason when
   * it had to, because PostgreSQL went away.
   */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

const PORT = 4747;
/** A large file may take hours to come in: what is limited is how long nothing comes. */
const PATIENT = { requestTimeout: 0, headersTimeout: 60_000 };
const STOP_ELSEWHERE = new Refusal(
  'not-here',
  'The server is stopped with clientele stop or Ctrl-C, not over its port.',
);

/**
 * Serves the pages and the API on the loopback address, or another that is named, and the API to the command line on the
 * data folder's socket (mode 0600). Refuses when another process owns the data, the port is taken, or other machines would
 * reach it and no owner has a second factor.
 */
export async function startServing(
  env: Readonly<Record<string, string | undefined>>,
  listening: Listening = {},
): Promise<Serving> {
  const host = hostIn(listening.host ?? env.CLIENTELE_HOST);
  const folder = dataFolder(env);
  let askedToStop: () => void = () => undefined;
  const asked = new Promise<void>(resolve => {
    askedToStop = resolve;
  });
  const house = await openHouse(env, () => askedToStop());
  const listener = getRequestListener(request => house.app.fetch(request));
  // Stopping is for who can reach the data folder, not for every account that can reach the port.
  const guarded = getRequestListener((request, connection) =>
    new URL(request.url).pathname === '/api/stop'
      ? Response.json(refusalBody(STOP_ELSEWHERE), { status: 403 })
      : house.outside.fetch(request, connection),
  );
  const servers = [createServer(PATIENT, guarded), createServer(PATIENT, listener)] as const;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      await Promise.all(servers.map(closed));
      rmSync(folder.socket, { force: true });
      await house.close();
    })();
    return stopping;
  };
  try {
    const inFront = await whatGoesInFront(house, host, listening);
    await removeStale(folder.socket);
    await listens(servers[1], { path: folder.socket });
    chmodSync(folder.socket, 0o600);
    const { CLIENTELE_PORT } = env;
    const named = listening.port ?? (CLIENTELE_PORT === undefined ? undefined : Number(CLIENTELE_PORT));
    const port = await portOn(servers[0], host, named);
    void house.goOn();
    const lost = house.stores.lost.then(async refusal => {
      await stop();
      throw refusal;
    });
    const stopped = Promise.race([asked.then(stop), lost]);
    stopped.catch(() => undefined);
    const url = addressAt(host, port);
    Object.assign(house.people.served, { at: url, on: withPort(host, port) });
    const welcome = await house.people.welcome();
    const begins = welcome && (house.people.address() ?? url) + welcome;
    return { house, url, welcome: begins, inFront, stopped, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Serves until a signal or `clientele stop`. */
export async function serve(
  env: Readonly<Record<string, string | undefined>>,
  options: Listening = {},
): Promise<void> {
  const signal = signalToStop();
  const serving = await startServing(env, options);
  if (serving.welcome) console.log(`The owner begins here, once, within 24 hours: ${serving.welcome}`);
  console.log(`Clientele serves ${serving.url}; stop it with Ctrl-C or clientele stop.`);
  if (serving.inFront) console.log(serving.inFront);
  await untilStopped(serving, signal);
}

/**
 * Settles at Ctrl-C or a polite kill; a second one ends the process at once. Listen before anything is opened: a signal
 * that comes while PostgreSQL starts would otherwise end us and leave it running.
 */
export function signalToStop(): Promise<void> {
  return new Promise<void>(resolve => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve());
  });
}

/** Waits for the signal or a stop over the socket, and closes everything. */
export async function untilStopped(serving: Serving, signal: Promise<void>): Promise<void> {
  await Promise.race([signal.then(() => serving.stop()), serving.stopped]);
}

async function portOn(server: Server, host: string, named: number | undefined): Promise<number> {
  const port = named ?? PORT;
  for (let candidate = port; ; candidate++) {
    try {
      await listens(server, { port: candidate, host });
      const address = server.address();
      return typeof address === 'object' && address ? address.port : candidate;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw unlistened(error, host);
      if (named !== undefined || candidate >= port + 20) {
        throw new Refusal(
          'port-taken',
          `Port ${candidate} is taken by another program: name another with CLIENTELE_PORT or --port.`,
        );
      }
    }
  }
}

function listens(server: Server, where: { path: string } | { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Event streams stay open by nature; whoever watches one reconnects when we are back.
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}

/** We own the data by now, so a socket that nobody answers on was left by a killed process. */
async function removeStale(path: string): Promise<void> {
  const answers = await new Promise<boolean>(resolve => {
    const probe = connect(path);
    probe.once('connect', () => resolve(true));
    probe.once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });
  if (!answers) rmSync(path, { force: true });
}
