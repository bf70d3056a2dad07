import classes from './Customer.module.css';

interface CustomerSwitchProps<Value extends string> {
  label: string;
  value: Value | undefined;
  choices: readonly { value: Value | undefined; text: string }[];
  change: (value: Value | undefined) => void;
}

/** One of a few, all of them in sight. */
export function CustomerSwitch<Value extends string>(props: CustomerSwitchProps<Value>) {
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
