import { type FormEvent, useId, useState } from 'react';
import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { PersonField } from './PersonField.tsx';
import classes from './Walls.module.css';
import { useWallChange } from './wall-change.ts';

const NOTHING = { person: '', training: '', until: '' };

/** Who passed which training, and until when it holds. */
export function Trainings({ walls }: { walls: WallsAnswer }) {
  const { trainings, today } = walls;
  const [passed, setPassed] = useState(NOTHING);
  const set = (next: Partial<typeof passed>) => setPassed(before => ({ ...before, ...next }));
  const required = useId();
  const adding = useWallChange(
    () => call(wallEndpoints.setTraining, { body: passed }),
    () => setPassed({ ...passed, person: '' }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  const newest = [...trainings].sort((a, b) => a.person.name.localeCompare(b.person.name) || compare(b, a));
  return (
    <Section title="Trainings passed" note="A wall that takes a training closes the day after it has lapsed">
      <form className={classes.fields} onSubmit={submit}>
        <PersonField value={passed.person} choose={person => set({ person })} />
        <TextField
          label="Training"
          list={required}
          value={passed.training}
          onChange={event => set({ training: event.target.value })}
        />
        <datalist id={required}>
          {[...new Set(walls.trainingRequired.map(({ training }) => training))].map(training => (
            <option key={training} value={training} />
          ))}
        </datalist>
        <TextField
          label="Holds until"
          type="date"
          value={passed.until}
          onChange={event => set({ until: event.target.value })}
        />
        <Button
          type="submit"
          disabled={!(passed.person && passed.training.trim() && passed.until)}
          busy={adding.isPending}
        >
          Keep the training
        </Button>
        {adding.error && <Problem title="The training was not entered" error={adding.error} />}
      </form>
      {newest.length > 0 && (
        <PlainTable
          label="Trainings passed"
          rows={newest}
          keyOf={({ person, training, from, until }) => `${person.id} ${training} ${from} ${until}`}
          columns={[
            { title: 'Person', cell: ({ person }) => person.name },
            { title: 'Training', cell: ({ training }) => training },
            { title: 'Passed', tight: true, cell: ({ from }) => from },
            {
              title: 'Holds until',
              tight: true,
              cell: ({ until }) =>
                until < today ? <span className={classes.closed}>{until}, lapsed</span> : until,
            },
          ]}
        />
      )}
    </Section>
  );
}

function compare(a: { until: string }, b: { until: string }): number {
  return a.until < b.until ? -1 : a.until > b.until ? 1 : 0;
}
