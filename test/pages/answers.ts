import type * as z from 'zod/mini';
import { addressOf } from '../../cli/contract.ts';
import type { Endpoint } from '../../contract/endpoint.ts';

/** What the server at `url` answers by itself, checked against the contract: what a page shows is held against it. */
export async function answerOf<
  Params extends z.ZodMiniObject,
  Query extends z.ZodMiniObject,
  Answer extends z.ZodMiniType,
>(
  url: string,
  endpoint: Pick<Endpoint<Params, Query, z.ZodMiniType, Answer>, 'path' | 'params' | 'query' | 'answer'>,
  asked: { params?: z.input<Params>; query?: z.input<Query> } = {},
): Promise<z.output<Answer>> {
  const response = await fetch(url + addressOf(endpoint, asked));
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return endpoint.answer.parse(await response.json());
}
