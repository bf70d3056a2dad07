import type { Context, Next } from 'hono';
import { Refusal } from './errors.ts';

const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\]|clientele)(:\d+)?$/;

/** @param host as the header says it */
export function isOwnHost(host: string): boolean {
  return OWN_HOST.test(host);
}

/**
 * Other pages in the same browser must not reach this server: a name that resolves to 127.0.0.1 is not ours (DNS
 * rebinding), and a request that another origin sends is refused before it is read.
 */
export async function refuseStrangers(context: Context, next: Next): Promise<void> {
  const host = context.req.header('Host') ?? new URL(context.req.url).host;
  if (!isOwnHost(host)) {
    throw new Refusal(
      'wrong-host',
      'This server answers on the loopback address only: open http://127.0.0.1 with its port.',
    );
  }
  const origin = context.req.header('Origin');
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Refusal(
      'other-origin',
      'A page of another origin asked; this server answers its own pages only.',
    );
  }
  await next();
  context.header(
    'Content-Security-Policy',
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  );
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'no-referrer');
  context.header('Cross-Origin-Resource-Policy', 'same-origin');
}
