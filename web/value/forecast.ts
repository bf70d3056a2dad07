import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { valueEndpoints } from '../../contract/value.ts';
import type { ValueAnswer, ValueForecast } from '../../contract/value-forecast.ts';
import { askedAgain } from '../asked-again.ts';
import { call, reading } from '../call.ts';
import { termsOf, type ValueTerms } from './value-search.ts';

/** A forecast that is ready, with what it was asked for. */
export interface Shown {
  readonly forecast: ValueForecast;
  readonly terms: ValueTerms;
}

/** The forecast of these terms, asked for again while it is worked out, and how to stop that or begin it again. */
export function useForecast(terms: ValueTerms) {
  const query = termsOf(terms);
  const read = reading(valueEndpoints.value, { query });
  const asked = useQuery({ ...read, placeholderData: keepPreviousData, refetchInterval: askedAgain });
  const turn = useTurn(query);
  const shown = useShown(asked.isPlaceholderData ? undefined : asked.data, query);
  return {
    answer: asked.data,
    /** The last one that was ready, which may be of the terms before. */
    shown,
    /** Whether it is. */
    stale: asked.isPlaceholderData || asked.data?.state !== 'ready',
    error: asked.error,
    retry: () => void asked.refetch(),
    ...turn,
  };
}

/** Figures stay in sight while those of other terms are worked out. */
function useShown(answer: ValueAnswer | undefined, terms: ValueTerms): Shown | undefined {
  const [shown, setShown] = useState<Shown>();
  const forecast = answer?.state === 'ready' ? answer.forecast : null;
  if (!forecast || shown?.forecast === forecast) return shown;
  setShown({ forecast, terms });
  return { forecast, terms };
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
