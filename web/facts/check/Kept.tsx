import { Link } from '@tanstack/react-router';
import type { Batch } from '../../../contract/batches.ts';
import type { Inspection } from '../../../contract/mapping.ts';
import { paths } from '../../links.ts';
import buttons from '../../ui/Button.module.css';
import { outcomeText, rowsText } from '../batch-text.ts';
import { NOTHING_CORRECTED } from '../columns/table-reading.ts';
import type { WorkedOn } from '../file/asked-file.ts';
import file from '../file/File.module.css';
import { StepHead } from '../file/StepHead.tsx';

interface KeptProps {
  batch: Batch;
  inspection: Inspection;
  on: WorkedOn;
  currency: string | undefined;
}

/** Done: what was kept, and where to go from here. */
export function Kept({ batch, inspection, on, currency }: KeptProps) {
  const next = on.chosen.find(place => place > on.place);
  const table = next === undefined ? undefined : inspection.tables[next - 1];
  return (
    <>
      <StepHead
        of={`kept ${on.place}`}
        title={`${rowsText(batch.rowsKept)} of ${on.table.name || batch.file} kept`}
      />
      <p>{outcomeText(batch, currency)} Every import can be undone in the history.</p>
      <div className={file.goOn}>
        {table ? (
          <Link
            className={`${buttons.button} ${buttons.primary}`}
            to={paths.file}
            params={{ id: inspection.id }}
            search={before => ({
              ...before,
              ...NOTHING_CORRECTED,
              at: 'columns',
              on: String(next),
              batch: undefined,
              leave: undefined,
            })}
          >
            Go on with {table.name}
          </Link>
        ) : (
          <Link className={`${buttons.button} ${buttons.primary}`} to={paths.portfolio}>
            See the portfolio
          </Link>
        )}
        <Link className={buttons.button} to={paths.intake} search={{ batch: batch.id }}>
          {batch.rowsRefused > 0
            ? `Mend ${rowsText(batch.rowsRefused)} in the history`
            : 'See it in the history'}
        </Link>
        <Link className={buttons.button} to={paths.intake}>
          Import another file
        </Link>
      </div>
    </>
  );
}
