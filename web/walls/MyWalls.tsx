import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MyWalls as MyWallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call, reading } from '../call.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { State } from './Participants.tsx';
import classes from './Walls.module.css';
import { WallTabs } from './WallTabs.tsx';
import { peopleText, timeText } from './wall-words.ts';

type Wall = MyWallsAnswer['walls'][number];

/** What I am let through, until when, what I have to read and sign, and which training ends soon. */
export function MyWalls() {
  usePlace('My walls');
  // Whoever came from there runs walls, and finds the way back.
  const runs = useQuery({ ...reading(wallEndpoints.walls), enabled: false }).data !== undefined;
  return (
    <>
      {runs && <WallTabs />}
      <Mine />
    </>
  );
}

function Mine() {
  const asked = useQuery({ ...reading(wallEndpoints.myWalls), staleTime: 0 });
  if (asked.error)
    return (
      <Problem title="Your walls could not be read" error={asked.error} retry={() => void asked.refetch()} />
    );
  if (!asked.data) return <Skeleton height={320} label="Reading your walls" />;
  const { walls, breakGlass } = asked.data;
  if (walls.length + breakGlass.length === 0)
    return (
      <Empty title="You are let through no wall">
        Customers behind a wall will stand here once a steward lets you in, with the rules to sign and the
        last day. All other customers you see as far as your roles reach.
      </Empty>
    );
  const toSign = walls.filter(one => one.toSign !== null);
  const ending = walls.flatMap(one =>
    one.trainingEnding.map(training => ({ ...training, of: one.customer })),
  );
  return (
    <>
      {toSign.length > 0 && (
        <Section
          title={toSign.length === 1 ? 'Rules to read and sign' : `${toSign.length} rules to read and sign`}
        >
          {toSign.map(one => (
            <Signing key={one.customer.id} wall={one} />
          ))}
        </Section>
      )}
      {ending.map(({ training, until, of }) => (
        <p key={`${training} ${of.id}`} className={`${classes.sentence} ${classes.closed}`}>
          Your training “{training}” holds through {until}. Without it {of.name} is closed to you from the day
          after: pass it again before.
        </p>
      ))}
      <Section
        title={`You are let through ${walls.length === 1 ? 'one wall' : `${walls.length || 'no'} walls`}`}
      >
        <MyTable walls={walls} />
      </Section>
      {breakGlass.length > 0 && <Opened opened={breakGlass} />}
    </>
  );
}

function MyTable({ walls }: { walls: readonly Wall[] }) {
  return (
    <PlainTable
      label="Walls that I am let through"
      rows={walls}
      keyOf={({ customer, role, purpose, until }) => `${customer.id} ${role} ${purpose} ${until}`}
      columns={[
        {
          title: 'Customer',
          cell: ({ customer, state }) =>
            state === 'grant' || state === 'break-glass' ? (
              <Link to={paths.customer} params={{ id: customer.id }}>
                {customer.name}
              </Link>
            ) : (
              customer.name
            ),
        },
        { title: 'As', tight: true, cell: ({ role }) => role },
        { title: 'Purpose', cell: ({ purpose }) => purpose },
        { title: 'Last day', tight: true, cell: ({ until }) => until },
        { title: 'State', cell: one => <State of={one} /> },
      ]}
    />
  );
}

/** The rules in full, then the button that signs them: nobody signs what they did not see. */
function Signing({ wall: { customer, toSign } }: { wall: Wall }) {
  const queries = useQueryClient();
  const signing = useMutation({
    mutationFn: (version: number) => call(wallEndpoints.attest, { body: { customer: customer.id, version } }),
    // Opens a customer: what was read without it is read anew.
    onSettled: () => queries.invalidateQueries(),
  });
  if (toSign === null) return null;
  return (
    <div className={classes.signing}>
      <h3>
        {customer.name}, version {toSign.version}
      </h3>
      <p className={classes.rules}>{toSign.rules}</p>
      <Button kind="primary" busy={signing.isPending} onClick={() => signing.mutate(toSign.version)}>
        I have read these rules and keep them
      </Button>
      {signing.error && <Problem title="The rules were not signed" error={signing.error} />}
    </div>
  );
}

function Opened({ opened }: { opened: MyWallsAnswer['breakGlass'] }) {
  const others = opened.filter(({ mine }) => !mine).length;
  return (
    <Section
      title="Opened in need"
      note={others > 0 && `${peopleText(others)} let in by break-glass where you are a participant`}
    >
      <PlainTable
        label="Walls opened in need"
        rows={opened}
        keyOf={({ customer, person, until }) => `${customer.id} ${person.id} ${until}`}
        columns={[
          { title: 'Customer', cell: ({ customer }) => customer.name },
          { title: 'To', cell: ({ person, mine }) => (mine ? 'you' : person.name) },
          { title: 'Reason', cell: ({ reason }) => reason },
          { title: 'Until', tight: true, cell: ({ until }) => timeText(until) },
        ]}
      />
    </Section>
  );
}
