import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Batch } from '../../contract/batches.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { call } from '../call.ts';
import { exactText } from '../ui/number-text.ts';
import { rowsText, undoText } from './batch-text.ts';
import { Confirm } from './Confirm.tsx';

interface UndoDialogProps {
  batch: Batch;
  kindTitle: string;
  currency: string | undefined;
  close: () => void;
}

export function UndoDialog({ batch, kindTitle, currency, close }: UndoDialogProps) {
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => call(factEndpoints.undo, { params: { id: batch.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  const amount = batch.amount !== null && Number(batch.amount) !== 0;
  return (
    <Confirm
      title={`Undo the import of ${batch.file}`}
      action={undoText(batch)}
      busyText="Undoing"
      busy={undo.isPending}
      error={undo.error}
      run={() => undo.mutate()}
      close={close}
    >
      <p>
        Takes {rowsText(batch.rowsKept)} out of the book: {kindTitle.toLowerCase()}
        {amount && ` that come to ${exactText(batch.amount)}${currency ? ` ${currency}` : ''}`}.
      </p>
      <p>
        Afterwards every figure is as if the file had never been imported. The file can be imported again.
      </p>
    </Confirm>
  );
}
