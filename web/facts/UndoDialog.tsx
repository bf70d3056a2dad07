import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Batch } from '../../contract/batches.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { type UndoPreview, undoEndpoints } from '../../contract/undo.ts';
import { call, reading } from '../call.ts';
import { countText, exactText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { periodText } from '../ui/period-choices.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { rowsText, undoText } from './batch-text.ts';
import { Confirm } from './Confirm.tsx';
import { DifferenceTable } from './DifferenceTable.tsx';
import classes from './Intake.module.css';

interface UndoDialogProps {
  batch: Batch;
  kindTitle: string;
  currency: string | undefined;
  close: () => void;
}

/** What goes, what comes back, what rests on it, and the book before and after: then one button with the numbers. */
export function UndoDialog({ batch, kindTitle, currency, close }: UndoDialogProps) {
  const queries = useQueryClient();
  const preview = useQuery({
    ...reading(undoEndpoints.undoPreview, { params: { id: batch.id } }),
    staleTime: 0,
    gcTime: 0,
  });
  const undo = useMutation({
    mutationFn: () => call(factEndpoints.undo, { params: { id: batch.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  const closed = preview.data?.closedMonths ?? [];
  return (
    <Confirm
      title={`Undo the import of ${batch.file}`}
      action={undoText(batch)}
      busyText="Undoing"
      busy={undo.isPending}
      error={undo.error}
      enabled={closed.length === 0}
      run={() => undo.mutate()}
      close={close}
    >
      <p>
        Takes {rowsText(batch.rowsKept)} out of the book: {kindTitle.toLowerCase()}
        {amountText(batch.amount, currency)}
        {preview.data && monthsText(preview.data)}.
      </p>
      {closed.length > 0 && (
        <p className={classes.loss}>
          {closed.map(month => periodText(month)).join(', ')} {closed.length === 1 ? 'is' : 'are'} closed.
          Reopen {closed.length === 1 ? 'it' : 'them'} in the lineage first.
        </p>
      )}
      {preview.error && <Problem error={preview.error} />}
      {preview.isPending && <Skeleton height={160} label="Working out what it changes" />}
      {preview.data && <Consequences preview={preview.data} currency={currency} />}
    </Confirm>
  );
}

function Consequences({ preview, currency }: { preview: UndoPreview; currency: string | undefined }) {
  const { customers, comesBack, dependents, difference } = preview;
  const cards = [
    customers.gone > 0 && (customers.gone === 1 ? 'one goes' : `${countText(customers.gone)} go`),
    customers.changed > 0 &&
      (customers.changed === 1 ? 'one changes back' : `${countText(customers.changed)} change back`),
  ].filter(Boolean);
  return (
    <>
      {comesBack && (
        <p>
          {comesBack.file}, which it replaced, counts again with {rowsText(comesBack.rows)}.
        </p>
      )}
      {cards.length > 0 && <p>Of the customers {cards.join(' and ')}.</p>}
      {dependents.length > 0 && (
        <div>
          <p>These rest on it and stay:</p>
          <ul className={classes.dependents}>
            {dependents.map(({ id, file, why }) => (
              <li key={`${id} ${why}`}>
                {file}: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
      <DifferenceTable difference={difference} currency={currency} />
    </>
  );
}

function amountText(amount: string | null, currency: string | undefined): string {
  if (amount === null || Number(amount) === 0) return '';
  return ` that come to ${exactText(amount)}${currency ? ` ${currency}` : ''}`;
}

/** 2025-01 … 2025-03 → , of January 2025 to March 2025 */
function monthsText({ months }: UndoPreview): string {
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? `, of ${periodText(first)}` : `, of ${periodText(first)} to ${periodText(last)}`;
}
