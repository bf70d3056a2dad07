import { NOT_IN_VIEWS, VIEWED_PAGES, viewedPage } from '../../contract/views.ts';
import { Refusal } from '../errors.ts';

const CHARACTERS_MOST = 8000;
/** Stands for wherever the product is served from, to resolve addresses against. */
const HERE = 'http://clientele.invalid';

/** An address of the product apart: its page, what stands for `$id`, its search. Undefined where it is none. */
export function partsOfAddress(address: string) {
  // A browser takes a backslash for a slash and leaves control characters out: `/\\host` and `/⇥/host` lead elsewhere.
  if (!address.startsWith('/') || /[\\\p{Cc}]/u.test(address) || address.length > CHARACTERS_MOST)
    return undefined;
  const url = URL.parse(address, HERE);
  if (!url || url.origin !== HERE) return undefined;
  const viewed = viewedPage(url.pathname);
  const id = viewed?.id === undefined ? undefined : decoded(viewed.id);
  return { page: viewed?.id === undefined || id !== undefined ? viewed?.page : undefined, id, url };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * The address as it is kept: what is of the moment is left out. Refuses other hosts, and pages that this product does
 * not have or that no view can be of.
 */
export function addressToKeep(address: string): string {
  const parts = partsOfAddress(address.trim());
  if (!parts?.page)
    throw new Refusal(
      'not-asked-right',
      `A view is of one of the product's own pages, such as /?period=2025&sign=loss. There are ${Object.keys(VIEWED_PAGES).join(', ')}.`,
    );
  const kept = parts.url.search
    .slice(1)
    .split('&')
    .filter(pair => pair !== '' && !NOT_IN_VIEWS.includes(pair.split('=')[0] as string));
  return parts.url.pathname + (kept.length > 0 ? `?${kept.join('&')}` : '');
}
