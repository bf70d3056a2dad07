import { channel } from 'node:diagnostics_channel';

/**
 * What the stores are asked, statement by statement, for whoever subscribes: a proof that "not yours" asks no more than "not
 * there" does. Nobody listens otherwise, and then nothing is made up.
 */
export const QUERIES_TOLD = channel('clientele.query');

export function tellQuery(sql: string): void {
  if (QUERIES_TOLD.hasSubscribers) QUERIES_TOLD.publish(sql);
}
