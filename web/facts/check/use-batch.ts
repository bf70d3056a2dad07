import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Batch, batchEndpoints } from '../../../contract/batches.ts';
import { addressOf, reading } from '../../call.ts';
import { isEnded } from '../batch-progress.ts';

/** One import, followed while it runs; when it ends it is read once more, with what its check found. */
export function useBatch(id: string) {
  const queries = useQueryClient();
  const asked = useQuery({ ...reading(batchEndpoints.batch, { params: { id } }), staleTime: 0 });
  const runs = asked.data !== undefined && !isEnded(asked.data);
  useEffect(() => {
    if (!runs) return;
    const { queryKey } = reading(batchEndpoints.batch, { params: { id } });
    const events = new EventSource(addressOf(batchEndpoints.batchProgress, { params: { id } }));
    const ended = () => {
      events.close();
      void queries.invalidateQueries();
    };
    events.onmessage = ({ data }) => {
      const batch = JSON.parse(data) as Batch;
      if (isEnded(batch)) ended();
      else queries.setQueryData(queryKey, batch);
    };
    events.onerror = () => void queries.invalidateQueries({ queryKey });
    return () => events.close();
  }, [id, runs, queries]);
  return asked;
}
