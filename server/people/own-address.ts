import { Refusal } from '../errors.ts';
import { isOwnHost } from '../strangers.ts';

/**
 * Where people open Clientele, as CLIENTELE_URL says: at an https address, which a proxy in front brings, or at this
 * machine, as through a tunnel to another port. Undefined where it says nothing, and the server's own address is meant.
 */
export function statedAddress(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { CLIENTELE_URL: stated } = env;
  if (!stated) return undefined;
  const url = URL.parse(stated);
  const here = url !== null && isOwnHost(url.host);
  if (url?.username || url?.password)
    throw unfit('CLIENTELE_URL names a user or a password: leave them out.');
  if (url?.protocol === 'http:' && !here)
    throw unfit(
      `CLIENTELE_URL is "${stated}", where passwords would go in clear: write it with https, and put a proxy in front that brings TLS. Only this machine is opened by http.`,
    );
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
  throw unfit(
    `CLIENTELE_URL is "${stated}", which this server would not answer at: write https:// and a name, or http://localhost and a port, without a path, or leave it out.`,
  );
}

function unfit(sentence: string): Refusal {
  return new Refusal('unknown-address', sentence);
}
