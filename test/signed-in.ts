import type { House } from '../server/house.ts';
import type { Answered } from './house.ts';

/** Who signs in where a test talks to a server over its port. */
export const OWNER = { name: 'Owner', email: 'owner@example.com', password: 'a password of the tests' };

type Fetch = (path: string, init?: RequestInit) => Response | Promise<Response>;

/** What the port of a house answers, and the same by the cookie of somebody who signed in. */
export function throughPort(house: () => Pick<House, 'outside'>) {
  const outside = async (path: string, init?: RequestInit): Promise<Response> =>
    house().outside.fetch(new Request(`http://127.0.0.1${path}`, init));
  const as = async (cookie: string, path: string, method = 'GET', body?: object): Promise<Answered> => {
    const response = await outside(`/api${path}`, {
      ...(body && posted(body)),
      method,
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
    });
    return { status: response.status, body: await response.json() };
  };
  return { outside, as };
}

/** Uses a one-time link and answers the cookie that a browser would send from then on. */
export async function cookieByLink(
  fetched: Fetch,
  link: string | null,
  who: object = OWNER,
): Promise<string> {
  const token = new URL(link ?? '', 'http://127.0.0.1').searchParams.get('token');
  return cookieIn(await fetched('/api/sign-in/link/use', posted({ token, ...who })));
}

export async function cookieByPassword(fetched: Fetch, who = OWNER): Promise<string> {
  const { email, password } = who;
  return cookieIn(await fetched('/api/sign-in', posted({ email, password })));
}

export function posted(body: object, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

export async function cookieIn(response: Response): Promise<string> {
  if (!response.ok) throw new Error(`signing in was refused: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0] as string)
    .join('; ');
}

const cookies = new Map<string, string>();

/** Signs the owner in at a server: by its link where it still has one. What is fetched from there is then the owner's. */
export async function ownerSignsIn(url: string, link: string | undefined): Promise<string> {
  const fetched: Fetch = (path, init) => fetch(url + path, init);
  const cookie = link ? await cookieByLink(fetched, link) : await cookieByPassword(fetched);
  cookies.set(new URL(url).origin, cookie);
  return cookie;
}

/** Like `fetch`, as the owner who signed in there. */
export function fetchedAsOwner(address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const cookie = cookies.get(new URL(address).origin);
  if (cookie) headers.set('Cookie', cookie);
  return fetch(address, { ...init, headers });
}
