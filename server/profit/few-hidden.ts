import type { Scope } from '@clientele/engine';

/** What so many did is found in less time than what all others did is added up. */
const HIDDEN_MOST = 2000;

/** Those whom a scope hides: nobody for who sees the whole company; undefined for who sees a list of customers, and where too many are hidden. */
export function fewHidden({ customers }: Scope): readonly number[] | undefined {
  if (customers === 'all') return [];
  return 'except' in customers && customers.except.length <= HIDDEN_MOST ? customers.except : undefined;
}
