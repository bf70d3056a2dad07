import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Person, peopleEndpoints, type Team } from '../../contract/people.ts';
import { reading } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './People.module.css';
import { TeamDialog } from './TeamDialog.tsx';

/** Teams: their members see one another's accounts, and those in their territories. */
export function Teams({ people, write }: { people: readonly Person[]; write: boolean }) {
  const asked = useQuery({ ...reading(peopleEndpoints.teams), staleTime: 0 });
  const [opened, setOpened] = useState<Team | 'new'>();
  const teams = asked.data ?? [];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <Section
      title="Teams"
      note={teams.length === 0 ? 'None yet: its members share accounts and territories' : undefined}
      tools={write && <Button onClick={() => setOpened('new')}>New team</Button>}
    >
      {asked.error && <Problem error={asked.error} retry={() => void asked.refetch()} />}
      <ul className={classes.list} aria-label="Teams">
        {teams.map(team => (
          <li key={team.id}>
            <span>
              {team.name}{' '}
              <span className={classes.muted}>
                {[
                  team.members.map(id => names.get(id) ?? id).join(', ') || 'nobody',
                  team.territories.join(', '),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {write && (
              <Button kind="quiet" aria-label={`Change ${team.name}`} onClick={() => setOpened(team)}>
                Change
              </Button>
            )}
          </li>
        ))}
      </ul>
      {opened && (
        <TeamDialog
          team={opened === 'new' ? undefined : opened}
          people={people}
          close={() => setOpened(undefined)}
        />
      )}
    </Section>
  );
}
