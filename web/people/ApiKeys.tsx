import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '../../contract/people.ts';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { call, reading } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { KeyDialog } from './KeyDialog.tsx';
import classes from './People.module.css';

/** Keys for programs, each with some of one's own rights and a last day. */
export function ApiKeys({ me }: { me: Me }) {
  const queries = useQueryClient();
  const asked = useQuery({ ...reading(signInEndpoints.apiKeys), staleTime: 0 });
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const renew = () => queries.invalidateQueries({ queryKey: [signInEndpoints.apiKeys.name] });
  const remove = useMutation({
    mutationFn: (id: string) => call(signInEndpoints.removeApiKey, { params: { id } }),
    onSuccess: renew,
  });
  const error = asked.error ?? remove.error;
  return (
    <Section
      title="API keys"
      note="For programs, sent as Authorization: Bearer"
      tools={<Button onClick={() => setMaking(true)}>New key</Button>}
    >
      {error && <Problem error={error} retry={() => void asked.refetch()} />}
      {made && (
        <div className={classes.link} role="status">
          <p>Copy the key now: it is not shown again.</p>
          <code>{made}</code>
          <Button kind="quiet" onClick={() => setMade(undefined)}>
            Done
          </Button>
        </div>
      )}
      <ul className={classes.list} aria-label="API keys">
        {asked.data?.map(key => (
          <li key={key.id}>
            <span>
              {key.name}{' '}
              <span className={classes.muted}>
                {key.rights.join(', ')} · {key.ended ? 'ended' : 'holds'} through {key.lastDay} ·{' '}
                {key.usedAt ? `used ${key.usedAt.slice(0, 10)}` : 'not used yet'}
              </span>
            </span>
            <Button
              kind="quiet"
              aria-label={`Remove ${key.name}`}
              busy={remove.isPending}
              onClick={() => remove.mutate(key.id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {making && (
        <KeyDialog
          me={me}
          close={() => setMaking(false)}
          made={key => {
            setMaking(false);
            setMade(key);
            void renew();
          }}
        />
      )}
    </Section>
  );
}
