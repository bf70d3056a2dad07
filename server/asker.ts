import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';
import { Refusal } from './errors.ts';

/** The address of who asks. */
export type AskerAddress = (context: Context) => string;

/**
 * It is the connection's, unless that comes from the proxy that CLIENTELE_PROXY names: then what the proxy put last into
 * `X-Forwarded-For`. Whatever stands before that, or comes from elsewhere, anybody could have written.
 */
export function askerAddress(env: Readonly<Record<string, string | undefined>>): AskerAddress {
  const proxy = proxyIn(env.CLIENTELE_PROXY);
  return ({ env: connection, req }) => {
    const { incoming } = (connection ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
    const address = incoming?.socket?.remoteAddress;
    // Without a connection, in this process, or over the socket.
    if (address === undefined) return 'here';
    if (!proxy?.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) return address;
    const last = req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() ?? '';
    return isIP(last) > 0 ? last : address;
  };
}

function proxyIn(said: string | undefined): BlockList | undefined {
  if (!said) return undefined;
  const proxy = new BlockList();
  const family = isIP(said);
  if (said === 'loopback') {
    proxy.addSubnet('127.0.0.0', 8, 'ipv4');
    proxy.addAddress('::1', 'ipv6');
    return proxy;
  }
  if (family === 0)
    throw new Refusal(
      'unknown-address',
      `CLIENTELE_PROXY is "${said}": write the address that the proxy comes from, such as 192.0.2.1, or loopback where it runs on this machine.`,
    );
  proxy.addAddress(said, family === 6 ? 'ipv6' : 'ipv4');
  return proxy;
}
