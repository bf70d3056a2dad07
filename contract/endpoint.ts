import type { Right } from '@clientele/engine';
import * as z from 'zod/mini';

/**
 * One thing that can be asked of the server. The server binds it to a use case, the web and the command line call it,
 * and the OpenAPI document is written from it: what is asked and what comes back stands here and nowhere else.
 */
export interface Endpoint<
  Params extends z.ZodMiniObject = z.ZodMiniObject,
  Query extends z.ZodMiniObject = z.ZodMiniObject,
  Body extends z.ZodMiniType = z.ZodMiniType,
  Answer extends z.ZodMiniType = z.ZodMiniType,
> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path below `/api`, with `{param}` where a parameter stands. */
  readonly path: string;
  readonly summary: string;
  /** What it takes to ask this. The right's reach says whose records are in the answer. */
  readonly right: Right;
  /** Nobody has to be signed in, and the right is not asked for. */
  readonly open?: true;
  /** Keeps nothing, or nothing but an end: allowed though no GET while somebody looks at the product as another person. */
  readonly whileViewing?: true;
  readonly params: Params;
  readonly query: Query;
  /** JSON body; `upload` takes the raw bytes of a file instead. */
  readonly body?: Body;
  readonly upload?: boolean;
  /** JSON answer; a `stream` or a file otherwise, of this media type. */
  readonly answer: Answer;
  readonly media?: string;
}

const NOTHING = z.object({});

interface Asked<P, Q, B, A> {
  name: string;
  method: Endpoint['method'];
  path: string;
  summary: string;
  right: Right;
  open?: true;
  whileViewing?: true;
  params?: P;
  query?: Q;
  body?: B;
  upload?: boolean;
  answer: A;
  media?: string;
}

/** Declares an endpoint; parameters and query are empty objects unless given. */
export function endpoint<
  A extends z.ZodMiniType,
  P extends z.ZodMiniObject = typeof NOTHING,
  Q extends z.ZodMiniObject = typeof NOTHING,
  B extends z.ZodMiniType = z.ZodMiniType<undefined>,
>(asked: Asked<P, Q, B, A>): Endpoint<P, Q, B, A> {
  return { ...asked, params: asked.params ?? NOTHING, query: asked.query ?? NOTHING } as Endpoint<P, Q, B, A>;
}

/** What the server answers when it refuses: a code for programs, a sentence with the mend for people. */
export const refusalAnswer = z.object({
  code: z.string(),
  sentence: z.string(),
  /** Further problems, each with where it is and how to mend it. */
  problems: z.optional(z.array(z.object({ where: z.string(), what: z.string(), mend: z.string() }))),
});
export type RefusalAnswer = z.infer<typeof refusalAnswer>;

/** An exact decimal in the reporting currency, such as "-502.6625". */
export const money = z.string().check(z.regex(/^-?\d+(\.\d+)?$/));
/** `all`, `2025`, `2025-Q3`, `2025-03` or `2025-02..2025-07`. */
export const periodText = z._default(z.string(), 'all');
