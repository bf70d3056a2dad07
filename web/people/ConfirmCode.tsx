import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './People.module.css';

/** The secret for the authenticator, shown once, and the first code that it makes of it. */
export function ConfirmCode({ secret, link, done }: { secret: string; link: string; done: () => void }) {
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => call(signInEndpoints.confirmSecondFactor, { body: { code } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      done();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form className={classes.fields} onSubmit={submit}>
      <div className={classes.link}>
        <p>Put this secret into your authenticator, or open the link where it is installed:</p>
        <code>{secret}</code>
        <a href={link}>Open in an authenticator</a>
      </div>
      <TextField
        label="First code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={event => setCode(event.target.value)}
      />
      {confirm.error && <Problem error={confirm.error} />}
      <div className={classes.buttons}>
        <Button type="submit" busy={confirm.isPending}>
          Confirm
        </Button>
        <Button kind="quiet" onClick={done}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
