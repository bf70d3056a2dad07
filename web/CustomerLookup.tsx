import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId } from 'react';
import { customerEndpoints } from '../contract/customers.ts';
import { type Answer, reading } from './call.ts';
import { TextField } from './ui/Field.tsx';

interface CustomerLookupProps {
  label: string;
  labelHidden?: boolean;
  placeholder?: string;
  typed: string;
  type: (text: string) => void;
  /** Says below the field who it is, and that nobody has the number where nobody has. */
  says?: boolean;
  /** Once what is typed is a customer's number, or its whole name. */
  found?: (customer: Answer<typeof customerEndpoints.findCustomers>[number]) => void;
}

/** A customer by name or number, offered while it is typed. */
export function CustomerLookup({
  label,
  labelHidden = false,
  placeholder,
  typed,
  type,
  says = false,
  found,
}: CustomerLookupProps) {
  const list = useId();
  const asked = useQuery({
    ...reading(customerEndpoints.findCustomers, { query: { search: typed } }),
    staleTime: 60_000,
  });
  const one = asked.data?.find(({ sourceKey, name }) => typed === sourceKey || typed === name);
  const tell = useEffectEvent(() => one && found?.(one));
  const id = one?.id;
  const unknown = typed !== '' && asked.data !== undefined && 'Not in the book yet';
  useEffect(() => {
    if (id !== undefined) tell();
  }, [id]);
  return (
    <>
      <TextField
        label={label}
        labelHidden={labelHidden}
        hint={says && (one?.name ?? unknown)}
        placeholder={placeholder}
        value={typed}
        list={list}
        onChange={event => type(event.target.value)}
      />
      <datalist id={list}>
        {asked.data?.map(({ id: key, name, sourceKey }) => (
          <option key={key} value={sourceKey}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
