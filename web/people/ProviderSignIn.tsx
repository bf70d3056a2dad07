import { useMutation } from '@tanstack/react-query';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';

/** Away to the other system that signs people in, and back to the page that was wanted. */
export function ProviderSignIn({ name, to }: { name: string; to: string | undefined }) {
  const begin = useMutation({
    mutationFn: () => call(signInEndpoints.beginProviderSignIn, { body: { to: to ?? null } }),
    onSuccess: ({ url }) => location.assign(url),
  });
  return (
    <>
      <Button busy={begin.isPending} onClick={() => begin.mutate()}>
        Sign in with {name}
      </Button>
      {begin.error && <Problem error={begin.error} />}
    </>
  );
}
