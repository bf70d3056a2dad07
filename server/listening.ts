import { isIP } from 'node:net';
import { Refusal } from './errors.ts';
import type { House } from './house.ts';
import { ownerHasSecondFactor } from './people/people.ts';
import { OWN_SCOPE } from './stores.ts';

/** Where a server listens, and what it goes without. */
export interface Listening {
  readonly port?: number;
  /** An address of this machine; 127.0.0.1 unless said, or as CLIENTELE_HOST says. */
  readonly host?: string | undefined;
  /** Whether another address does not take a second factor. */
  readonly withoutSecondFactor?: boolean;
}

const LOOPBACK = /^(127\.0\.0\.1|::1)$/;
const ALL = /^(0\.0\.0\.0|::)$/;

export function hostIn(said: string | undefined): string {
  if (!said || said === 'localhost') return '127.0.0.1';
  if (isIP(said) > 0 && !said.includes('%')) return said;
  throw new Refusal(
    'unknown-address',
    `"${said}" is no address to listen on: write one of this machine, such as 192.0.2.10, or 0.0.0.0 for all of them.`,
  );
}

/** Where a server that listens there is opened. */
export function addressAt(host: string, port: number): string {
  return `http://${withPort(ALL.test(host) ? '127.0.0.1' : host, port)}`;
}

export function withPort(host: string, port: number): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * What has to stand in front of a server that other machines reach; undefined where none does. Refused where an owner's
 * password would be all that it takes.
 */
export async function whatGoesInFront(
  { people, stores }: Pick<House, 'people' | 'stores'>,
  host: string,
  { withoutSecondFactor = false }: Listening,
): Promise<string | undefined> {
  if (LOOPBACK.test(host)) return undefined;
  const where = ALL.test(host) ? 'all addresses of this machine' : host;
  const mend = people.secure
    ? `Put a proxy in front that brings TLS and sends on what comes to ${people.stated}.`
    : 'Put a proxy in front that brings TLS, and set CLIENTELE_URL to the https address that people open: this server answers at no other.';
  const guarded = await stores.database.within(OWN_SCOPE, store => ownerHasSecondFactor(OWN_SCOPE, store));
  if (guarded || withoutSecondFactor) return `It listens on ${where}, without TLS. ${mend}`;
  throw new Refusal(
    'second-factor-missing',
    `To listen on ${where} takes an owner with a second factor: set a code or a passkey on My account, or say --without-second-factor. ${mend}`,
  );
}

/** What the system says of an address that it cannot listen on. */
export function unlistened(error: unknown, host: string): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRNOTAVAIL') return error;
  return new Refusal(
    'unknown-address',
    `This machine has no address ${host} to listen on: name one that it has with --host or CLIENTELE_HOST.`,
  );
}
