import { may, RIGHTS, type Right, type Rights, type Scope, type VisibleCustomers } from '@clientele/engine';
import type { Context, Hono } from 'hono';
import type * as z from 'zod/mini';
import type { Endpoint } from '../contract/endpoint.ts';
import type { AskerAddress } from './asker.ts';
import type { Question, Trail } from './audit/trail.ts';
import { Refusal } from './errors.ts';
import { whileItHolds } from './open-streams.ts';
import { type Identity, NOBODY, type Sight } from './people/identity.ts';
import { unlessStalled } from './upload.ts';

/** What a request gives a use case: who asks, and what, checked against the contract. */
interface Request<E extends Endpoint> {
  readonly scope: Scope;
  readonly rights: Rights;
  /** As whom they look at the product. */
  readonly viewing: Identity['viewing'];
  /** Which customers they see by a right. */
  readonly sees: (right: Right) => Promise<VisibleCustomers>;
  readonly headers: Headers;
  /** Where it comes from. */
  readonly address: string;
  readonly params: z.infer<E['params']>;
  readonly query: z.infer<E['query']>;
  readonly body: z.infer<NonNullable<E['body']>>;
  /** The raw bytes of an upload. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

type Answer<E extends Endpoint> = E['media'] extends string ? Response : z.infer<E['answer']>;

/** Binds an endpoint of the contract to a use case; nothing else in a routes file decides anything. */
export type Bind = <E extends Endpoint>(
  endpoint: E,
  useCase: (request: Request<E>) => Promise<Answer<E> | Response>,
) => void;

export interface Binding {
  /** Refuses who is not signed in; asked again while an answer goes out, it sends no cookie back. */
  readonly identify: (context: Context, isAgain?: boolean) => Promise<Identity>;
  readonly sight: Sight;
  readonly trail: Trail;
  /** Takes note of every endpoint. */
  readonly bound: Endpoint[];
  readonly askerAddress: AskerAddress;
  readonly uploadIdleSeconds: number;
}

export function binder(
  app: Hono,
  { identify, sight, trail, bound, askerAddress, uploadIdleSeconds }: Binding,
): Bind {
  const allowed = async (identity: Identity, { right, open, method, whileViewing }: Endpoint) => {
    const { rights, viewing, ...who } = identity;
    const sees = (by: Right) => sight(identity, by);
    if (open) return { rights, viewing, sees, scope: { ...who, customers: [] } };
    if (viewing && method !== 'GET' && !whileViewing) throw changesNothing(viewing.person);
    if (!may(rights, right)) throw notAllowed(who, right);
    const scope = { ...who, viewedAs: viewing?.personId, customers: await sees(right) };
    return { rights, viewing, sees, scope };
  };
  const holds = async (context: Context, endpoint: Endpoint, before: VisibleCustomers) => {
    try {
      const { scope } = await allowed(await identify(context, true), endpoint);
      return JSON.stringify(scope.customers) === JSON.stringify(before);
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };
  return (endpoint, useCase) => {
    bound.push(endpoint);
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
    const answered = async (context: Context, question: Question) => {
      const asked = await allowed(question.who, endpoint);
      const answer = await useCase({
        ...asked,
        headers: context.req.raw.headers,
        address: askerAddress(context),
        params: checked(endpoint.params, question.params, 'path'),
        query: checked(endpoint.query, question.query, 'query'),
        body: endpoint.body ? checked(endpoint.body, await jsonBody(context), 'body') : undefined,
        bytes: unlessStalled(context.req.raw.body ?? new Blob([]).stream(), uploadIdleSeconds),
        signal: context.req.raw.signal,
      } as never);
      await trail.answered(question, asked.scope.customers);
      const { media } = endpoint;
      if (answer instanceof Response && media !== undefined) {
        const still = () => holds(context, endpoint, asked.scope.customers);
        return whileItHolds(answer, { media, holds: still });
      }
      if (answer instanceof Response) return answer;
      return context.json(answer as object, 200, { 'Cache-Control': 'no-store' });
    };
    app.on(endpoint.method, path, async context => {
      const question = questionOf(context, endpoint, endpoint.open ? NOBODY : await identify(context));
      return await answered(context, question).catch(async error => {
        await trail.refused(question, error);
        throw error;
      });
    });
  };
}

function questionOf(context: Context, endpoint: Endpoint, who: Identity): Question {
  const path = context.req.path.replace(/^\/api(?=\/)/, '');
  return { endpoint, who, path, params: context.req.param(), query: queryOf(context) };
}

/** Says what is not allowed, not of whom: what there is behind it stays untold. */
function notAllowed({ person }: Pick<Identity, 'person'>, right: Endpoint['right']): Refusal {
  const sentence = `${person} may not do this: it takes the right “${RIGHTS[right]}”. An owner gives roles on the People page.`;
  return new Refusal('not-allowed', sentence);
}

function changesNothing(person: string): Refusal {
  const sentence = `You view the product as ${person}, and nothing can be changed meanwhile: end the view first.`;
  return new Refusal('views-as-another', sentence);
}

/** What stands once is a text, what stands several times a list: the contract says where a list is taken. */
function queryOf(context: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(context.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] as string) : values,
    ]),
  );
}

function checked<T extends z.ZodMiniType>(schema: T, given: unknown, part: string): z.infer<T> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(issue => ({
    where: [part, ...issue.path].join('.'),
    what: issue.message === 'Invalid input' ? `is not what is asked for here (${issue.code})` : issue.message,
    mend: 'See the reference at /api for what may stand here.',
  }));
  throw new Refusal(
    'not-asked-right',
    `The request does not fit: ${problems.map(({ where, what }) => `${where} ${what}`).join('; ')}.`,
    problems,
  );
}

async function jsonBody(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    throw new Refusal('not-asked-right', 'The body is no JSON.');
  }
}
