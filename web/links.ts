/** Every path of the web, once: routes are declared from them and links are made of them. */
export const paths = {
  portfolio: '/',
  company: '/company',
  customer: '/customers/$id',
  statement: '/customers/$id/statement',
  value: '/value',
  customerValue: '/customers/$id/value',
  model: '/model',
  scenarios: '/scenarios',
  expedites: '/expedites',
  products: '/products',
  intake: '/intake',
  file: '/intake/files/$id',
  lineage: '/intake/lineage',
  people: '/people',
  account: '/account',
  signIn: '/sign-in',
  provider: '/sign-in/provider',
  welcome: '/welcome',
  walls: '/walls',
  myWalls: '/walls/mine',
  log: '/log',
} as const;

/** Pages without a frame, for who is not signed in. */
export const BARE_PATHS: readonly string[] = [paths.signIn, paths.provider, paths.welcome];

/** Addresses as text, for what is no link of the router. */
export const links = {
  portfolio: (search: LinkSearch = {}) => withSearch(paths.portfolio, search),
  customer: (id: string, search: LinkSearch = {}) =>
    withSearch(paths.customer.replace('$id', encodeURIComponent(id)), search),
  intake: (search: LinkSearch = {}) => withSearch(paths.intake, search),
};

type LinkSearch = Readonly<Record<string, string | readonly string[] | undefined>>;

function withSearch(path: string, search: LinkSearch): string {
  return path + searchText(search);
}

/** Plain `a=b&c=d`, a list as its name again for each item; readable in the address and in a mail. */
export function searchText(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter(one => one !== undefined && one !== null && one !== '')
      .map(one => `${encodeURIComponent(name)}=${readable(String(one))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Slashes and colons mean nothing in a search, and are read more easily as they are. */
function readable(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':');
}

export function readSearch(text: string): Record<string, string | string[]> {
  const search: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search[name];
    search[name] = before === undefined ? value : [before, value].flat();
  }
  return search;
}
