import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call, reading } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { browserText } from './browser-text.ts';
import classes from './People.module.css';

/** Where one is signed in; what is not one's own any more can be ended. */
export function Sessions() {
  const queries = useQueryClient();
  const asked = useQuery({ ...reading(signInEndpoints.sessions), staleTime: 0 });
  const end = useMutation({
    mutationFn: (id: string) => call(signInEndpoints.endSession, { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [signInEndpoints.sessions.name] }),
  });
  const error = asked.error ?? end.error;
  return (
    <Section title="Sessions">
      {error && <Problem error={error} retry={() => void asked.refetch()} />}
      <ul className={classes.list} aria-label="Sessions">
        {asked.data?.map(session => (
          <li key={session.id}>
            <span>
              {browserText(session.browser)}{' '}
              <span className={classes.muted}>
                since {session.since.slice(0, 10)}, ends {session.endsAt.slice(0, 10)}
              </span>
            </span>
            {session.current ? (
              <span className={classes.muted}>this one</span>
            ) : (
              <Button kind="quiet" busy={end.isPending} onClick={() => end.mutate(session.id)}>
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
