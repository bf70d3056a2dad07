import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { RefusalAnswer } from '../contract/endpoint.ts';
import type { Environment } from './command.ts';
import { type Answer, addressOf, type EndpointName, endpointNamed, type Question } from './contract.ts';
import { errorCode, Fault, RefusedRequest } from './errors.ts';
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

const POLL_MS = 200;
const OTHER_COMMAND_SECONDS_MAX = 15;

/** Connects, works and closes again: also when the work fails, and when the terminal or the system says stop. */
export async function connected<T>(env: Environment, work: (to: Connection) => Promise<T>): Promise<T> {
  const opening = connect(env);
  const unlisten = closeOnSignals(opening);
  try {
    const connection = await opening;
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  } finally {
    unlisten();
  }
}

/** The server that runs on this data folder, or undefined. */
export async function connectToServer(env: Environment): Promise<Connection | undefined> {
  const [{ dataFolder }, { isAnswering, throughSocket }] = await Promise.all([
    import('../server/database/data-folder.ts'),
    import('./transport.ts'),
  ]);
  const { socket } = dataFolder(env);
  if (!(await isAnswering(socket))) return undefined;
  return connectionOver(throughSocket(socket), 'server', () => Promise.resolve());
}

async function connect(env: Environment): Promise<Connection> {
  const until = Date.now() + OTHER_COMMAND_SECONDS_MAX * 1000;
  for (;;) {
    const server = await connectToServer(env);
    if (server) return server;
    try {
      const [{ openHouse }, { inProcess }] = await Promise.all([
        import('../server/house.ts'),
        import('./transport.ts'),
      ]);
      const house = await openHouse(env);
      return connectionOver(inProcess(house.app), 'here', () => house.close());
    } catch (error) {
      // Another command is at work, or a server is starting: it is done soon, or opens its socket.
      if (errorCode(error) !== 'data-owned' || Date.now() > until) throw error;
      await pause(POLL_MS);
    }
  }
}

function connectionOver(
  transport: Transport,
  place: Connection['place'],
  close: () => Promise<void>,
): Connection {
  const asked = async <N extends EndpointName>(name: N, question: Question<N>, bytes?: Readable) => {
    const endpoint = await endpointNamed(name);
    const message: Message = { method: endpoint.method, address: addressOf(endpoint, question) };
    const body = bytes ?? (question.body === undefined ? undefined : JSON.stringify(question.body));
    const response = await transport(body === undefined ? message : { ...message, body });
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
      closed ??= close();
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

/** The first signal closes the stores and ends the process; a second one does not wait. */
function closeOnSignals(opening: Promise<Connection>): () => void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    const code = signal === 'SIGINT' ? 130 : 143;
    if (stopping) process.exit(code);
    stopping = true;
    opening
      .then(connection => connection.close())
      .catch(() => undefined)
      .finally(() => process.exit(code));
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
