import { SelectField } from '../ui/Field.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { FieldFilter } from './FieldFilter.tsx';
import classes from './Portfolio.module.css';
import type { CustomerSelection } from './portfolio-search.ts';

interface CustomerFiltersProps {
  search: CustomerSelection;
  change: (next: CustomerSelection) => void;
}

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
