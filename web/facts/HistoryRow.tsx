import { useEffect, useRef } from 'react';
import type { Batch } from '../../contract/facts.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/number-text.ts';
import { momentText, outcomeText, sizeText, stateText, undoText } from './batch-text.ts';
import intake from './Intake.module.css';
import { Problems } from './Problems.tsx';
import classes from './Tables.module.css';

interface HistoryRowProps {
  batch: Batch;
  kind: string;
  currency: string | undefined;
  open: boolean;
  toggle: () => void;
  undo: () => void;
}

const COLUMNS = 9;

/** One import as a line of the history, and its outcome below when it stands open. */
export function HistoryRow({ batch, kind, currency, open, toggle, undo }: HistoryRowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const kept = batch.state === 'kept';
  const faded = `${open ? classes.above : ''} ${kept ? '' : classes.faded}`;
  const failed = batch.state === 'refused' || batch.state === 'interrupted';
  return (
    <>
      <tr ref={row}>
        <th scope="row" className={open ? classes.above : undefined}>
          <button type="button" className={classes.unfold} aria-expanded={open} onClick={toggle}>
            <Chevron open={open} />
            <span className={classes.ellipsis} title={batch.file}>
              {batch.file}
            </span>
          </button>
        </th>
        <td className={`${classes.wide} ${classes.oneLine} ${faded}`}>{kind}</td>
        <td className={`${classes.number} ${faded}`}>{countText(batch.rowsKept)}</td>
        <td className={`${classes.number} ${classes.wide} ${faded}`}>{countText(batch.rowsRefused)}</td>
        <td className={`${classes.number} ${classes.wide} ${faded}`}>
          <Amount value={shownAmount(batch)} digits={Number(batch.amount) === 0 ? 0 : 2} />
        </td>
        <td className={`${classes.wide} ${classes.oneLine} ${faded}`}>{momentText(batch.at)}</td>
        <td className={`${classes.wide} ${classes.oneLine} ${faded}`}>{batch.by}</td>
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
            <Outcome batch={batch} kind={kind} currency={currency} undo={kept ? undo : undefined} />
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

interface OutcomeProps {
  batch: Batch;
  kind: string;
  currency: string | undefined;
  undo: (() => void) | undefined;
}

function Outcome({ batch, kind, currency, undo }: OutcomeProps) {
  return (
    <div className={classes.outcome}>
      <p>{outcomeText(batch, currency)}</p>
      <p className={classes.muted}>
        {kind}, {sizeText(batch.bytes)}, imported {momentText(batch.at)} by {batch.by}, as {batch.id}
        {batch.undoneAt && `, undone ${momentText(batch.undoneAt)}`}
      </p>
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
