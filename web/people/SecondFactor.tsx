import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { type Answer, call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { ConfirmCode } from './ConfirmCode.tsx';
import classes from './People.module.css';

type Begun = Answer<typeof signInEndpoints.beginSecondFactor>;

/** A code of an authenticator, asked for at each sign-in: set up with the password, confirmed by the first code. */
export function SecondFactor({ on }: { on: boolean }) {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [begun, setBegun] = useState<Begun>();
  const turn = useMutation({
    mutationFn: async () => {
      if (on) await call(signInEndpoints.endSecondFactor, { body: { password } });
      else setBegun(await call(signInEndpoints.beginSecondFactor, { body: { password } }));
    },
    onSuccess: async () => {
      setPassword('');
      if (on) await queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    turn.mutate();
  };
  return (
    <Section
      title="Second factor"
      note={
        on ? 'On: signing in asks for a code' : 'Off: an authenticator would show a code for each sign-in'
      }
    >
      {begun && !on ? (
        <ConfirmCode {...begun} done={() => setBegun(undefined)} />
      ) : (
        <form className={classes.fields} onSubmit={submit}>
          <TextField
            label="Password, once more"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
          {turn.error && <Problem error={turn.error} />}
          <div className={classes.buttons}>
            <Button type="submit" busy={turn.isPending}>
              {on ? 'End the second factor' : 'Set up a second factor'}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
