import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Section } from '../ui/Section.tsx';
import { CustomerField } from './CustomerField.tsx';
import { Ending } from './Ending.tsx';
import { LetIn } from './LetIn.tsx';
import classes from './Walls.module.css';
import type { PartProps } from './WallsPage.tsx';
import { WhoLink } from './WhoLink.tsx';
import { useWallChange } from './wall-change.ts';
import { daysText, isOver, letsIn, stateSentence, stateWord } from './wall-words.ts';

type Participant = WallsAnswer['participants'][number];

/** Who is let through which wall, as what, for what and until when; and why somebody is not in at present. */
export function Participants({ walls, search, change }: PartProps) {
  const of = walls.participants
    .filter(({ customer }) => !search.customer || customer.id === search.customer)
    .sort(
      (a, b) => a.customer.name.localeCompare(b.customer.name) || a.person.name.localeCompare(b.person.name),
    );
  const over = of.filter(isOver).length;
  const shown = search.over ? of : of.filter(one => !isOver(one));
  return (
    <>
      <Section
        title="Let somebody in"
        note="For a purpose and with a last day; what closes is told in the table"
      >
        <LetIn key={search.customer} walls={walls} customer={search.customer} />
      </Section>
      <Section
        title={titleOf(shown)}
        tools={
          over > 0 && (
            <Button
              kind="quiet"
              aria-pressed={search.over !== undefined}
              onClick={() => change({ over: search.over ? undefined : 'shown' })}
            >
              {search.over ? `Hide ${over} that are over` : `Show ${over} that are over`}
            </Button>
          )
        }
      >
        <div className={`${classes.fields} ${classes.few}`}>
          <CustomerField
            label="Of one customer"
            placeholder="All customers"
            chosen={search.customer}
            choose={customer => change({ customer: customer?.id })}
          />
        </div>
        {shown.length === 0 ? (
          <p className={classes.note}>
            Whoever is let through a wall will stand here, with role, purpose and last day. A walled customer
            without participants is seen by nobody.
          </p>
        ) : (
          <ParticipantTable shown={shown} />
        )}
      </Section>
    </>
  );
}

function titleOf(shown: readonly Participant[]): string {
  const out = shown.filter(one => !letsIn(one)).length;
  const all = `${shown.length || 'No'} participant${shown.length === 1 ? '' : 's'}`;
  return out === 0 ? all : `${all}, ${out} of them not in at present`;
}

function ParticipantTable({ shown }: { shown: readonly Participant[] }) {
  return (
    <PlainTable
      label="Participants by customer"
      rows={shown}
      keyOf={({ id }) => id}
      columns={[
        {
          title: 'Customer',
          cell: ({ customer }, index) =>
            // Said once a customer.
            shown[index - 1]?.customer.id === customer.id ? (
              <span className={classes.repeated}>{customer.name}</span>
            ) : (
              <WhoLink customer={customer} />
            ),
        },
        { title: 'Person', tight: true, cell: ({ person }) => person.name },
        { title: 'Role', tight: true, cell: ({ role }) => role },
        { title: 'Purpose', cell: ({ purpose }) => purpose },
        { title: 'Days', tight: true, cell: daysText },
        { title: 'State', cell: participant => <State of={participant} /> },
        { title: '', cell: one => !isOver(one) && <Withdraw of={one} /> },
      ]}
    />
  );
}

/** A word, and the sentence where the word alone does not say why. */
export function State({ of }: { of: { state: string; sentence: string } }) {
  const sentence = stateSentence(of);
  const tone = letsIn(of) ? undefined : isOver(of) ? classes.out : classes.closed;
  return (
    <>
      <span className={tone}>{stateWord(of.state)}</span>
      {sentence && <span className={classes.again}>: {sentence}</span>}
    </>
  );
}

function Withdraw({ of: { id, person, customer } }: { of: Participant }) {
  const withdrawing = useWallChange(() => call(wallEndpoints.withdraw, { params: { id } }));
  return (
    <Ending
      word="Withdraw"
      label={`Withdraw ${person.name} from ${customer.name}`}
      action="Withdraw"
      busy={withdrawing.isPending}
      error={withdrawing.error}
      end={() => withdrawing.mutate()}
    >
      From the next request on {person.name} sees nothing of {customer.name}. What they knew stays known: they
      stay on its side of its conflict classes.
    </Ending>
  );
}
