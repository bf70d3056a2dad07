import { useMutation } from '@tanstack/react-query';
import { passkeyEndpoints } from '../../contract/passkeys.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './People.module.css';
import { passkeyAddress, signedByPasskey, takesPasskeys } from './webauthn.ts';

/** Beside the password; where passkeys do not hold, it says where they do. */
export function PasskeySignIn({ done }: { done: () => void }) {
  const signIn = useMutation({
    mutationFn: async () => {
      const signed = await signedByPasskey(await call(passkeyEndpoints.beginPasskeySignIn));
      await call(passkeyEndpoints.passkeySignIn, { body: { signed } });
    },
    onSuccess: done,
  });
  const address = passkeyAddress();
  if (address !== undefined)
    return (
      <p className={classes.muted}>
        Passkeys work at <a href={address}>{address}</a> only.
      </p>
    );
  if (!takesPasskeys()) return null;
  return (
    <>
      <Button busy={signIn.isPending} onClick={() => signIn.mutate()}>
        Sign in with a passkey
      </Button>
      {signIn.error && <Problem error={signIn.error} />}
    </>
  );
}
