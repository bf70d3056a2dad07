import { useQueryClient } from '@tanstack/react-query';
import { valueEndpoints } from '../../contract/value.ts';
import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { reading } from '../call.ts';
import type { ValueTerms } from './value-search.ts';

/** Takes the answer to a change in place of the page; other customers' are read anew, as a referral moves between two, and what lists them all. */
export function useStated(id: string, terms: ValueTerms) {
  const queries = useQueryClient();
  return async (answer: CustomerValue) => {
    const { queryKey } = reading(valueEndpoints.customerValue, { params: { id }, query: terms });
    queries.setQueryData(queryKey, answer);
    const { customerValue, valueReferrals, valueQuadrants } = valueEndpoints;
    const told: readonly unknown[] = [customerValue.name, valueReferrals.name, valueQuadrants.name];
    await queries.invalidateQueries({
      predicate: query =>
        told.includes(query.queryKey[0]) && JSON.stringify(query.queryKey) !== JSON.stringify(queryKey),
    });
  };
}
