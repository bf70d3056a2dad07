import { useEffect, useRef } from 'react';
import type { Batch } from '../../contract/batches.ts';
import { figureIn, figureOf } from '../../contract/profit-figure.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText } from '../ui/number-text.ts';
import { momentText, outcomeText, rowsText, sizeText, stateText, undoText } from './batch-text.ts';
import intake from './Intake.module.css';
import { Problems } from './Problems.tsx';
import { SourceRow } from './SourceRow.tsx';
import classes from './Tables.module.css';

interface HistoryRowProps {
  batch: Batch;
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
export function HistoryRow({ batch, kind, currency, open, row, toggle, undo }: HistoryRowProps) {
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
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={COLUMNS} className={classes.opened}>
            <Outcome
              batch={batch}
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

/** What was undone counts no more, and may have been in the currency of an earlier book. */
function shownAmount({ state, amount }: Batch): string | null {
  return state === 'undone' ? null : amount;
}

function BatchAmount({ batch, unit }: { batch: Batch; unit?: string | undefined }) {
  const amount = shownAmount(batch);
  return (
    <Amount
      value={amount}
      unit={unit}
      digits={Number(amount) === 0 ? 0 : 2}
      figure={amount === null ? undefined : figureOfBatch(batch, 'amount')}
    />
  );
}

function RowsKept({ batch }: { batch: Batch }) {
  const figure = batch.state === 'kept' ? figureOfBatch(batch, 'rowsKept') : undefined;
  return <Figure figure={figure}>{countText(batch.rowsKept)}</Figure>;
}

/** Rows to mend are explained by their problems, which stand below the row. */
function RowsToMend({ batch, open, toggle }: Pick<HistoryRowProps, 'batch' | 'open' | 'toggle'>) {
  const figure = batch.state === 'kept' ? figureOfBatch(batch, 'rowsRefused') : undefined;
  if (batch.rowsRefused === 0 || batch.state === 'undone')
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

/** A file has all its months, whatever the period of the page. */
function figureOfBatch({ id }: Batch, figure: string): string {
  return figureIn(figureOf('batch', id, figure), 'all');
}

/** What was read of a file, and what became of it. */
function Figures({ batch, currency }: Pick<OutcomeProps, 'batch' | 'currency'>) {
  return (
    <dl className={classes.figures}>
      <div>
        <dt>Rows read</dt>
        <dd>
          <Figure figure={figureOfBatch(batch, 'rowsRead')}>{countText(batch.rowsRead)}</Figure>
        </dd>
      </div>
      <div>
        <dt>Kept</dt>
        <dd>
          <RowsKept batch={batch} />
        </dd>
      </div>
      <div>
        <dt>To mend</dt>
        <dd>
          <Figure figure={figureOfBatch(batch, 'rowsRefused')}>{countText(batch.rowsRefused)}</Figure>
        </dd>
      </div>
      {shownAmount(batch) !== null && (
        <div>
          <dt>Amount</dt>
          <dd>
            <BatchAmount batch={batch} unit={currency} />
          </dd>
        </div>
      )}
    </dl>
  );
}

interface OutcomeProps {
  batch: Batch;
  kind: string;
  currency: string | undefined;
  row: string | undefined;
  undo: (() => void) | undefined;
}

function Outcome({ batch, kind, currency, row, undo }: OutcomeProps) {
  return (
    <div className={classes.outcome}>
      {batch.state === 'kept' ? (
        <Figures batch={batch} currency={currency} />
      ) : (
        <p>{outcomeText(batch, currency)}</p>
      )}
      <p className={classes.muted}>
        {kind}, {sizeText(batch.bytes)}, imported {momentText(batch.at)} by {batch.by}, as {batch.id}
        {batch.undoneAt && `, undone ${momentText(batch.undoneAt)}`}
      </p>
      {row && <SourceRow batch={batch} row={row} />}
      {batch.rowsRefused > 0 && batch.state !== 'undone' && <Problems batch={batch} />}
      {undo && (
        <div>
          <Button onClick={undo}>{undoText(batch)}</Button>
        </div>
      )}
    </div>
  );
}

function Chevron({ open }: { open: boolean }) {
  return (
    <svg className={classes.chevron} data-open={open || undefined} viewBox="0 0 8 8" aria-hidden="true">
      <path d="M2.5 1 5.5 4 2.5 7" fill="none" stroke="currentColor" />
    </svg>
  );
}
