import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call } from '../call.ts';
import { goOn } from '../sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { CodeForm } from './CodeForm.tsx';
import { ForgottenPassword } from './ForgottenPassword.tsx';
import { PasskeySignIn } from './PasskeySignIn.tsx';
import classes from './People.module.css';
import { ProviderSignIn } from './ProviderSignIn.tsx';
import { useWays } from './ways.ts';

/** E-mail and password, then a code where one is asked for, then the page that was wanted. */
export function SignInPage() {
  usePlace('Sign in');
  const ways = useWays();
  const to = useSearch({ strict: false, select: search => search.to });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call(signInEndpoints.signIn, { body: { email, password } }),
    onSuccess: ({ secondFactor }) => secondFactor || goOn(to),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  if (signIn.data?.secondFactor) return <CodeForm done={() => goOn(to)} />;
  return (
    <form className={classes.alone} onSubmit={submit}>
      <h1 className={classes.title}>Sign in</h1>
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        autoFocus
        required
        value={email}
        onChange={event => setEmail(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={event => setPassword(event.target.value)}
      />
      {signIn.error && <Problem error={signIn.error} />}
      <Button type="submit" kind="primary" busy={signIn.isPending}>
        Sign in
      </Button>
      {ways?.provider && <ProviderSignIn name={ways.provider} to={to} />}
      <PasskeySignIn done={() => goOn(to)} />
      {ways?.mail && <ForgottenPassword email={email} />}
      <p className={classes.muted}>
        No password yet{ways?.mail ? '' : ', or lost'}? An owner makes a link for you on the page People. The
        first owner begins with the link that <code>npm start</code> printed.
      </p>
    </form>
  );
}
