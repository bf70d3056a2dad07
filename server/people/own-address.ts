import { Refusal } from '../errors.ts';
import { isOwnHost } from '../strangers.ts';

/**
 * Where people open Clientele, as CLIENTELE_URL says; undefined where it says nothing, and the server's own address is
 * meant. It is of this machine too, since requests to other hosts are refused: a tunnel to it has another port.
 */
export function statedAddress(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { CLIENTELE_URL: stated } = env;
  if (!stated) return undefined;
  const url = URL.parse(stated);
  if (url?.protocol === 'http:' && isOwnHost(url.host) && url.pathname === '/' && url.username === '')
    return url.origin;
  throw new Refusal(
    'unknown-address',
    `CLIENTELE_URL is "${stated}", which this server would not answer at: write http://localhost or http://127.0.0.1 with a port, or leave it out.`,
  );
}
