import { type ComponentProps, type ReactNode, useId } from 'react';
import classes from './Field.module.css';

interface Labelled {
  label: string;
  /** The label is for screen readers only: in bars of filters, where the first choice names the field. */
  labelHidden?: boolean;
  hint?: ReactNode;
  /** What was expected and how to mend it. */
  problem?: string | undefined;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label, control, hint and problem, wired together for screen readers; the kit's controls are made of it. */
function Field({
  label,
  labelHidden = false,
  hint,
  problem,
  children,
}: Labelled & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = hint || problem ? `${id}-more` : undefined;
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : classes.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': problem ? true : undefined })}
      {described && (
        <span id={described} className={problem ? classes.problem : classes.hint}>
          {problem ?? hint}
        </span>
      )}
    </div>
  );
}

type Control<Tag extends 'input' | 'select' | 'textarea'> = Labelled &
  Omit<ComponentProps<Tag>, 'id' | keyof Labelled>;

export function TextField({ label, labelHidden, hint, problem, ...rest }: Control<'input'>) {
  return (
    <Field {...labelled({ label, labelHidden, hint, problem })}>
      {wiring => <input className={classes.control} {...rest} {...wiring} />}
    </Field>
  );
}

export function TextArea({ label, labelHidden, hint, problem, ...rest }: Control<'textarea'>) {
  return (
    <Field {...labelled({ label, labelHidden, hint, problem })}>
      {wiring => <textarea className={`${classes.control} ${classes.area}`} {...rest} {...wiring} />}
    </Field>
  );
}

export interface Choice {
  value: string;
  text: string;
}

/** A native select: it opens as the reader's system opens them, on a phone by thumb. */
export function SelectField({
  label,
  labelHidden,
  hint,
  problem,
  choices,
  ...rest
}: Omit<Control<'select'>, 'children'> & { choices: readonly Choice[] }) {
  return (
    <Field {...labelled({ label, labelHidden, hint, problem })}>
      {wiring => (
        <select className={classes.control} {...rest} {...wiring}>
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function labelled(given: { [K in keyof Labelled]-?: Labelled[K] | undefined }): Labelled {
  return {
    label: given.label ?? '',
    labelHidden: given.labelHidden ?? false,
    hint: given.hint,
    problem: given.problem,
  };
}
