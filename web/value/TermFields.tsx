import { useEffect, useRef, useState } from 'react';
import { TextField } from '../ui/Field.tsx';
import { SliderField } from '../ui/SliderField.tsx';
import { Switch } from '../ui/Switch.tsx';
import classes from './Value.module.css';
import { MONTHS_BOUNDS, RATE_BOUNDS, VALUE_USUAL, type ValueTerms } from './value-search.ts';

interface TermFieldsProps {
  terms: ValueTerms;
  /** Last day observed as the server took it, where the address names none. */
  until: string | undefined;
  change: (next: ValueTerms) => void;
}

const PERCENT = 100;

/** Over how long, at which discount, as of when: each stands in the address, and the figures follow it. */
export function TermFields({ terms, until, change }: TermFieldsProps) {
  return (
    <form
      className={classes.terms}
      aria-label="Terms of the forecast"
      onSubmit={event => event.preventDefault()}
    >
      <SliderField
        label="Horizon, months"
        min={MONTHS_BOUNDS.least}
        max={MONTHS_BOUNDS.most}
        step={1}
        value={terms.months ?? VALUE_USUAL.months}
        change={months => change({ months: Math.round(months) })}
      />
      <SliderField
        label="Discount a year, %"
        min={RATE_BOUNDS.least * PERCENT}
        max={RATE_BOUNDS.most * PERCENT}
        step={0.1}
        value={tidy((terms.rate ?? VALUE_USUAL.rate) * PERCENT)}
        change={percent => change({ rate: tidy(percent / PERCENT) })}
      />
      <UntilField until={terms.until ?? until ?? ''} change={day => change({ until: day })} />
      <div className={classes.unit}>
        <span aria-hidden="true">Time counted in</span>
        <Switch
          label="Time counted in"
          value={terms.unit ?? 'day'}
          choices={[
            { value: 'day', text: 'Days' },
            { value: 'week', text: 'Weeks' },
          ]}
          change={unit => change({ unit: unit === 'week' ? unit : undefined })}
        />
      </div>
      <div className={classes.unit}>
        <span aria-hidden="true">Amounts far above the others</span>
        <Switch
          label="Amounts far above the others"
          value={terms.outliers ?? VALUE_USUAL.outliers}
          choices={[
            { value: 'keep', text: 'As they are' },
            { value: 'cap', text: 'Capped' },
          ]}
          change={outliers => change({ outliers: outliers === 'cap' ? outliers : undefined })}
        />
      </div>
    </form>
  );
}

const REST_MS = 600;
/** Of a year typed digit by digit, the first ones are years too. */
const EARLIEST = '1900-01-01';

/** The last day observed, told once it has been typed to the end; empty for the last day with facts. */
function UntilField({ until, change }: { until: string; change: (day: string | undefined) => void }) {
  const [typed, setTyped] = useState(until);
  const [before, setBefore] = useState(until);
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  if (until !== before) {
    setBefore(until);
    setTyped(until);
  }
  useEffect(() => {
    if (typed === until || (typed !== '' && typed < EARLIEST)) return;
    const rest = setTimeout(() => latest.current(typed === '' ? undefined : typed), REST_MS);
    return () => clearTimeout(rest);
  }, [typed, until]);
  return (
    <TextField
      label="Observed until"
      type="date"
      value={typed}
      onChange={event => setTyped(event.target.value)}
    />
  );
}

/** Without the dust of doubles: 7.000000000000001 is 7. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
