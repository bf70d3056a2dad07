import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './Walls.module.css';

interface EndingProps {
  /** On the button in the row. */
  word: string;
  /** What floats: of whom it is. */
  label: string;
  /** What happens then, as a sentence. */
  children: ReactNode;
  /** On the button that does it. */
  action: string;
  /** A day to begin with, where the end is a day. */
  today?: string;
  busy: boolean;
  error: Error | null;
  end: (lastDay: string) => void;
}

/** Something comes to an end: what that means stands before the button that does it. */
export function Ending({ word, label, children, action, today, busy, error, end }: EndingProps) {
  const [day, setDay] = useState(today ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end(day);
  };
  return (
    <Popover label={label} kind="quiet" button={word}>
      {() => (
        <form className={classes.ending} onSubmit={submit}>
          <p>{children}</p>
          {today !== undefined && (
            <TextField
              label="Last day"
              type="date"
              required
              value={day}
              onChange={event => setDay(event.target.value)}
            />
          )}
          <Button kind="danger" type="submit" busy={busy}>
            {action}
          </Button>
          {error && <Problem error={error} />}
        </form>
      )}
    </Popover>
  );
}
