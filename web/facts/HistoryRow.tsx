import { useEffect, useRef } from 'react';
import type { Batch } from '../../contract/batches.ts';
import { Button } from '../ui/Button.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText } from '../ui/number-text.ts';
import { BatchAmount, figureOfBatch, RowsKept } from './BatchFigures.tsx';
import { BatchOutcome } from './BatchOutcome.tsx';
import { isEnded } from './batch-progress.ts';
import { momentText, rowsText, stateText } from './batch-text.ts';
import { CancelButton } from './CancelButton.tsx';
import intake from './Intake.module.css';
import classes from './Tables.module.css';

interface HistoryRowProps {
  batch: Batch;
  /** All imports, for the names of those that this one stands for or that stand for it. */
  batches: readonly Batch[];
  kind: string;
  currency: string | undefined;
  open: boolean;
  /** Of the open import, the row that a fact came from. */
  row: string | undefined;
  toggle: () => void;
  undo: () => void;
}

const COLUMNS = 9;

/** One import as a line of the history, and its outcome below when it stands open. */
export function HistoryRow({ batch, batches, kind, currency, open, row, toggle, undo }: HistoryRowProps) {
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (open) line.current?.scrollIntoView({ block: 'center' });
  }, [open]);
  const kept = batch.state === 'kept';
  const faded = `${open ? classes.above : ''} ${kept ? '' : classes.faded}`;
  const failed = batch.state === 'refused' || batch.state === 'interrupted';
  return (
    <>
      <tr ref={line} className={open ? classes.marked : undefined}>
        <th scope="row" className={open ? classes.above : undefined}>
          <button type="button" className={classes.unfold} aria-expanded={open} onClick={toggle}>
            <Chevron open={open} />
            <span className={classes.ellipsis} title={batch.file}>
              {batch.file}
            </span>
          </button>
        </th>
        <td className={`${classes.wide} ${classes.oneLine} ${faded}`}>{kind}</td>
        <td className={`${classes.number} ${faded}`}>
          <RowsKept batch={batch} />
        </td>
        <td className={`${classes.number} ${classes.wide} ${faded}`}>
          <RowsToMend batch={batch} open={open} toggle={toggle} />
        </td>
        <td className={`${classes.number} ${classes.wide} ${faded}`}>
          <BatchAmount batch={batch} />
        </td>
        <td className={`${classes.wide} ${classes.spare} ${classes.oneLine} ${faded}`}>
          {momentText(batch.at)}
        </td>
        <td className={`${classes.wide} ${classes.spare} ${classes.oneLine} ${faded}`}>{batch.by}</td>
        <td className={`${faded} ${failed ? classes.loss : ''}`}>{stateText(batch)}</td>
        <td className={`${classes.number} ${classes.wide} ${faded}`}>
          {kept && (
            <Button kind="quiet" className={intake.small} aria-label={`Undo ${batch.file}`} onClick={undo}>
              Undo
            </Button>
          )}
          {!isEnded(batch) && <CancelButton batch={batch} />}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={COLUMNS} className={classes.opened}>
            <BatchOutcome
              batch={batch}
              batches={batches}
              kind={kind}
              currency={currency}
              row={kept ? row : undefined}
              undo={kept ? undo : undefined}
            />
          </td>
        </tr>
      )}
    </>
  );
}

/** Rows to mend are explained by their problems, which stand below the row. */
function RowsToMend({ batch, open, toggle }: Pick<HistoryRowProps, 'batch' | 'open' | 'toggle'>) {
  const figure = batch.state === 'kept' ? figureOfBatch(batch, 'rowsRefused') : undefined;
  if (batch.rowsRefused === 0 || batch.state === 'undone' || batch.state === 'cancelled')
    return <Figure figure={figure}>{countText(batch.rowsRefused)}</Figure>;
  return (
    <button
      type="button"
      className={classes.problemsOf}
      aria-expanded={open}
      aria-label={`${rowsText(batch.rowsRefused)} to mend of ${batch.file}`}
      onClick={toggle}
    >
      {countText(batch.rowsRefused)}
    </button>
  );
}

function Chevron({ open }: { open: boolean }) {
  return (
    <svg className={classes.chevron} data-open={open || undefined} viewBox="0 0 8 8" aria-hidden="true">
      <path d="M2.5 1 5.5 4 2.5 7" fill="none" stroke="currentColor" />
    </svg>
  );
}
