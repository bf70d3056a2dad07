import { type FormEvent, useState } from 'react';
import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { CustomerField } from './CustomerField.tsx';
import { Ending } from './Ending.tsx';
import { PersonField } from './PersonField.tsx';
import classes from './Walls.module.css';
import { WhoLink } from './WhoLink.tsx';
import { useWallChange } from './wall-change.ts';
import { glassState, timeText } from './wall-words.ts';

type Glass = WallsAnswer['breakGlass'][number];

const NOTHING = { person: '', customer: '', reason: '', hours: '4' };

/** Walls opened in need, the newest first: for one person, for hours, approved by another. */
export function BreakGlass({ walls }: { walls: WallsAnswer }) {
  const newest = walls.breakGlass.toReversed();
  return (
    <Section
      title="Break-glass"
      note="A wall opened at once in need, for hours; the customer's participants see it under My walls"
    >
      <GlassForm />
      {newest.length > 0 && (
        <PlainTable
          label="Break-glass"
          rows={newest}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Person', cell: ({ person }) => person.name },
            { title: 'Customer', cell: ({ customer }) => <WhoLink customer={customer} /> },
            { title: 'Reason', cell: ({ reason }) => reason },
            { title: 'Until', tight: true, cell: ({ until, ended }) => timeText(ended ?? until) },
            { title: 'Approved by', cell: ({ approvedBy }) => approvedBy.name },
            { title: 'State', tight: true, cell: one => <GlassState of={one} /> },
            { title: '', cell: one => glassState(one) === 'open' && <EndGlass of={one} /> },
          ]}
        />
      )}
    </Section>
  );
}

function GlassState({ of }: { of: Glass }) {
  const state = glassState(of);
  return <span className={state === 'open' ? classes.closed : classes.out}>{state}</span>;
}

function EndGlass({ of: { id, person, customer } }: { of: Glass }) {
  const ending = useWallChange(() => call(wallEndpoints.endBreakGlass, { params: { id } }));
  return (
    <Ending
      word="End"
      label={`End the break-glass of ${person.name} at ${customer.name}`}
      action="End it now"
      busy={ending.isPending}
      error={ending.error}
      end={() => ending.mutate()}
    >
      From the next request on {customer.name} is closed to {person.name} again, unless a grant lets them in.
    </Ending>
  );
}

function GlassForm() {
  const [asked, setAsked] = useState(NOTHING);
  const set = (next: Partial<typeof asked>) => setAsked(before => ({ ...before, ...next }));
  const opening = useWallChange(
    () => call(wallEndpoints.breakGlass, { body: { ...asked, hours: Number(asked.hours) } }),
    () => setAsked(NOTHING),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    opening.mutate();
  };
  const whole = asked.person && asked.customer && asked.reason.trim() && Number(asked.hours) > 0;
  return (
    <form className={classes.fields} onSubmit={submit}>
      <PersonField value={asked.person} choose={person => set({ person })} />
      <CustomerField
        label="Customer"
        chosen={asked.customer || undefined}
        choose={customer => set({ customer: customer?.id ?? '' })}
      />
      <TextField
        label="Hours, at most 72"
        type="number"
        min={1}
        max={72}
        value={asked.hours}
        onChange={event => set({ hours: event.target.value })}
      />
      <TextField
        label="Reason"
        value={asked.reason}
        onChange={event => set({ reason: event.target.value })}
      />
      <Button kind="danger" type="submit" disabled={!whole} busy={opening.isPending}>
        Open the wall
      </Button>
      {opening.error && <Problem title="The wall was not opened" error={opening.error} />}
    </form>
  );
}
