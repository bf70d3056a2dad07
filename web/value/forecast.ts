import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { valueEndpoints } from '../../contract/value.ts';
import { call, reading } from '../call.ts';
import { termsOf, type ValueTerms } from './value-search.ts';

/** How often a fit that is under way is asked how far it is. */
const ASK_MS = 1000;

/** What is asked for as long as the server still works on it. */
export function askedAgain({ state }: { state: { data?: { state: string } | undefined } }): number | false {
  return state.data?.state === 'working' ? ASK_MS : false;
}

/** The forecast of these terms, asked for again while it is worked out, and how to stop that or begin it again. */
export function useForecast(terms: ValueTerms) {
  const query = termsOf(terms);
  const read = reading(valueEndpoints.value, { query });
  const asked = useQuery({ ...read, placeholderData: keepPreviousData, refetchInterval: askedAgain });
  const turn = useTurn(query);
  return {
    answer: asked.data,
    /** Still the forecast of the terms before. */
    stale: asked.isPlaceholderData,
    error: asked.error,
    retry: () => void asked.refetch(),
    ...turn,
  };
}

/** Stops the fit of these terms, or begins it again. */
function useTurn(query: ValueTerms) {
  const queries = useQueryClient();
  const turning = useMutation({
    mutationFn: (to: 'stop' | 'begin') =>
      call(to === 'stop' ? valueEndpoints.stopValue : valueEndpoints.fitValue, { query }),
    onSuccess: async answer => {
      queries.setQueryData(reading(valueEndpoints.value, { query }).queryKey, answer);
      await queries.invalidateQueries({ queryKey: [valueEndpoints.customerValue.name] });
    },
  });
  return {
    stop: () => turning.mutate('stop'),
    begin: () => turning.mutate('begin'),
    turning: turning.isPending,
    refused: turning.error,
  };
}
