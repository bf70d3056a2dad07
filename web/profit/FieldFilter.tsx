import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { groupEndpoints } from '../../contract/groups.ts';
import { conditionText } from '../../contract/selection.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { Chevron } from '../ui/Chevron.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { countText } from '../ui/number-text.ts';
import { Popover } from '../ui/Popover.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './FieldFilter.module.css';
import { type CustomerSelection, selectionIn, toggled, withoutField } from './portfolio-search.ts';

interface FieldFilterProps {
  search: CustomerSelection;
  change: (next: CustomerSelection) => void;
}

/** Chooses customers by the values of any field; the last field that was looked at stands there again. */
export function FieldFilter({ search, change }: FieldFilterProps) {
  const [field, setField] = useState('segment');
  return (
    <Popover
      label="Filter by a field"
      button={
        <>
          Filter <Chevron />
        </>
      }
    >
      {() => <Values field={field} setField={setField} search={search} change={change} />}
    </Popover>
  );
}

/** Fields with fewer values than this are taken in at a glance. */
const SOUGHT_FROM = 12;

interface ValuesProps extends FieldFilterProps {
  field: string;
  setField: (field: string) => void;
}

function Values({ field, setField, search, change }: ValuesProps) {
  const period = usePeriod();
  const [sought, setSought] = useState('');
  const fields = useQuery({ ...reading(groupEndpoints.fields), placeholderData: keepPreviousData });
  // What may still be chosen: the field's own values do not narrow one another.
  const others = { ...selectionIn(search), where: withoutField(search.where, field) };
  const asked = useQuery(reading(groupEndpoints.groups, { query: { period, by: field, ...others } }));
  const groups = asked.data?.groups ?? [];
  const part = sought.trim().toLocaleLowerCase();
  return (
    <>
      <SelectField
        label="Field"
        value={field}
        choices={(fields.data ?? []).map(({ key, name }) => ({ value: key, text: name }))}
        onChange={event => {
          setField(event.target.value);
          setSought('');
        }}
      />
      {groups.length >= SOUGHT_FROM && (
        <TextField
          label="Search the values"
          labelHidden
          type="search"
          placeholder="Part of a value"
          value={sought}
          onChange={event => setSought(event.target.value)}
        />
      )}
      {asked.error && <Problem error={asked.error} />}
      <ul className={classes.values}>
        {groups
          .filter(({ name }) => name.toLocaleLowerCase().includes(part))
          .map(({ value, name, customers }) => (
            <li key={value ?? ''}>
              <label className={classes.value}>
                <input
                  type="checkbox"
                  checked={search.where?.includes(conditionText({ field, value })) ?? false}
                  onChange={() => change({ where: toggled(search.where, { field, value }) })}
                />
                <span className={classes.name}>{name}</span>
                <span className={classes.count}>{countText(customers)}</span>
              </label>
            </li>
          ))}
      </ul>
      {asked.data?.others && (
        <p className={classes.more}>
          {countText(asked.data.others.groups)} further values; the ranking’s search finds their customers.
        </p>
      )}
    </>
  );
}
