import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type Batch, batchEndpoints } from '../../../contract/batches.ts';
import type { Book } from '../../../contract/facts.ts';
import type { InspectedTable, Inspection } from '../../../contract/mapping.ts';
import { call } from '../../call.ts';
import type { FileSearch, FileStep } from '../../intake-search.ts';
import { paths } from '../../links.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { isEnded } from '../batch-progress.ts';
import { outcomeText, rowsText } from '../batch-text.ts';
import { useFileGo, type WorkedOn } from '../file/asked-file.ts';
import file from '../file/File.module.css';
import { StepHead } from '../file/StepHead.tsx';
import { Problems } from '../Problems.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import { FindingsPart } from './FindingsPart.tsx';
import { Kept } from './Kept.tsx';
import { useBatch } from './use-batch.ts';

export interface CheckedBatchProps {
  id: string;
  inspection: Inspection;
  book: Book;
  search: FileSearch;
  on: WorkedOn;
  step: FileStep;
}

/** A check or an import as far as it is: running, with what it found, or as it ended. */
export function CheckedBatch(props: CheckedBatchProps) {
  const { id, book, inspection, on, step } = props;
  const asked = useBatch(id);
  useItsTable(asked.data, props);
  if (asked.error) return <Problem title="The check could not be read" error={asked.error} />;
  const batch = asked.data;
  if (!batch) return <Skeleton height={320} label="Reading the check" />;
  if (!isEnded(batch)) return <Running batch={batch} keeping={step === 'keep'} place={on.place} />;
  if (batch.state === 'checked') {
    if (batch.findings) return <FindingsPart {...props} batch={batch} findings={batch.findings} />;
    return <Skeleton height={320} label="Reading what was found" />;
  }
  if (batch.state === 'kept')
    return <Kept batch={batch} inspection={inspection} on={on} currency={book.settings?.currency} />;
  return <Ended batch={batch} place={on.place} currency={book.settings?.currency} />;
}

/** A link from elsewhere names the check only: its table is the one that is worked on. */
function useItsTable(batch: Batch | undefined, { inspection, on }: CheckedBatchProps) {
  const go = useFileGo();
  const { part } = batch ?? {};
  const isIts = ({ part: other }: InspectedTable) =>
    part?.member === other?.member && part?.sheet === other?.sheet;
  const place = part ? inspection.tables.findIndex(isIts) + 1 : 0;
  useEffect(() => {
    if (place > 0 && place !== on.place) go({ table: [String(place)], on: String(place) }, { replace: true });
  });
}

function Running({ batch, keeping, place }: { batch: Batch; keeping: boolean; place: number }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call(batchEndpoints.cancel, { params: { id: batch.id } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <StepHead
        of={`${keeping ? 'keep' : 'check'} ${place} runs`}
        title={keeping ? 'The rows are being kept' : 'The rows are being checked'}
        note="You may leave this page: it goes on, and stands in the list of imports."
      />
      <BatchProgress batch={batch} />
      <p>
        <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {keeping ? 'Cancel the import' : 'Cancel the check'}
        </Button>
      </p>
      {cancel.error && <Problem error={cancel.error} />}
    </>
  );
}

/** Ended without keeping anything, or taken back since. */
function Ended({ batch, place, currency }: { batch: Batch; place: number; currency: string | undefined }) {
  const go = useFileGo();
  return (
    <>
      <StepHead of={`check ${place} ${batch.state}`} title={TITLES[batch.state] ?? 'Nothing was kept'} />
      <p className={batch.state === 'refused' ? file.loss : undefined}>{outcomeText(batch, currency)}</p>
      <div className={file.goOn}>
        <Button kind="primary" onClick={() => go({ at: 'check', batch: undefined })}>
          Check it again
        </Button>
        <Button onClick={() => go({ at: 'columns', batch: undefined })}>Change the columns</Button>
        <Link to={paths.intake} search={{ batch: batch.id }}>
          See it in the history
        </Link>
      </div>
      {batch.rowsRefused > 0 && batch.state === 'refused' && (
        <section aria-label={`${rowsText(batch.rowsRefused)} to mend`}>
          <Problems batch={batch} />
        </section>
      )}
    </>
  );
}

const TITLES: Partial<Record<Batch['state'], string>> = {
  unchanged: 'Nothing changed',
  cancelled: 'Cancelled',
  interrupted: 'Cut short',
  undone: 'Kept, and undone since',
  replaced: 'Kept, and replaced since',
};
