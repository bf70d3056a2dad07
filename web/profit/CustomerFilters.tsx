import { useEffect, useRef, useState } from 'react';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useShortcut } from '../ui/shortcuts.ts';
import { FieldFilter } from './FieldFilter.tsx';
import classes from './Portfolio.module.css';
import type { PortfolioSearch } from './portfolio-search.ts';

interface CustomerFiltersProps {
  search: PortfolioSearch;
  change: (next: Partial<PortfolioSearch>) => void;
}

const TYPING_MS = 150;

export function CustomerFilters({ search, change }: CustomerFiltersProps) {
  return (
    <search className={classes.filters} aria-label="Filter customers">
      <SearchField typed={search.search ?? ''} change={typed => change({ search: typed || undefined })} />
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
        onChange={event => change({ sign: (event.target.value || undefined) as PortfolioSearch['sign'] })}
      />
    </search>
  );
}

/** Typing waits a moment before it reaches the address; Back and links still set the field. */
function SearchField({ typed, change }: { typed: string; change: (typed: string) => void }) {
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
  useShortcut('/', 'Search customers', () => field.current?.focus());
  return (
    <TextField
      ref={field}
      label="Search customers"
      labelHidden
      type="search"
      placeholder="Name or number"
      value={text}
      onChange={event => setText(event.target.value)}
      onKeyDown={event => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
