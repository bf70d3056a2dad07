import type { ValueAnswer, ValueCustomers, ValueForecast, ValueLapses } from '../contract/value-forecast.ts';
import type { Connection } from './connection.ts';
import { RefusedRequest } from './errors.ts';
import { plain, type Screen } from './screen.ts';
import type { ValueTermsAsked } from './value-terms.ts';

/** The server answers at once when it is done; in between progress is shown so often. */
const WAIT_SECONDS = 0.5;
const PAGE = 5000;

/**
 * The forecast of the book, once it is made; undefined where nobody has bought anything that counts. A fit that somebody
 * stopped before begins again; one that is stopped meanwhile is not waited for.
 */
export async function bookForecast(
  connection: Connection,
  screen: Screen,
  terms: ValueTermsAsked,
): Promise<ValueForecast | undefined> {
  const query = { ...terms, wait: WAIT_SECONDS };
  let answer = await connection.call('value', { query });
  if (answer.state === 'stopped') answer = await connection.call('fitValue', { query });
  while (answer.state === 'working') {
    screen.progress(progressText(answer));
    answer = await connection.call('value', { query });
  }
  screen.progress('');
  if (answer.state === 'stopped')
    throw new RefusedRequest({
      code: 'stopped',
      sentence: 'Somebody stopped this forecast: ask again to have it made.',
    });
  return answer.forecast ?? undefined;
}

export interface Window {
  readonly terms: ValueTermsAsked;
  readonly top: number;
}

/** The customers of the most value. */
export function topCustomers(connection: Connection, window: Window): Promise<ValueCustomers> {
  return paged(window, query => connection.call('valueCustomers', { query }));
}

/** The lapses with the most value at stake. */
export function topLapses(connection: Connection, window: Window): Promise<ValueLapses> {
  return paged(window, query => connection.call('valueLapses', { query }));
}

/** As many pages as it takes, put together. */
async function paged<A extends { readonly total: number; customers: unknown[] }>(
  { terms, top }: Window,
  page: (query: ValueTermsAsked & { offset: number; limit: number }) => Promise<A>,
): Promise<A> {
  const answer = await page({ ...terms, offset: 0, limit: Math.min(PAGE, top) });
  const until = Math.min(top, answer.total);
  for (let offset = answer.customers.length; offset < until; offset += PAGE) {
    const next = await page({ ...terms, offset, limit: Math.min(PAGE, until - offset) });
    answer.customers.push(...next.customers);
  }
  return answer;
}

function progressText({ progress }: ValueAnswer): string {
  if (!progress) return 'Fitting …';
  return `Forecast   ${Math.floor(progress.share * 100)} %   ${plain(progress.step)}`;
}
