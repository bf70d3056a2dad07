import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WalledCustomer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { reading } from '../call.ts';
import { Combobox } from '../ui/Combobox.tsx';
import { useRested } from '../ui/rested.ts';

interface CustomerFieldProps {
  label: string;
  placeholder?: string;
  /** By id or number; what is typed stands in the field until one is chosen. */
  chosen: string | undefined;
  /** Nobody, once something else is typed. */
  choose: (customer: WalledCustomer | undefined) => void;
}

/** One customer, found by name or number among all there are: a steward sees names, and nothing behind them. */
export function CustomerField({ label, placeholder, chosen, choose }: CustomerFieldProps) {
  const [typed, setTyped] = useState<string>();
  const [name] = useCustomersNamed(chosen === undefined ? [] : [chosen]) ?? [];
  const text = typed ?? name?.name ?? '';
  const { options, customerOf } = useFound(typed ?? '');
  return (
    <Combobox
      label={label}
      placeholder={placeholder ?? 'Name or number'}
      typed={text}
      type={next => {
        setTyped(next);
        if (chosen !== undefined) choose(undefined);
      }}
      options={options}
      choose={key => {
        setTyped(undefined);
        choose(customerOf(key));
      }}
      none={`No customer is called “${text}”`}
    />
  );
}

interface CustomersFieldProps {
  label: string;
  without: readonly string[];
  add: (customer: WalledCustomer) => void;
}

/** Several customers, one after the other: the list stays open. */
export function CustomersField({ label, without, add }: CustomersFieldProps) {
  const [typed, setTyped] = useState('');
  const { options, customerOf } = useFound(typed);
  return (
    <Combobox
      several
      label={label}
      placeholder="Name or number"
      typed={typed}
      type={setTyped}
      options={options.filter(({ key }) => !without.includes(key))}
      choose={key => {
        const customer = customerOf(key);
        setTyped('');
        if (customer) add(customer);
      }}
      none={typed === '' ? 'No other customer' : `No other customer is called “${typed}”`}
    />
  );
}

/** The customers of these ids or numbers; undefined until they are read. */
export function useCustomersNamed(keys: readonly string[]): readonly WalledCustomer[] | undefined {
  const asked = useQuery({
    ...reading(wallEndpoints.wallCustomers, { query: { key: [...keys] } }),
    enabled: keys.length > 0,
    placeholderData: keepPreviousData,
  });
  return keys.length === 0 ? [] : asked.data;
}

function useFound(typed: string) {
  const search = useRested(typed.trim());
  const found = useQuery({
    ...reading(wallEndpoints.wallCustomers, { query: { search } }),
    placeholderData: keepPreviousData,
  });
  // The answer may still be that to fewer letters: Enter must not choose what no longer fits.
  const letters = typed.trim().toLowerCase();
  const customers = (found.data ?? []).filter(({ name, sourceKey }) =>
    `${name}\n${sourceKey}`.toLowerCase().includes(letters),
  );
  return {
    options: customers.map(({ id, name, sourceKey }) => ({ key: id, text: name, note: sourceKey })),
    customerOf: (id: string) => customers.find(one => one.id === id),
  };
}
