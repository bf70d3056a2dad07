import { RIGHTS, type Right } from '@clientele/engine';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Me } from '../../contract/people.ts';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './People.module.css';

/** What the key is for, which of one's own rights it has, and when it ends. */
export function KeyDialog({ me, close, made }: { me: Me; close: () => void; made: (key: string) => void }) {
  const [name, setName] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [rights, setRights] = useState<readonly Right[]>([]);
  const make = useMutation({
    mutationFn: () => call(signInEndpoints.makeApiKey, { body: { name, lastDay, rights: [...rights] } }),
    onSuccess: ({ key }) => made(key),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Dialog label="New API key" close={close}>
      <form className={classes.dialog} onSubmit={submit}>
        <h2>New API key</h2>
        <TextField
          label="What it is for"
          required
          value={name}
          onChange={event => setName(event.target.value)}
        />
        <TextField
          label="Last day"
          type="date"
          required
          value={lastDay}
          onChange={event => setLastDay(event.target.value)}
        />
        <fieldset className={classes.rights}>
          <legend>What it may do, as far as you may</legend>
          {(Object.keys(me.rights) as Right[]).map(right => (
            <label key={right}>
              <input
                type="checkbox"
                checked={rights.includes(right)}
                onChange={event =>
                  setRights(event.target.checked ? [...rights, right] : rights.filter(one => one !== right))
                }
              />
              {RIGHTS[right]}
            </label>
          ))}
        </fieldset>
        {make.error && <Problem error={make.error} />}
        <div className={classes.buttons}>
          <Button type="submit" kind="primary" busy={make.isPending} disabled={rights.length === 0}>
            Make the key
          </Button>
          <Button onClick={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
