/** Somebody's own words, which may be a name of anybody: what was looked for stays out of the log. */
const LEFT_OUT = ['search', 'token', 'file'];

/**
 * All texts of an address that could call somebody: parts of its path, values of its query, and what either is made of.
 * Example: `/explain?figure=customer%2FK1%2Fprofit` → `explain`, `customer/K1/profit`, `customer`, `K1`, `profit`
 */
export function textsOfAddress(address: string): string[] {
  const texts = address.split(/[/?&=#]/).flatMap(part => {
    const whole = decoded(part.replaceAll('+', ' '));
    return [part, whole, ...whole.split(/[/?&=@,:]/).flatMap(piece => [piece, decoded(piece)])];
  });
  return [...new Set(texts)].filter(text => text !== '');
}

type Values = Readonly<Record<string, string | readonly string[]>>;

/** Path and query of a request as they are written down. */
export function loggedAddress(path: string, query: Values): string {
  const kept = new URLSearchParams();
  for (const [name, values] of Object.entries(query))
    for (const value of [values].flat() as string[])
      kept.append(name, LEFT_OUT.includes(name) ? '…' : value.replace(/([?&]search=)[^&@]*/g, '$1…'));
  return kept.size === 0 ? path : `${path}?${kept}`;
}

/** What the one customer is called that a request is about: an id or a number. Undefined where it is about several. */
export function customerAsked(endpoint: string, params: Values, query: Values): string | undefined {
  if (/^\/customers\/\{id\}/.test(endpoint)) return String(params.id);
  if (typeof query.customer === 'string') return query.customer;
  if (typeof query.figure !== 'string') return undefined;
  const [, called] =
    /^(?:customer|cell)\/([^/?@]+)/.exec(query.figure) ??
    /[?&]customer=([^&@]+)/.exec(query.figure) ??
    ([] as (string | undefined)[]);
  return called === undefined ? undefined : decoded(called);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
