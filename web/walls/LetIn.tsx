import { PARTICIPANT_ROLES, type ParticipantRole } from '@clientele/engine';
import { type FormEvent, useState } from 'react';
import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { CustomerField } from './CustomerField.tsx';
import { PersonField } from './PersonField.tsx';
import classes from './Walls.module.css';
import { useWallChange } from './wall-change.ts';
import { isOver, stateSentence, stateWord } from './wall-words.ts';

interface LetInProps {
  walls: WallsAnswer;
  /** The one whose participants are shown. */
  customer: string | undefined;
}

/** A grant; once it is made it says whether it lets in, and if not yet, what is missing. */
export function LetIn({ walls, customer }: LetInProps) {
  const [asked, setAsked] = useState({
    person: '',
    customer: customer ?? '',
    role: 'reader' as ParticipantRole,
    purpose: '',
    until: '',
  });
  const set = (next: Partial<typeof asked>) => setAsked(before => ({ ...before, ...next }));
  const [made, setMade] = useState<string>();
  const letting = useWallChange(
    () => call(wallEndpoints.letIn, { body: asked }),
    answer => {
      setMade(madeText(answer, asked));
      set({ person: '', purpose: '' });
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMade(undefined);
    letting.mutate();
  };
  const whole = asked.person && asked.customer && asked.purpose.trim() && asked.until;
  return (
    <form className={classes.fields} onSubmit={submit}>
      <PersonField value={asked.person} choose={person => set({ person })} />
      <CustomerField
        label="Customer"
        chosen={asked.customer || undefined}
        choose={chosen => set({ customer: chosen?.id ?? '' })}
      />
      <SelectField
        label="Role"
        value={asked.role}
        choices={PARTICIPANT_ROLES.map(role => ({ value: role, text: role }))}
        onChange={event => set({ role: event.target.value as ParticipantRole })}
      />
      <TextField
        label="Purpose"
        value={asked.purpose}
        onChange={event => set({ purpose: event.target.value })}
      />
      <TextField
        label="Last day"
        type="date"
        min={walls.today}
        value={asked.until}
        onChange={event => set({ until: event.target.value })}
      />
      <Button type="submit" disabled={!whole} busy={letting.isPending}>
        Let in
      </Button>
      {made && (
        <p role="status" className={classes.whole}>
          {made}
        </p>
      )}
      {letting.error && <Problem title="Nobody was let in" error={letting.error} />}
    </form>
  );
}

function madeText(walls: WallsAnswer, asked: { person: string; customer: string }): string {
  const made = walls.participants.findLast(
    one => one.person.id === asked.person && one.customer.id === asked.customer && !isOver(one),
  );
  if (!made) return 'The grant is made.';
  const { person, customer, until } = made;
  if (made.state === 'grant') return `${person.name} sees ${customer.name} through ${until}.`;
  const why = stateSentence(made) ?? stateWord(made.state);
  return `${person.name} has a grant for ${customer.name} through ${until}. At present: ${why}.`;
}
