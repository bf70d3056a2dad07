import { type KeyboardEvent, useId, useRef, useState } from 'react';
import classes from './Combobox.module.css';
import { useDismiss } from './dismiss.ts';
import { TextField } from './Field.tsx';

export interface Option {
  key: string;
  text: string;
  /** Small print beside it, such as a number. */
  note?: string | undefined;
}

interface ComboboxProps {
  label: string;
  placeholder?: string | undefined;
  typed: string;
  type: (text: string) => void;
  /** What fits what is typed. */
  options: readonly Option[];
  choose: (key: string) => void;
  /** More than one is chosen: the list stays open, so that the next one is a click away. */
  several?: boolean;
  /** Said where nothing fits. */
  none: string;
}

/** A field that finds while one types: arrow keys walk the list, Enter or a click chooses, Escape closes. */
export function Combobox(props: ComboboxProps) {
  const { label, placeholder, typed, type, options, choose, several = false, none } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  useDismiss(box, open, () => setOpen(false));
  const active = Math.min(place, options.length - 1);
  const take = (option: Option | undefined) => {
    if (!option) return;
    choose(option.key);
    setPlace(0);
    if (!several) setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      setOpen(true);
      setPlace(open ? (active + step + options.length) % (options.length || 1) : 0);
    } else if (event.key === 'Enter' && open) take(options[active]);
    else if (event.key === 'Tab') return setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={box} className={classes.place}>
      <TextField
        label={label}
        placeholder={placeholder}
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && options.length > 0 ? `${id}-${active}` : undefined}
        value={typed}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onChange={event => {
          type(event.target.value);
          setPlace(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} hidden={!open} className={classes.list}>
        {options.map(({ key, text, note }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by the field
          <div
            key={key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={`${classes.option} ${index === active ? classes.active : ''}`}
            onPointerDown={event => event.preventDefault()}
            onClick={() => take(options[index])}
          >
            <span>{text}</span>
            <span className={classes.note}>{note}</span>
          </div>
        ))}
        {open && options.length === 0 && <p className={classes.note}>{none}</p>}
      </div>
    </div>
  );
}
