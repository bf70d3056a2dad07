import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { factEndpoints } from '../../../contract/facts.ts';
import { call } from '../../call.ts';
import { TextField } from '../../ui/Field.tsx';
import { periodText } from '../../ui/period-choices.ts';
import { Confirm } from '../Confirm.tsx';

const REASON_LENGTH_MIN = 3;

export function ReopenDialog({ month, close }: { month: string; close: () => void }) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const reopen = useMutation({
    mutationFn: () => call(factEndpoints.reopenMonth, { params: { month }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <Confirm
      title={`Reopen ${periodText(month)}`}
      action={`Reopen ${periodText(month)}`}
      busyText="Reopening"
      busy={reopen.isPending}
      error={reopen.error}
      enabled={reason.trim().length >= REASON_LENGTH_MIN}
      run={() => reopen.mutate()}
      close={close}
    >
      <p>Imports and undos may change its figures again. The reason is written down with your name.</p>
      <TextField
        label="Reason"
        value={reason}
        placeholder="Credit notes of the month came late"
        onChange={event => setReason(event.target.value)}
      />
    </Confirm>
  );
}
