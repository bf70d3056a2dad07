/** What a request brings along that better-auth looks at. */
export interface Asking {
  readonly headers: Headers;
  /** Where it comes from. */
  readonly address: string;
}

/** What better-auth answers; undefined where it refuses, which it does by throwing. Faults of its own are thrown on. */
export async function asked<T>(answering: Promise<T>): Promise<T | undefined> {
  try {
    return await answering;
  } catch (error) {
    const { statusCode } = error as { statusCode?: unknown };
    if (typeof statusCode === 'number' && statusCode < 500) return undefined;
    throw error;
  }
}

/** An answer with the cookies that better-auth set. */
export function withCookies(from: Headers, answer: object): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  for (const cookie of from.getSetCookie()) headers.append('Set-Cookie', cookie);
  return Response.json(answer, { headers });
}
