/** Who signs in where a test talks to a server over its port. */
export const OWNER = { name: 'Owner', email: 'owner@example.com', password: 'a password of the tests' };

type Fetch = (path: string, init?: RequestInit) => Response | Promise<Response>;

/** Uses a one-time link and answers the cookie that a browser would send from then on. */
export async function cookieByLink(fetched: Fetch, link: string, who: object = OWNER): Promise<string> {
  const token = new URL(link, 'http://127.0.0.1').searchParams.get('token');
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
