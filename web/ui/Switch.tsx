import classes from './Switch.module.css';

interface SwitchProps<Value extends string> {
  label: string;
  value: Value | undefined;
  choices: readonly { value: Value | undefined; text: string }[];
  change: (value: Value | undefined) => void;
}

/** One of a few, all of them in sight. */
export function Switch<Value extends string>(props: SwitchProps<Value>) {
  return (
    <fieldset className={classes.switch}>
      <legend className="visually-hidden">{props.label}</legend>
      {props.choices.map(({ value, text }) => (
        <button
          key={text}
          type="button"
          className={classes.choice}
          aria-pressed={value === props.value}
          onClick={() => props.change(value)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
