import { Link } from '@tanstack/react-router';
import type { Batch } from '../../contract/batches.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { BatchFigures } from './BatchFigures.tsx';
import { isEnded } from './batch-progress.ts';
import { momentText, outcomeText, sizeText, undoText } from './batch-text.ts';
import { BatchProgress } from './check/BatchProgress.tsx';
import { MendedImport } from './mend/MendedImport.tsx';
import { RowsToMend } from './mend/RowsToMend.tsx';
import { Problems } from './Problems.tsx';
import { SourceRow } from './SourceRow.tsx';
import classes from './Tables.module.css';

interface BatchOutcomeProps {
  batch: Batch;
  batches: readonly Batch[];
  kind: string;
  currency: string | undefined;
  row: string | undefined;
  undo: (() => void) | undefined;
}

/** What became of an import: its figures, where it stands among the others, its rows to mend, and the way back. */
export function BatchOutcome({ batch, batches, kind, currency, row, undo }: BatchOutcomeProps) {
  const kept = batch.state === 'kept';
  return (
    <div className={classes.outcome}>
      {!isEnded(batch) && <BatchProgress batch={batch} />}
      {kept && <BatchFigures batch={batch} currency={currency} />}
      {isEnded(batch) && !kept && <p>{outcomeText(batch, currency)}</p>}
      <p className={classes.muted}>
        {kind}
        {partText(batch)}, {sizeText(batch.bytes)}, {kept ? 'imported' : 'sent'} {momentText(batch.at)} by{' '}
        {batch.by}, as {batch.id}
        {batch.undoneAt && `, undone ${momentText(batch.undoneAt)}`}
      </p>
      <Relatives batch={batch} batches={batches} />
      {row && <SourceRow batch={batch} row={row} />}
      {batch.state === 'checked' && (
        <p>
          <Link
            to={paths.file}
            params={{ id: batch.original }}
            search={{ file: batch.file, at: 'check', batch: batch.id }}
          >
            Go on with the check
          </Link>
        </p>
      )}
      {batch.rowsRefused > 0 && kept && (
        <>
          <MendedImport batch={batch} />
          <RowsToMend batch={batch} />
        </>
      )}
      {batch.rowsRefused > 0 && batch.state === 'refused' && <Problems batch={batch} />}
      {undo && (
        <div>
          <Button onClick={undo}>{undoText(batch)}</Button>
        </div>
      )}
    </div>
  );
}

/** Imports that this one replaced, that replaced it, or whose rows it mended. */
function Relatives({ batch, batches }: Pick<BatchOutcomeProps, 'batch' | 'batches'>) {
  const relatives = [
    { id: batch.replaces, text: 'Replaces' },
    { id: batch.replacedBy, text: 'Replaced by' },
    { id: batch.mendsOf, text: 'Mended rows of' },
    ...batches.filter(one => one.mendsOf === batch.id).map(({ id }) => ({ id, text: 'Rows mended in' })),
  ];
  return relatives.map(
    ({ id, text }) =>
      id !== null && (
        <p key={`${text} ${id}`}>
          {text}{' '}
          <Link
            to={paths.intake}
            search={before => ({ ...before, batch: id, row: undefined })}
            resetScroll={false}
          >
            {batches.find(one => one.id === id)?.file ?? id}
          </Link>
        </p>
      ),
  );
}

/** The table of a file that has several. */
function partText({ part }: Batch): string {
  const names = [part?.member, part?.sheet].filter(Boolean);
  return names.length > 0 ? ` in ${names.join(', ')}` : '';
}
