import type { Batch } from '../../contract/batches.ts';
import { figureIn, figureOf } from '../../contract/profit-figure.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText } from '../ui/number-text.ts';
import classes from './Tables.module.css';

/** What was undone counts no more, and may have been in the currency of an earlier book; what was put away never did. */
function shownAmount({ state, amount }: Batch): string | null {
  return state === 'undone' || state === 'cancelled' ? null : amount;
}

export function BatchAmount({ batch, unit }: { batch: Batch; unit?: string | undefined }) {
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

export function RowsKept({ batch }: { batch: Batch }) {
  const figure = batch.state === 'kept' ? figureOfBatch(batch, 'rowsKept') : undefined;
  return <Figure figure={figure}>{countText(batch.rowsKept)}</Figure>;
}

/** A file has all its months, whatever the period of the page. */
export function figureOfBatch({ id }: Batch, figure: string): string {
  return figureIn(figureOf('batch', id, figure), 'all');
}

/** What was read of a file, and what became of it. */
export function BatchFigures({ batch, currency }: { batch: Batch; currency: string | undefined }) {
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
      {batch.rowsLeftOut > 0 && (
        <div>
          <dt>Left out as duplicates</dt>
          <dd>{countText(batch.rowsLeftOut)}</dd>
        </div>
      )}
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
