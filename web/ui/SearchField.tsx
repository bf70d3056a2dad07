import { useEffect, useRef, useState } from 'react';
import { TextField } from './Field.tsx';
import { useShortcut } from './shortcuts.ts';

const TYPING_MS = 150;

interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** The key that leads here. */
  shortcut?: string;
  typed: string;
  change: (typed: string) => void;
}

/** Typing waits a moment before it reaches the address; Back and links still set the field. */
export function SearchField({ label, placeholder, shortcut, typed, change }: SearchFieldProps) {
  const [text, setText] = useState(typed);
  const [before, setBefore] = useState(typed);
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  if (typed !== before) {
    setBefore(typed);
    if (typed !== text.trim()) setText(typed);
  }
  useEffect(() => {
    if (text.trim() === typed) return;
    const wait = setTimeout(() => latest.current(text.trim()), TYPING_MS);
    return () => clearTimeout(wait);
  }, [text, typed]);
  useShortcut(shortcut ?? '/', label, () => field.current?.focus(), shortcut !== undefined);
  return (
    <TextField
      ref={field}
      label={label}
      labelHidden
      type="search"
      placeholder={placeholder}
      value={text}
      onChange={event => setText(event.target.value)}
      onKeyDown={event => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
