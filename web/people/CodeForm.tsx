import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './People.module.css';

/** The second half of signing in, where a second factor is set. */
export function CodeForm({ done }: { done: () => void }) {
  const [code, setCode] = useState('');
  const finish = useMutation({
    mutationFn: () => call(signInEndpoints.secondFactor, { body: { code } }),
    onSuccess: done,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish.mutate();
  };
  return (
    <form className={classes.alone} onSubmit={submit}>
      <h1 className={classes.title}>Second factor</h1>
      <TextField
        label="Code"
        hint="The six digits that your authenticator shows now"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        required
        value={code}
        onChange={event => setCode(event.target.value)}
      />
      {finish.error && <Problem error={finish.error} />}
      <Button type="submit" kind="primary" busy={finish.isPending}>
        Sign in
      </Button>
    </form>
  );
}
