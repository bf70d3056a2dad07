import { useEffect, useRef, useState } from 'react';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useShortcut } from '../ui/shortcuts.ts';
import { FieldFilter } from './FieldFilter.tsx';
import classes from './Portfolio.module.css';
import type { CustomerSelection } from './portfolio-search.ts';

interface CustomerFiltersProps {
  search: CustomerSelection;
  change: (next: CustomerSelection) => void;
}

const TYPING_MS = 150;

export function CustomerFilters({ search, change }: CustomerFiltersProps) {
  return (
    <search className={classes.filters} aria-label="Filter customers">
      <SearchField
        label="Search customers"
        placeholder="Name or number"
        shortcut="/"
        typed={search.search ?? ''}
        change={typed => change({ search: typed || undefined })}
      />
      <FieldFilter search={search} change={change} />
      <SelectField
        label="Profit or loss"
        labelHidden
        value={search.sign ?? ''}
        choices={[
          { value: '', text: 'Profit and loss' },
          { value: 'gain', text: 'Earning' },
          { value: 'loss', text: 'Losing' },
          { value: 'zero', text: 'At zero' },
        ]}
        onChange={event => change({ sign: (event.target.value || undefined) as CustomerSelection['sign'] })}
      />
    </search>
  );
}

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
