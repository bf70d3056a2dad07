import type { Term, TermException } from '@clientele/engine';
import { CustomerLookup } from '../../CustomerLookup.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import classes from './ModelDialogs.module.css';
import { isMinutes } from './model-words.ts';

const NEW: TermException = { customer: '', minutes: '', reason: '' };

interface ExceptionsProps {
  term: Term;
  set: (exceptions: readonly TermException[] | undefined) => void;
}

/** Customers whom a term takes other minutes: which, how many, and why. */
export function Exceptions({ term, set }: ExceptionsProps) {
  const { exceptions = [] } = term;
  const change = (index: number, part: Partial<TermException>) =>
    set(exceptions.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const remove = (index: number) => {
    const left = exceptions.filter((_, at) => at !== index);
    set(left.length === 0 ? undefined : left);
  };
  return (
    <div className={classes.exceptions}>
      {exceptions.map((exception, index) => (
        <ExceptionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: its customer is being typed
          key={index}
          exception={exception}
          change={part => change(index, part)}
          remove={() => remove(index)}
        />
      ))}
      <Button kind="quiet" onClick={() => set([...exceptions, NEW])}>
        Other minutes for one customer
      </Button>
    </div>
  );
}

interface ExceptionRowProps {
  exception: TermException;
  change: (part: Partial<TermException>) => void;
  remove: () => void;
}

function ExceptionRow({ exception, change, remove }: ExceptionRowProps) {
  const { customer, minutes, reason } = exception;
  return (
    <div className={classes.exception}>
      <CustomerLookup
        label="Customer number"
        typed={customer}
        type={text => change({ customer: text.trim() })}
        says
      />
      <TextField
        label="Own minutes"
        inputMode="decimal"
        value={minutes}
        problem={minutes === '' || isMinutes(minutes) ? undefined : 'Zero or more, such as 2.5'}
        onChange={event => change({ minutes: event.target.value })}
      />
      <TextField
        label="Why"
        value={reason}
        hint="What was measured or agreed, and when"
        onChange={event => change({ reason: event.target.value })}
      />
      <Button
        kind="quiet"
        aria-label={`Remove the minutes of ${customer || 'this customer'}`}
        onClick={remove}
      >
        Remove
      </Button>
    </div>
  );
}
