import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { RefusalAnswer } from '../contract/endpoint.ts';
import type { Asked, Environment } from './command.ts';
import { type Answer, addressOf, type EndpointName, endpointNamed, type Question } from './contract.ts';
import { errorCode, Fault, RefusedRequest } from './errors.ts';
import { listenToSignals } from './signals.ts';
import type { Message, Transport } from './transport.ts';

/** The use cases, asked in the words of the contract: of the running server, or of our own when none runs. */
export interface Connection {
  readonly place: 'server' | 'here';
  call<N extends EndpointName>(name: N, question?: Question<N>): Promise<Answer<N>>;
  /** Sends the bytes of a file. */
  upload<N extends EndpointName>(name: N, question: Question<N>, bytes: Readable): Promise<Answer<N>>;
  /** An answer that is a file, as its bytes. */
  stream<N extends EndpointName>(name: N, question?: Question<N>): Promise<Readable>;
  close(): Promise<void>;
}

type Surroundings = Pick<Asked, 'env' | 'screen'>;

const POLL_MS = 200;
const OTHER_COMMAND_SECONDS_MAX = 15;
/** Owned by another, or PostgreSQL (its codes) just starting or stopping for another. */
const BUSY = new Set(['data-owned', '57P01', '57P03', 'EPIPE', 'ECONNRESET']);
/** The same in words, where a connection has no code for it. */
const BROKEN_OFF = /terminated unexpectedly|write EPIPE|not queryable/;

/** Connects, works and closes again: also when the work fails, and when the terminal or the system says stop. */
export async function connected<T>(asked: Surroundings, work: (to: Connection) => Promise<T>): Promise<T> {
  const opening = Promise.withResolvers<Connection>();
  const signals = listenToSignals(async () => {
    const connection = await opening.promise;
    if (connection.place === 'here')
      asked.screen.say(
        'Stopping. What has begun may end within seconds, or goes on at the next start; a second Ctrl-C does not wait.',
      );
    await connection.close();
  });
  opening.promise.catch(() => undefined);
  try {
    connect(asked, signals.stop).then(opening.resolve, opening.reject);
    const connection = await opening.promise;
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  } finally {
    signals.end();
  }
}

/** The server that runs on this data folder, or undefined. */
export async function connectToServer(
  env: Environment,
  stop = new AbortController().signal,
): Promise<Connection | undefined> {
  const [{ dataFolder }, { isAnswering, throughSocket }] = await Promise.all([
    import('../server/database/data-folder.ts'),
    import('./transport.ts'),
  ]);
  const { socket } = dataFolder(env);
  if (!(await isAnswering(socket))) return undefined;
  return connectionOver({
    transport: throughSocket(socket),
    place: 'server',
    close: () => Promise.resolve(),
    stop,
  });
}

async function connect({ env, screen }: Surroundings, stop: AbortSignal): Promise<Connection> {
  const until = Date.now() + OTHER_COMMAND_SECONDS_MAX * 1000;
  for (;;) {
    const server = await connectToServer(env, stop);
    if (server) return server;
    try {
      const [{ openHouse }, { inProcess }] = await Promise.all([
        import('../server/house.ts'),
        import('./transport.ts'),
      ]);
      const house = await openHouse(env);
      return connectionOver({
        transport: inProcess(house.app),
        place: 'here',
        close: () => house.close(),
        stop,
      });
    } catch (error) {
      // Another command is at work, or a server is starting: it is done soon, or opens its socket.
      if (!isBusy(error) || Date.now() > until || stop.aborted) throw error;
      screen.progress('Another process is at work on this data: waiting for it …');
      await pause(POLL_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return BUSY.has(errorCode(error) ?? '') || BROKEN_OFF.test(String(error));
}

interface Line {
  readonly transport: Transport;
  readonly place: Connection['place'];
  readonly close: () => Promise<void>;
  /** Once aborted nothing more is asked. */
  readonly stop: AbortSignal;
}

function connectionOver({ transport, place, close, stop }: Line): Connection {
  const underWay = new Set<Promise<unknown>>();
  const asked = async <N extends EndpointName>(name: N, question: Question<N>, bytes?: Readable) => {
    // The process ends by itself once everything is closed; whoever asks now waits for that.
    if (stop.aborted) await new Promise(() => undefined);
    const endpoint = await endpointNamed(name);
    const message: Message = { method: endpoint.method, address: addressOf(endpoint, question) };
    const body = bytes ?? (question.body === undefined ? undefined : JSON.stringify(question.body));
    const answering = transport(body === undefined ? message : { ...message, body });
    underWay.add(answering);
    const response = await answering.finally(() => underWay.delete(answering));
    if (!response.ok) throw await refusalOf(response);
    return response;
  };
  let closed: Promise<void> | undefined;
  return {
    place,
    call: async (name, question = {}) => await answerIn(await asked(name, question)),
    upload: async (name, question, bytes) => await answerIn(await asked(name, question, bytes)),
    async stream(name, question = {}) {
      const { body } = await asked(name, question);
      return body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([]);
    },
    close() {
      // Through a server there is nothing to close, and it goes on with what it was asked.
      const settled = place === 'here' ? Promise.allSettled(underWay) : Promise.resolve();
      closed ??= settled.then(close);
      return closed;
    },
  };
}

/** The server holds its answers against the contract; what it sends is not parsed a second time. */
async function answerIn<N extends EndpointName>(response: Response): Promise<Answer<N>> {
  return (await response.json()) as Answer<N>;
}

async function refusalOf(response: Response): Promise<Error> {
  const text = await response.text();
  const answer = parsedRefusal(text);
  if (answer && response.status < 500) return new RefusedRequest(answer);
  return new Fault(answer?.sentence ?? `The server answered ${response.status}: ${text.slice(0, 500)}`);
}

function parsedRefusal(text: string): RefusalAnswer | undefined {
  try {
    const answer: Partial<RefusalAnswer> | null = JSON.parse(text);
    return typeof answer?.sentence === 'string'
      ? { code: 'refused', ...answer, sentence: answer.sentence }
      : undefined;
  } catch {
    return undefined;
  }
}
