import type { Context, Next } from 'hono';
import { Refusal } from './errors.ts';

const HSTS_SECONDS = 31_536_000;
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\]|clientele)(:\d+)?$/;

/** @param host as the header says it */
export function isOwnHost(host: string): boolean {
  return OWN_HOST.test(host);
}

/**
 * Other pages in the same browser must not reach this server: a name that resolves to its address is not ours (DNS
 * rebinding), and a request that another origin sends is refused before it is read.
 * @param stated where people open it, beside this machine
 */
export function refuseStrangers(stated: string | undefined) {
  const there = stated?.startsWith('https:') ? new URL(stated) : undefined;
  const hosts = there && [there.host, `${there.hostname}:${there.port || 443}`];
  return async (context: Context, next: Next): Promise<void> => {
    const host = context.req.header('Host') ?? new URL(context.req.url).host;
    if (!isOwnHost(host) && !hosts?.includes(host)) throw wrongHost(there);
    const origin = context.req.header('Origin');
    const own = origin === there?.origin || (origin === `http://${host}` && isOwnHost(host));
    if (origin !== undefined && !own) {
      throw new Refusal(
        'other-origin',
        'A page of another origin asked; this server answers its own pages only.',
      );
    }
    await next();
    guardAnswer(context);
    if (there) context.header('Strict-Transport-Security', `max-age=${HSTS_SECONDS}`);
  };
}

function wrongHost(there: URL | undefined): Refusal {
  const sentence = there
    ? `This server answers at ${there.origin} and on the loopback address only: open it there.`
    : 'This server answers on the loopback address only: open http://127.0.0.1 with its port.';
  return new Refusal('wrong-host', sentence);
}

function guardAnswer(context: Context): void {
  context.header(
    'Content-Security-Policy',
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  );
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'no-referrer');
  context.header('Cross-Origin-Resource-Policy', 'same-origin');
}
