import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Section } from '../ui/Section.tsx';
import { Ending } from './Ending.tsx';
import classes from './Walls.module.css';
import { WhoLink } from './WhoLink.tsx';
import { useWallChange } from './wall-change.ts';

type ConflictClass = WallsAnswer['classes'][number];

/** The classes with their members, each from a day on and perhaps through another. */
export function ConflictClasses({ walls: { classes: all, today } }: { walls: WallsAnswer }) {
  return (
    <Section
      title={all.length === 1 ? 'One conflict class' : `${all.length || 'No'} conflict classes`}
      note={
        all.length > 0 &&
        'Within one a person stands on the side of one customer, and sees none of the others'
      }
    >
      {all.length === 0 ? (
        <p className={classes.note}>
          Customers that compete stand together in a class. As long as there is none, everybody sees as far as
          their roles reach, save for customers that are walled for another reason.
        </p>
      ) : (
        all.map(one => <Members key={one.id} of={one} today={today} />)
      )}
    </Section>
  );
}

function Members({ of: { id, name, members }, today }: { of: ConflictClass; today: string }) {
  return (
    <div className={classes.class}>
      <h3>{name}</h3>
      <PlainTable
        label={`Members of ${name}`}
        rows={members}
        keyOf={({ customer, from }) => `${customer.id} ${from}`}
        columns={[
          { title: 'Customer', cell: ({ customer }) => <WhoLink customer={customer} /> },
          { title: 'Number', tight: true, cell: ({ customer }) => customer.sourceKey },
          { title: 'From', tight: true, cell: ({ from }) => from },
          { title: 'Last day', tight: true, cell: ({ until }) => until ?? 'none' },
          {
            title: '',
            cell: ({ customer, until }) =>
              until === null && <Leave conflictClass={id} name={name} customer={customer} today={today} />,
          },
        ]}
      />
    </div>
  );
}

interface LeaveProps {
  conflictClass: string;
  name: string;
  customer: ConflictClass['members'][number]['customer'];
  today: string;
}

function Leave({ conflictClass: id, name, customer, today }: LeaveProps) {
  const leaving = useWallChange((until: string) =>
    call(wallEndpoints.leaveClass, { params: { id }, body: { customer: customer.id, until } }),
  );
  return (
    <Ending
      word="End"
      label={`End the membership of ${customer.name} in ${name}`}
      action="End the membership"
      today={today}
      busy={leaving.isPending}
      error={leaving.error}
      end={day => leaving.mutate(day)}
    >
      From the day after, {customer.name} is no rival in this class any more: who was kept out by that sees it
      again, as far as their roles reach.
    </Ending>
  );
}
