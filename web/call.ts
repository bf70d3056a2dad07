import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import type { Endpoint, RefusalAnswer } from '../contract/endpoint.ts';
import { searchText } from './links.ts';
import { leaveToSignIn } from './sign-in.ts';

// biome-ignore lint/suspicious/noExplicitAny: stands for every endpoint; its own types are read off below
export type AnyEndpoint = Endpoint<any, any, any, any>;
type In<Type> = Type extends z.ZodMiniType ? z.input<Type> : never;

/** What an endpoint is asked with: parameters of its path, query, JSON body or the bytes of a file. */
export interface Asked<E extends AnyEndpoint> {
  params?: In<E['params']>;
  query?: In<E['query']>;
  body?: In<E['body']>;
  file?: Blob;
  signal?: AbortSignal;
}
export type Answer<E extends AnyEndpoint> = z.output<E['answer']>;

/** A refusal of the server: its message is the sentence with the mend. */
export class RefusalError extends Error {
  override name = 'RefusalError';
  readonly code: string;
  readonly problems: RefusalAnswer['problems'];
  constructor(refusal: RefusalAnswer) {
    super(refusal.sentence);
    this.code = refusal.code;
    this.problems = refusal.problems;
  }
}

/** Asks the server. Throws RefusalError with the server's sentence when it refuses or cannot be reached. */
export async function call<E extends AnyEndpoint>(endpoint: E, asked: Asked<E> = {}): Promise<Answer<E>> {
  const response = await fetch(addressOf(endpoint, asked), {
    method: endpoint.method,
    ...(asked.signal && { signal: asked.signal }),
    ...sent(asked),
  }).catch((error: unknown) => {
    if (asked.signal?.aborted) throw error;
    throw new RefusalError({ code: 'unreachable', sentence: UNREACHABLE });
  });
  if (!response.ok) {
    const refusal = await refusalOf(response);
    if (refusal.code === 'not-signed-in') return await leaveToSignIn();
    throw new RefusalError(refusal);
  }
  if (endpoint.media) return (await response.text()) as Answer<E>;
  const answer: unknown = await response.json();
  // The server checks what it sends; in development the page checks it again, so that a drift shows at once.
  return import.meta.env.DEV ? (endpoint.answer.parse(answer) as Answer<E>) : (answer as Answer<E>);
}

/** A read as TanStack Query takes it. The key starts with the endpoint's name, so that whole kinds can be read anew. */
export function reading<E extends AnyEndpoint>(endpoint: E, asked: Omit<Asked<E>, 'signal' | 'file'> = {}) {
  return queryOptions<Answer<E>, Error>({
    queryKey: [endpoint.name, asked],
    queryFn: ({ signal }) => call(endpoint, { ...asked, signal } as Asked<E>),
  });
}

/** The address of an endpoint, for downloads and event streams. */
export function addressOf<E extends AnyEndpoint>(
  endpoint: E,
  asked: Pick<Asked<E>, 'params' | 'query'>,
): string {
  const params: Record<string, string> = asked.params ?? {};
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  return `/api${path}${searchText((asked.query as Record<string, unknown> | undefined) ?? {})}`;
}

const UNREACHABLE = 'The server did not answer. Check that `npm start` still runs, then try again.';

function sent(asked: { body?: unknown; file?: Blob }): RequestInit {
  if (asked.file) return { body: asked.file, headers: { 'content-type': 'application/octet-stream' } };
  if (asked.body === undefined) return {};
  return { body: JSON.stringify(asked.body), headers: { 'content-type': 'application/json' } };
}

async function refusalOf(response: Response): Promise<RefusalAnswer> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (answer && typeof answer === 'object' && 'sentence' in answer) return answer as RefusalAnswer;
  const sentence = `The server answered ${response.status} ${response.statusText} and no reason. Its log says more.`;
  return { code: 'unknown', sentence };
}
