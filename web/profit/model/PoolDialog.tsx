import type { Pool } from '@clientele/engine';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Certainty } from './Certainty.tsx';
import classes from './ModelDialogs.module.css';

interface PoolDialogProps {
  pool: Pool;
  currency: string;
  isNew: boolean;
  /** How many activities draw on it: one that is drawn on cannot go, nor change its kind. */
  drawn: number;
  remove: () => void;
  save: (pool: Pool) => void;
  close: () => void;
}

/** Everything about a pool: its kind, its rate or its practical capacity, and what they rest on. */
export function PoolDialog({ pool, currency, isNew, drawn, remove, save, close }: PoolDialogProps) {
  const [draft, setDraft] = useState(pool);
  const set = (part: Partial<Pool>) => setDraft(before => ({ ...before, ...part }));
  const kinds = [
    { value: 'time', text: 'Time: ledger amount ÷ practical capacity' },
    { value: 'rate', text: 'Time at a fixed rate' },
    { value: 'money', text: 'Money, traced to the customer' },
    { value: 'sustaining', text: 'Sustaining, never spread' },
  ];
  return (
    <Dialog label={draft.name || 'New pool'} close={close}>
      <div className={classes.form}>
        <h2>{pool.name || 'New pool'}</h2>
        <TextField label="Name" value={draft.name} onChange={event => set({ name: event.target.value })} />
        {isNew && (
          <TextField
            label="Key"
            hint="As ledger files name the pool; it stays when the name changes."
            value={draft.key}
            onChange={event => set({ key: event.target.value })}
          />
        )}
        <SelectField
          label="Kind"
          value={draft.kind}
          disabled={drawn > 0}
          hint={drawn > 0 ? 'Activities draw on it, so its kind stays.' : undefined}
          onChange={event => setDraft(ofKind(draft, event.target.value as Pool['kind']))}
          choices={kinds}
        />
        {draft.kind === 'rate' && (
          <TextField
            label={`Rate, ${currency} a minute`}
            inputMode="decimal"
            value={draft.ratePerMinute ?? ''}
            onChange={event => set({ ratePerMinute: event.target.value })}
          />
        )}
        {draft.kind === 'time' && (
          <TextField
            label="Practical capacity, minutes a month"
            hint="Used where the ledger file states none. People: about 80 % of the time they are paid for."
            inputMode="decimal"
            value={draft.capacityMinutes ?? ''}
            onChange={event => set({ capacityMinutes: event.target.value || undefined })}
          />
        )}
        <Certainty assumed={draft.assumed} source={draft.source} set={set} />
      </div>
      <footer className={classes.foot}>
        <Button
          kind="primary"
          disabled={draft.name.trim() === '' || draft.key.trim() === ''}
          onClick={() => save(draft)}
        >
          Put into the draft
        </Button>
        <Button onClick={close}>Cancel</Button>
        {!isNew && (
          <Button
            kind="danger"
            disabled={drawn > 0}
            title={drawn > 0 ? `${drawn} activities draw on it: move them first` : undefined}
            onClick={remove}
          >
            Remove
          </Button>
        )}
      </footer>
    </Dialog>
  );
}

function ofKind(pool: Pool, kind: Pool['kind']): Pool {
  const { ratePerMinute: _r, capacityMinutes: _c, ...rest } = pool;
  return { ...rest, kind, ...(kind === 'rate' && { ratePerMinute: pool.ratePerMinute ?? '' }) };
}
