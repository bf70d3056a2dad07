import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Batch } from '../../../contract/batches.ts';
import { mendEndpoints } from '../../../contract/mends.ts';
import { call, reading } from '../../call.ts';
import { paths } from '../../links.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { rowsText } from '../batch-text.ts';
import classes from './Mend.module.css';

/** Rows of a kept import that were mended since: they come in as an import of their own. */
export function MendedImport({ batch }: { batch: Batch }) {
  const params = { id: batch.id };
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery({ ...reading(mendEndpoints.rowsToMend, { params }), staleTime: 0 });
  const take = useMutation({
    mutationFn: () => call(mendEndpoints.importMends, { params }),
    onSuccess: async begun => {
      await queries.invalidateQueries();
      await navigate({ to: paths.intake, search: { batch: begun.id }, resetScroll: false });
    },
  });
  const mended = data?.mended ?? 0;
  return (
    <div className={classes.under}>
      <Button disabled={mended === 0} busy={take.isPending} onClick={() => take.mutate()}>
        {mended === 0 ? 'Import mended rows' : `Import ${rowsText(mended)} mended`}
      </Button>
      <span className={classes.muted}>
        {mended === 0
          ? 'Mend them here, or in the file and import that.'
          : 'They come in as an import of their own.'}
      </span>
      {take.error && <Problem error={take.error} />}
    </div>
  );
}
