import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { useMay, useMe } from '../me.ts';
import { leaveToSignIn } from '../sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import classes from './Shell.module.css';

/** Who is signed in, and what is theirs. */
export function AccountMenu() {
  const me = useMe();
  const people = useMay('people.read');
  const log = useMay('audit.read');
  const signOut = useMutation({
    mutationFn: () => call(signInEndpoints.signOut),
    onSettled: () => leaveToSignIn(),
  });
  if (!me) return null;
  return (
    <Popover
      label="Account"
      kind="quiet"
      button={
        <>
          <span className={classes.initials} aria-hidden>
            {initialsOf(me.name)}
          </span>
          <span className={classes.who}>{me.name}</span>
        </>
      }
    >
      {close => (
        <nav className={classes.account} aria-label="Account">
          {people && (
            <Link to={paths.people} onClick={close}>
              People
            </Link>
          )}
          {log && (
            <Link to={paths.log} onClick={close}>
              Log
            </Link>
          )}
          <Link to={paths.account} onClick={close}>
            My account
          </Link>
          <Button kind="quiet" busy={signOut.isPending} onClick={() => signOut.mutate()}>
            Sign out
          </Button>
        </nav>
      )}
    </Popover>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(word => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map(word => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}
