import type { Batch } from '../../../contract/batches.ts';
import { shareText } from '../../ui/number-text.ts';
import classes from './Check.module.css';
import { progressText } from './check-text.ts';

const TOLD_EVERY = 0.25;

/** Rows, rate and time left. Screen readers are told at every quarter, not with every step. */
export function BatchProgress({ batch }: { batch: Batch }) {
  const share = batch.progress ?? 0;
  const told = Math.floor(share / TOLD_EVERY) * TOLD_EVERY;
  return (
    <div className={classes.progress}>
      <progress value={share} max={1} aria-label={`Progress of ${batch.file}`} />
      <p>{progressText(batch)}</p>
      <p className="visually-hidden" aria-live="polite">
        {batch.state === 'waiting' ? 'Waits for its turn' : `${shareText(told)} read`}
      </p>
    </div>
  );
}
