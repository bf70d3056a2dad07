import { useMutation } from '@tanstack/react-query';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './People.module.css';

/** Asks for a link by mail; whether the e-mail is known is not told. */
export function ForgottenPassword({ email }: { email: string }) {
  const ask = useMutation({
    mutationFn: (known: string) => call(signInEndpoints.forgotPassword, { body: { email: known } }),
  });
  return (
    <>
      <div className={classes.buttons}>
        <Button
          kind="quiet"
          disabled={email === ''}
          busy={ask.isPending}
          onClick={() => ask.mutate(email.trim())}
        >
          Forgot the password
        </Button>
      </div>
      {ask.error && <Problem error={ask.error} />}
      <p className={classes.muted} role="status">
        {ask.isSuccess
          ? `If somebody signs in here with ${ask.variables}, a link is on its way there. It works once, within 24 hours.`
          : 'Lost the password? With your e-mail above, a link is mailed to you.'}
      </p>
    </>
  );
}
