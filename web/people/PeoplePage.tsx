import { ROLES, type RoleName } from '@clientele/engine';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type OneTimeLink, type Person, peopleEndpoints } from '../../contract/people.ts';
import { reading } from '../call.ts';
import { useMay } from '../me.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { rowsOf } from '../ui/rows.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { LinkNotice } from './LinkNotice.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { Teams } from './Teams.tsx';

/** Who works with the book, in which roles, and since when they were last here. */
export function PeoplePage() {
  usePlace('People');
  const asked = useQuery({ ...reading(peopleEndpoints.people), staleTime: 0 });
  const write = useMay('people.write');
  const [opened, setOpened] = useState<Person | 'new'>();
  const [link, setLink] = useState<OneTimeLink>();
  if (asked.error)
    return (
      <Problem title="The people could not be read" error={asked.error} retry={() => void asked.refetch()} />
    );
  if (!asked.data) return <Skeleton height={320} label="Reading the people" />;
  return (
    <>
      {link && <LinkNotice link={link} close={() => setLink(undefined)} />}
      <Section
        title={`${asked.data.length} ${asked.data.length === 1 ? 'person works' : 'people work'} with this book`}
        tools={
          write && (
            <Button kind="primary" onClick={() => setOpened('new')}>
              Invite a person
            </Button>
          )
        }
      >
        <Table
          label="People"
          main
          columns={COLUMNS}
          rows={rowsOf(asked.data)}
          {...(write && { onOpen: setOpened })}
        />
      </Section>
      <Teams people={asked.data} write={write} />
      {opened && (
        <PersonDialog
          person={opened === 'new' ? undefined : opened}
          close={() => setOpened(undefined)}
          linked={made => {
            setOpened(undefined);
            setLink(made);
          }}
        />
      )}
    </>
  );
}

const COLUMNS: readonly Column<Person>[] = [
  { key: 'name', title: 'Name', width: 'minmax(140px, 1fr)', narrow: true, cell: ({ name }) => name },
  { key: 'email', title: 'E-mail', width: 'minmax(160px, 1fr)', spare: 2, cell: ({ email }) => email ?? '' },
  {
    key: 'roles',
    title: 'Roles',
    width: 'minmax(140px, 1fr)',
    narrow: true,
    cell: ({ roles }) => roles.map(role => ROLES[role as RoleName]?.label ?? role).join(', '),
  },
  { key: 'teams', title: 'Teams', width: '160px', spare: 3, cell: ({ teams }) => teams.join(', ') },
  {
    key: 'factor',
    title: 'Second factor',
    width: '112px',
    spare: 4,
    cell: ({ secondFactor, passkeys }) =>
      [secondFactor && 'code', passkeys > 0 && 'passkey'].filter(Boolean).join(', ') || 'no',
  },
  {
    key: 'seen',
    title: 'Last seen',
    width: '128px',
    spare: 1,
    cell: ({ signsIn, seenAt }) => (signsIn ? (seenAt?.slice(0, 10) ?? '') : 'not come in yet'),
  },
];
