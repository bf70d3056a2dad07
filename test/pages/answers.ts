import type * as z from 'zod/mini';
import { addressOf } from '../../cli/contract.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { fetchedAsOwner } from '../signed-in.ts';

/** What the server at `url` answers by itself, checked against the contract: what a page shows is held against it. */
export async function answerOf<
  Params extends z.ZodMiniObject,
  Query extends z.ZodMiniObject,
  Body extends z.ZodMiniType,
  Answer extends z.ZodMiniType,
>(
  url: string,
  endpoint: Endpoint<Params, Query, Body, Answer>,
  asked: { params?: z.input<Params>; query?: z.input<Query>; body?: z.input<Body> } = {},
): Promise<z.output<Answer>> {
  const response = await fetchedAsOwner(url + addressOf(endpoint, asked), {
    method: endpoint.method,
    ...(asked.body !== undefined && {
      body: JSON.stringify(asked.body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return endpoint.answer.parse(await response.json());
}
