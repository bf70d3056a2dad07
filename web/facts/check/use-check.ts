import { useMutation, useQueryClient } from '@tanstack/react-query';
import { batchEndpoints, type HowToRead } from '../../../contract/batches.ts';
import { call } from '../../call.ts';

interface Check {
  /** Content address of the file. */
  id: string;
  /** The check that this one takes the place of; it is put away, so that none is left lying about. */
  before: string | undefined;
  begun: (batch: string) => void;
}

/** Begins the check of a file; it goes on at the server, whoever looks on. */
export function useCheck({ id, before, begun }: Check) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (how: HowToRead) => call(batchEndpoints.checkUploaded, { params: { id }, body: how }),
    onSuccess: async batch => {
      // One that is kept, or ended by itself, cannot be put away, and need not be.
      if (before) await call(batchEndpoints.discard, { params: { id: before } }).catch(() => undefined);
      void queries.invalidateQueries({ queryKey: [batchEndpoints.batches.name] });
      begun(batch.id);
    },
  });
}
