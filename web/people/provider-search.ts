import { text } from '../address.ts';

/** What the other system that signs people in sends a browser back with (OpenID Connect). */
const KEYS = ['code', 'state', 'iss', 'error'] as const;
export type ProviderSearch = { [Key in (typeof KEYS)[number]]?: string };

export function providerSearch(raw: Record<string, unknown>): ProviderSearch {
  return Object.fromEntries(KEYS.flatMap(key => (text(raw[key]) ? [[key, text(raw[key])]] : [])));
}
