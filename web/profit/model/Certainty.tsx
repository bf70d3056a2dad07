import type { Pool } from '@clientele/engine';
import { TextField } from '../../ui/Field.tsx';
import classes from './ModelDialogs.module.css';

type Said = Pick<Pool, 'assumed' | 'source'>;

/** Whether the numbers of a pool or an activity were measured, and where they come from. */
export function Certainty({ assumed, source, set }: Said & { set: (part: Said) => void }) {
  return (
    <>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={assumed === true}
          onChange={event => set({ assumed: event.target.checked || undefined })}
        />
        Assumed, not measured
      </label>
      <TextField
        label="Where the numbers come from"
        value={source ?? ''}
        onChange={event => set({ source: event.target.value || undefined })}
      />
    </>
  );
}
