import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Batch, batchEndpoints } from '../../contract/batches.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import intake from './Intake.module.css';

/** Stops what waits or is being read; nothing of it is kept. */
export function CancelButton({ batch }: { batch: Batch }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call(batchEndpoints.cancel, { params: { id: batch.id } }),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Button
      kind="quiet"
      className={intake.small}
      busy={cancel.isPending}
      aria-label={`Cancel ${batch.file}`}
      onClick={() => cancel.mutate()}
    >
      Cancel
    </Button>
  );
}
