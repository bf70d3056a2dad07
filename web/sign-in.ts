import { paths, searchText } from './links.ts';

/** Pages without a frame, for who is not signed in. */
export const BARE_PATHS: readonly string[] = [paths.signIn, paths.provider, paths.welcome];

/** Away to signing in, and back to this very page afterwards; never settles, since the page goes. */
export function leaveToSignIn(): Promise<never> {
  const { pathname, search } = location;
  const to = BARE_PATHS.includes(pathname) || pathname + search === '/' ? undefined : pathname + search;
  location.assign(paths.signIn + searchText({ to }));
  return new Promise(() => undefined);
}

/**
 * Loads the page that was wanted, and with it everything anew: what was read before belonged to somebody else. Addresses
 * of other hosts are left alone.
 */
export function goOn(to: string | undefined): void {
  const address = addressIn(to ?? '/');
  const own = address?.origin === location.origin && !BARE_PATHS.includes(address.pathname);
  location.assign(own ? address.pathname + address.search : '/');
}

function addressIn(text: string): URL | undefined {
  try {
    return new URL(text, location.origin);
  } catch {
    return undefined;
  }
}
