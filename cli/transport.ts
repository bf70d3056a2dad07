import { request as httpRequest } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { Readable } from 'node:stream';
import { errorCode, Fault } from './errors.ts';

export interface Message {
  readonly method: string;
  /** Path with query. */
  readonly address: string;
  /** JSON as text, or the bytes of a file. */
  readonly body?: string | Readable;
}

/** Carries one request to the use cases, wherever they run. */
export type Transport = (message: Message) => Promise<Response>;

/** Whether a server accepts connections on the socket; a file that a killed server left behind is none. */
export function isAnswering(socketPath: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connectSocket(socketPath);
    const answer = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

export function throughSocket(socketPath: string): Transport {
  return ({ method, address, body }) =>
    new Promise((resolve, reject) => {
      const request = httpRequest(
        { socketPath, method, path: address, headers: headersFor(body), agent: false },
        message => {
          const bodiless = message.statusCode === 204 || message.statusCode === 304;
          const headers = new Headers();
          for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value));
          resolve(
            new Response(bodiless ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>), {
              status: message.statusCode ?? 500,
              headers,
            }),
          );
        },
      );
      request.on('error', error => reject(broken(error)));
      if (body instanceof Readable) {
        // The request is left to its own error, as a server that refuses at once may close while bytes still flow.
        body.on('error', error => {
          request.destroy();
          reject(error);
        });
        body.pipe(request);
      } else {
        request.end(body);
      }
    });
}

export function inProcess(app: { fetch(request: Request): Promise<Response> | Response }): Transport {
  return async ({ method, address, body }) => {
    const asked: RequestInit & { duplex?: 'half' } = { method, headers: headersFor(body) };
    if (typeof body === 'string') asked.body = body;
    if (body instanceof Readable) {
      asked.body = Readable.toWeb(body) as ReadableStream<Uint8Array>;
      asked.duplex = 'half';
    }
    return await app.fetch(new Request(`http://localhost${address}`, asked));
  };
}

function headersFor(body: Message['body']): Record<string, string> {
  const said = { host: 'localhost', 'x-clientele-surface': 'command line' };
  if (body === undefined) return said;
  return {
    ...said,
    'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
  };
}

function broken(error: Error): Error {
  if (!['ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'EPIPE'].includes(errorCode(error) ?? '')) return error;
  return new Fault('The server stopped while it worked on this: start the command again.', { cause: error });
}
