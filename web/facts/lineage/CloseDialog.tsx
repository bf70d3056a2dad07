import { useMutation, useQueryClient } from '@tanstack/react-query';
import { factEndpoints } from '../../../contract/facts.ts';
import { call } from '../../call.ts';
import { periodText } from '../../ui/period-choices.ts';
import { Confirm } from '../Confirm.tsx';

/** Closing is said beforehand: it stops whoever still has files of the month. */
export function CloseDialog({ month, close }: { month: string; close: () => void }) {
  const queries = useQueryClient();
  const closing = useMutation({
    mutationFn: () => call(factEndpoints.closeMonth, { params: { month } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <Confirm
      title={`Close ${periodText(month)}`}
      action={`Close ${periodText(month)}`}
      busyText="Closing"
      kind="primary"
      busy={closing.isPending}
      error={closing.error}
      run={() => closing.mutate()}
      close={close}
    >
      <p>Imports and undos that touch the month are refused until somebody reopens it with a reason.</p>
    </Confirm>
  );
}
