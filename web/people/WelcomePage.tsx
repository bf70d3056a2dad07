import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { PASSWORD_LEAST, signInEndpoints } from '../../contract/sign-in.ts';
import { type Answer, call, reading } from '../call.ts';
import { paths } from '../links.ts';
import { goOn } from '../sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { CodeForm } from './CodeForm.tsx';
import classes from './People.module.css';
import { useWays } from './ways.ts';

/** Where a one-time link leads: the owner's first, an invitation, a new password. */
export function WelcomePage() {
  usePlace('Welcome');
  const token = useSearch({ strict: false, select: search => search.token }) ?? '';
  const asked = useQuery({ ...reading(signInEndpoints.seeLink, { body: { token } }), staleTime: Infinity });
  if (asked.error)
    return (
      <div className={classes.alone}>
        <Problem
          title="The link cannot be used"
          error={asked.error}
          action={<Link to={paths.signIn}>Sign in</Link>}
        />
      </div>
    );
  return asked.data ? <Begin token={token} known={asked.data} /> : null;
}

const TITLES = { owner: 'Welcome', invitation: 'Welcome', reset: 'A new password' };

const NOT_MAILED = 'You sign in with it; nothing is sent there.';
const MAILED =
  'You sign in with it. New links go there, and word of what changes in how you sign in; nothing else.';

function Begin({ token, known }: { token: string; known: Answer<typeof signInEndpoints.seeLink> }) {
  const mail = useWays()?.mail ?? false;
  const [name, setName] = useState(known.kind === 'owner' ? '' : known.name);
  const [email, setEmail] = useState(known.email ?? '');
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: () => call(signInEndpoints.redeemLink, { body: { token, name, email, password } }),
    onSuccess: ({ secondFactor }) => secondFactor || goOn('/'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  if (begin.data?.secondFactor) return <CodeForm done={() => goOn('/')} />;
  return (
    <form className={classes.alone} onSubmit={submit}>
      <h1 className={classes.title}>{TITLES[known.kind]}</h1>
      {known.kind === 'owner' && (
        <p className={classes.muted}>
          You own this book: you see everything in it, and give everybody else their roles.
        </p>
      )}
      <TextField
        label="Name"
        autoComplete="name"
        autoFocus={known.kind !== 'reset'}
        required
        disabled={known.kind === 'reset'}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        readOnly={known.email !== null}
        hint={known.email === null ? (mail ? MAILED : NOT_MAILED) : undefined}
        value={email}
        onChange={event => setEmail(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        autoFocus={known.kind === 'reset'}
        required
        minLength={PASSWORD_LEAST}
        hint={`${PASSWORD_LEAST} characters or more: several words do`}
        value={password}
        onChange={event => setPassword(event.target.value)}
      />
      {begin.error && <Problem error={begin.error} />}
      <Button type="submit" kind="primary" busy={begin.isPending}>
        {known.kind === 'reset' ? 'Set the password and sign in' : 'Begin'}
      </Button>
    </form>
  );
}
