import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { wallEndpoints } from '../../contract/walls.ts';
import { type Answer, reading } from '../call.ts';
import { paths } from '../links.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CustomerField } from './CustomerField.tsx';
import { State } from './Participants.tsx';
import classes from './Walls.module.css';
import type { PartProps } from './WallsPage.tsx';
import { peopleText } from './wall-words.ts';

type Who = Answer<typeof wallEndpoints.whoCanSee>;

/** Everybody who can see a customer at this moment, by which rule; and the participants who cannot, with the reason. */
export function WhoSees({ search, change }: PartProps) {
  return (
    <Section title="Who can see this?" note="At this moment, and by which rule">
      <div className={`${classes.fields} ${classes.few}`}>
        <CustomerField
          label="Customer"
          chosen={search.customer}
          choose={customer => change({ customer: customer?.id })}
        />
      </div>
      {search.customer ? (
        <Answered id={search.customer} />
      ) : (
        <p className={classes.note}>
          Choose a customer: everybody who can see it will stand here, with the rule that lets each of them
          in.
        </p>
      )}
    </Section>
  );
}

function Answered({ id }: { id: string }) {
  const asked = useQuery({ ...reading(wallEndpoints.whoCanSee, { params: { id } }), staleTime: 0 });
  if (asked.error)
    return (
      <Problem
        title="Who can see it could not be worked out"
        error={asked.error}
        retry={() => void asked.refetch()}
      />
    );
  if (!asked.data) return <Skeleton height={240} label="Working out who can see it" />;
  const { customer, walled, people, closed } = asked.data;
  return (
    <>
      <p className={classes.sentence}>
        <b>{titleOf(asked.data)}.</b>{' '}
        {walled && (
          <Link to={paths.walls} search={before => ({ ...before, section: 'participants' })}>
            Participants of {customer.name}
          </Link>
        )}
      </p>
      {people.length > 0 && <Seers label={`People who see ${customer.name}`} seers={people} why="Why" />}
      {closed.length > 0 && (
        <>
          <p className={classes.sentence}>
            <b>
              {peopleText(closed.length)} {closed.length === 1 ? 'was' : 'were'} let in, and{' '}
              {closed.length === 1 ? 'does' : 'do'} not see it at present.
            </b>
          </p>
          <Seers label={`Participants kept out of ${customer.name}`} seers={closed} why="Why not" />
        </>
      )}
    </>
  );
}

function titleOf({ customer, walled, people }: Who): string {
  const see =
    people.length === 0
      ? `Nobody sees ${customer.name}`
      : `${peopleText(people.length)} ${people.length === 1 ? 'sees' : 'see'} ${customer.name}`;
  return walled ? see : `${see}, which has no wall`;
}

function Seers({ label, seers, why }: { label: string; seers: Who['people']; why: string }) {
  return (
    <PlainTable
      label={label}
      rows={seers}
      keyOf={({ person }) => person.id}
      columns={[
        { title: 'Person', cell: ({ person }) => person.name },
        { title: 'Roles', cell: ({ roles }) => roles.join(', ') },
        {
          title: why,
          cell: one => (one.rule === 'grant' ? one.sentence : <State of={{ ...one, state: one.rule }} />),
        },
      ]}
    />
  );
}
