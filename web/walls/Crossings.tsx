import { type FormEvent, useState } from 'react';
import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { Ending } from './Ending.tsx';
import { PersonField } from './PersonField.tsx';
import classes from './Walls.module.css';
import { useWallChange } from './wall-change.ts';
import { crossingState } from './wall-words.ts';

type Crossing = WallsAnswer['crossings'][number];

/** Who goes over to another side of a class, after cooling-off, and who approved it. */
export function Crossings({ walls }: { walls: WallsAnswer }) {
  const { crossings, today } = walls;
  return (
    <Section
      title="Crossings"
      note="To the other side of a class after days of cooling-off; whoever approves stands on neither side"
    >
      {walls.classes.length === 0 ? (
        <p className={classes.note}>
          Where there is no conflict class there are no sides to go over to: declare rivals first.
        </p>
      ) : (
        <CrossingForm walls={walls} />
      )}
      {crossings.length > 0 && (
        <PlainTable
          label="Crossings"
          rows={crossings}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Person', cell: ({ person }) => person.name },
            { title: 'Class', cell: one => one.class.name },
            { title: 'To the side of', cell: ({ to }) => to.name },
            { title: 'Reason', cell: ({ reason }) => reason },
            { title: 'From', tight: true, cell: ({ from }) => from },
            { title: 'Approved by', cell: ({ approvedBy }) => approvedBy.name },
            { title: 'State', tight: true, cell: one => crossingState(one, today) },
            { title: '', cell: one => one.withdrawn === null && <Withdraw of={one} today={today} /> },
          ]}
        />
      )}
    </Section>
  );
}

function Withdraw({ of, today }: { of: Crossing; today: string }) {
  const { id, person, to } = of;
  const withdrawing = useWallChange(() => call(wallEndpoints.withdrawCrossing, { params: { id } }));
  return (
    <Ending
      word="Withdraw"
      label={`Withdraw the crossing of ${person.name} to ${to.name}`}
      action="Withdraw the crossing"
      busy={withdrawing.isPending}
      error={withdrawing.error}
      end={() => withdrawing.mutate()}
    >
      {crossingState(of, today) === 'cooling off'
        ? `${person.name} does not go over to the side of ${to.name}.`
        : `From the next request on ${person.name} stands again where they stood before, and sees nothing of ${to.name}. What they knew stays known.`}
    </Ending>
  );
}

function CrossingForm({ walls: { classes: all, today } }: { walls: WallsAnswer }) {
  const [asked, setAsked] = useState({ person: '', class: '', to: '', reason: '', days: '30' });
  const set = (next: Partial<typeof asked>) => setAsked(before => ({ ...before, ...next }));
  const members =
    all.find(({ id }) => id === asked.class)?.members.filter(({ until }) => (until ?? today) >= today) ?? [];
  const approving = useWallChange(
    () => {
      const { days, ...rest } = asked;
      return call(wallEndpoints.approveCrossing, { body: { ...rest, coolingOffDays: Number(days) } });
    },
    () => set({ person: '', reason: '' }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    approving.mutate();
  };
  const whole = asked.person && asked.class && asked.to && asked.reason.trim() && Number(asked.days) > 0;
  return (
    <form className={classes.fields} onSubmit={submit}>
      <PersonField value={asked.person} choose={person => set({ person })} />
      <SelectField
        label="Conflict class"
        value={asked.class}
        choices={[{ value: '', text: 'Choose' }, ...all.map(({ id, name }) => ({ value: id, text: name }))]}
        onChange={event => set({ class: event.target.value, to: '' })}
      />
      <SelectField
        label="To the side of"
        value={asked.to}
        disabled={members.length === 0}
        choices={[
          { value: '', text: 'Choose' },
          ...members.map(({ customer }) => ({ value: customer.id, text: customer.name })),
        ]}
        onChange={event => set({ to: event.target.value })}
      />
      <TextField
        label="Cooling-off, days"
        type="number"
        min={1}
        max={3650}
        value={asked.days}
        onChange={event => set({ days: event.target.value })}
      />
      <TextField
        label="Reason"
        value={asked.reason}
        onChange={event => set({ reason: event.target.value })}
      />
      <Button type="submit" disabled={!whole} busy={approving.isPending}>
        Approve the crossing
      </Button>
      {approving.error && <Problem title="The crossing was not approved" error={approving.error} />}
    </form>
  );
}
