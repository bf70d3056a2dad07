import { useEffect, useRef, useState } from 'react';
import { TextField } from './Field.tsx';
import classes from './SliderField.module.css';

interface SliderFieldProps {
  /** With its unit: "Horizon, months". */
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** Told once it has rested, and only what lies within the bounds. */
  change: (value: number) => void;
}

const REST_MS = 250;

/** A number to be typed or slid. What is out of bounds says so, and is not asked for. */
export function SliderField({ label, value, min, max, step, change }: SliderFieldProps) {
  const [typed, setTyped] = useState(String(value));
  const [before, setBefore] = useState(value);
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  if (value !== before) {
    setBefore(value);
    setTyped(String(value));
  }
  const number = Number(typed);
  const fits = typed.trim() !== '' && number >= min && number <= max;
  useEffect(() => {
    if (!fits || number === value) return;
    const rest = setTimeout(() => latest.current(number), REST_MS);
    return () => clearTimeout(rest);
  }, [fits, number, value]);
  return (
    <div className={classes.slider}>
      <TextField
        label={label}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        value={typed}
        problem={fits ? undefined : `${min} to ${max}`}
        onChange={event => setTyped(event.target.value)}
      />
      <input
        type="range"
        aria-label={`${label}, slider`}
        min={min}
        max={max}
        step={step}
        value={fits ? number : value}
        onChange={event => setTyped(event.target.value)}
      />
    </div>
  );
}
