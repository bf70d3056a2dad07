import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { passkeyEndpoints } from '../../contract/passkeys.ts';
import { call, reading } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './People.module.css';
import { madePasskey, passkeyAddress, takesPasskeys } from './webauthn.ts';

/** Ways in by finger, face or PIN of a device, which take neither password nor code. */
export function Passkeys() {
  const queries = useQueryClient();
  const asked = useQuery({ ...reading(passkeyEndpoints.passkeys), staleTime: 0 });
  const remove = useMutation({
    mutationFn: (id: string) => call(passkeyEndpoints.removePasskey, { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [passkeyEndpoints.passkeys.name] }),
  });
  const error = asked.error ?? remove.error;
  return (
    <Section title="Passkeys" note="Sign in by finger, face or PIN of a device: no code is asked for">
      {error && <Problem error={error} retry={() => void asked.refetch()} />}
      <ul className={classes.list} aria-label="Passkeys">
        {asked.data?.map(({ id, name, madeAt, usedAt }) => (
          <li key={id}>
            <span>
              {name}{' '}
              <span className={classes.muted}>
                since {madeAt.slice(0, 10)} · {usedAt ? `used ${usedAt.slice(0, 10)}` : 'not used yet'}
              </span>
            </span>
            <Button
              kind="quiet"
              aria-label={`Remove ${name}`}
              busy={remove.isPending}
              onClick={() => remove.mutate(id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {takesPasskeys() ? <AddPasskey /> : <NoPasskeys />}
    </Section>
  );
}

function AddPasskey() {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const question = await call(passkeyEndpoints.beginPasskey, { body: { password } });
      const made = await madePasskey(question);
      await call(passkeyEndpoints.addPasskey, { body: { name, made } });
    },
    onSuccess: async () => {
      setName('');
      setPassword('');
      await queries.invalidateQueries({ queryKey: [passkeyEndpoints.passkeys.name] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className={classes.fields} onSubmit={submit}>
      <TextField
        label="Name of the passkey"
        hint="Such as the device that holds it"
        required
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <TextField
        label="Password, to add a passkey"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={event => setPassword(event.target.value)}
      />
      {add.error && <Problem error={add.error} />}
      <div className={classes.buttons}>
        <Button type="submit" busy={add.isPending}>
          Add a passkey
        </Button>
      </div>
    </form>
  );
}

function NoPasskeys() {
  const address = passkeyAddress();
  return (
    <p className={classes.muted}>
      {address === undefined ? (
        'This browser is too old for passkeys.'
      ) : (
        <>
          Browsers take no passkey at an address of numbers. At <a href={`${address}/account`}>{address}</a>{' '}
          they do: sign in there, add one, and keep to that address.
        </>
      )}
    </p>
  );
}
