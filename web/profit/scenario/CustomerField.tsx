import { useState } from 'react';
import { CustomerLookup } from '../../CustomerLookup.tsx';

interface CustomerFieldProps {
  /** Public id; undefined for all customers. */
  customer: string | undefined;
  set: (customer: string | undefined) => void;
}

/** One customer where there are too many to list; an empty field means all of them. */
export function CustomerField({ customer, set }: CustomerFieldProps) {
  const [typed, setTyped] = useState('');
  return (
    <CustomerLookup
      label="Customer"
      labelHidden
      placeholder={customer ?? 'All customers'}
      typed={typed}
      type={text => {
        setTyped(text);
        if (text === '') set(undefined);
      }}
      found={({ id }) => set(id)}
    />
  );
}
