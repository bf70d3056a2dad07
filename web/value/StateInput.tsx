import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { valueEndpoints } from '../../contract/value.ts';
import type { CustomerValue, ValueInputKind } from '../../contract/value-of-customer.ts';
import { CustomerLookup } from '../CustomerLookup.tsx';
import { call, RefusalError } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { fieldsToSend, INPUT_KINDS, isWhole, PHASE_WORDS } from './input-fields.ts';
import { useStated } from './stated.ts';
import classes from './Value.module.css';
import type { ValueTerms } from './value-search.ts';

interface StateInputProps {
  kind: ValueInputKind;
  page: Pick<CustomerValue, 'customer' | 'currency'>;
  terms: ValueTerms;
  /** What the fields begin with; nothing unless said. */
  given?: Readonly<Record<string, string>>;
  done: () => void;
  /** Leaves it, where it stands in a dialog. */
  cancel?: () => void;
}

/** One thing to be stated. What the server refuses stands at its field. */
export function StateInput({ kind, page, terms, given = {}, done, cancel }: StateInputProps) {
  const { note, fields } = INPUT_KINDS[kind];
  const [typed, setTyped] = useState(given);
  const { id } = page.customer;
  const stated = useStated(id, terms);
  const stating = useMutation({
    mutationFn: () =>
      call(valueEndpoints.stateValueInput, {
        params: { id },
        query: terms,
        body: { kind, fields: fieldsToSend(kind, typed) },
      }),
    onSuccess: async answer => {
      await stated(answer);
      done();
    },
  });
  const problems = problemsByField(stating.error);
  const elsewhere = fields.some(({ name }) => problems.has(name)) ? null : stating.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    stating.mutate();
  };
  const state = (
    <Button type="submit" kind="primary" disabled={!isWhole(kind, typed)} busy={stating.isPending}>
      State it
    </Button>
  );
  return (
    <form className={classes.fields} aria-label={INPUT_KINDS[kind].title} onSubmit={submit}>
      <p className={classes.across}>{note}</p>
      {fields.map(field => (
        <InputControl
          key={field.name}
          field={field}
          currency={page.currency}
          value={typed[field.name] ?? ''}
          problem={problems.get(field.name)}
          type={text => setTyped(before => ({ ...before, [field.name]: text }))}
        />
      ))}
      {cancel ? (
        <div className={classes.submit}>
          {state}
          <Button onClick={cancel}>Cancel</Button>
        </div>
      ) : (
        state
      )}
      {elsewhere && <Problem title="It was not kept" error={elsewhere} />}
    </form>
  );
}

interface InputControlProps {
  field: (typeof INPUT_KINDS)[ValueInputKind]['fields'][number];
  currency: string;
  value: string;
  problem: string | undefined;
  type: (text: string) => void;
}

const NUMBERS = { share: '%', money: undefined, number: '' } as const;

function InputControl({ field, currency, value, problem, type }: InputControlProps) {
  const { label, as, hint } = field;
  if (as === 'customer') return <CustomerLookup label={label} says typed={value} type={type} />;
  if (as === 'phase')
    return (
      <SelectField
        label={label}
        value={value}
        problem={problem}
        choices={[
          { value: '', text: 'Choose' },
          ...Object.entries(PHASE_WORDS).map(([phase, text]) => ({ value: phase, text })),
        ]}
        onChange={event => type(event.target.value)}
      />
    );
  const isNumber = as === 'share' || as === 'money' || as === 'number';
  const unit = isNumber ? (NUMBERS[as] ?? currency) : '';
  return (
    <TextField
      label={unit === '' ? label : `${label}, ${unit}`}
      hint={hint}
      problem={problem}
      {...(isNumber && { type: 'number', step: 'any', min: 0, inputMode: 'decimal' as const })}
      {...(as === 'day' && { type: 'date' })}
      value={value}
      onChange={event => type(event.target.value)}
    />
  );
}

function problemsByField(error: Error | null): ReadonlyMap<string, string> {
  const problems = error instanceof RefusalError ? (error.problems ?? []) : [];
  return new Map(problems.map(({ where, what, mend }) => [where, `${what}. ${mend}`]));
}
