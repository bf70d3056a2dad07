import { useQuery } from '@tanstack/react-query';
import { ENTRY_KINDS } from '../../contract/audit.ts';
import { peopleEndpoints } from '../../contract/people.ts';
import { reading } from '../call.ts';
import { SelectField, TextField } from '../ui/Field.tsx';
import classes from './Log.module.css';
import type { LogSearch } from './log-search.ts';
import { KINDS_TEXTS } from './log-words.ts';

interface LogFiltersProps {
  search: LogSearch;
  change: (next: Partial<LogSearch>) => void;
}

/** By whom, of which kind, on which days. */
export function LogFilters({ search, change }: LogFiltersProps) {
  const kinds = ENTRY_KINDS.map(kind => ({ value: kind, text: KINDS_TEXTS[kind] }));
  return (
    <search className={classes.filters} aria-label="Filter the log">
      <SelectField
        label="Person"
        value={search.person ?? ''}
        choices={[{ value: '', text: 'Everybody' }, ...useWriters(search.person)]}
        onChange={event => change({ person: event.target.value || undefined })}
      />
      <SelectField
        label="Kind"
        value={search.entries ?? ''}
        choices={[{ value: '', text: 'All kinds' }, ...kinds]}
        onChange={event => change({ entries: ENTRY_KINDS.find(kind => kind === event.target.value) })}
      />
      <TextField
        label="From"
        type="date"
        value={search.from ?? ''}
        max={search.until}
        onChange={event => change({ from: event.target.value || undefined })}
      />
      <TextField
        label="Through"
        type="date"
        value={search.until ?? ''}
        min={search.from}
        onChange={event => change({ until: event.target.value || undefined })}
      />
    </search>
  );
}

/** The installation goes by this name in the log. */
const LOCAL_OWNER = 'local owner';

/** Everybody who works with the book, the installation, and who is chosen though they have left. */
function useWriters(chosen: string | undefined) {
  const people = useQuery(reading(peopleEndpoints.people)).data ?? [];
  const known = [
    ...people.map(({ id, name }) => ({ value: id, text: name })),
    { value: LOCAL_OWNER, text: LOCAL_OWNER },
  ];
  const others = chosen === undefined || known.some(({ value }) => value === chosen) ? [] : [chosen];
  return [...known, ...others.map(value => ({ value, text: value }))];
}
