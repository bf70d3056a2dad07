import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { customerEndpoints } from '../../../contract/customers.ts';
import { reading } from '../../call.ts';
import { TextField } from '../../ui/Field.tsx';

interface CustomerFieldProps {
  /** Public id; undefined for all customers. */
  customer: string | undefined;
  set: (customer: string | undefined) => void;
}

/** One customer, looked up by name or number; an empty field means all of them. */
export function CustomerField({ customer, set }: CustomerFieldProps) {
  const list = useId();
  const [typed, setTyped] = useState('');
  const found = useQuery({
    ...reading(customerEndpoints.findCustomers, { query: { search: typed } }),
    staleTime: 60_000,
  });
  const looked = (text: string) => {
    setTyped(text);
    const one = found.data?.find(({ name, sourceKey }) => text === sourceKey || text === name);
    if (text === '' || one) set(one?.id);
  };
  return (
    <>
      <TextField
        label="Customer"
        labelHidden
        placeholder={customer === undefined ? 'All customers' : customer}
        value={typed}
        list={list}
        onChange={event => looked(event.target.value)}
      />
      <datalist id={list}>
        {found.data?.map(({ id, name, sourceKey }) => (
          <option key={id} value={sourceKey}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
