import { type FormEvent, useState } from 'react';
import type { WalledCustomer, WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { CustomerField } from './CustomerField.tsx';
import classes from './Walls.module.css';
import { WhoLink } from './WhoLink.tsx';
import { useWallChange } from './wall-change.ts';

/** What walled customers are called where a row has to be shown to somebody it is closed to. */
export function CodeNames({ walls }: { walls: WallsAnswer }) {
  const [customer, setCustomer] = useState<WalledCustomer>();
  const [name, setName] = useState('');
  const naming = useWallChange(
    (asked: { customer: string; name: string }) => call(wallEndpoints.nameByCode, { body: asked }),
    (_, asked) => {
      if (asked.name === '') return;
      setCustomer(undefined);
      setName('');
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (customer) naming.mutate({ customer: customer.id, name });
  };
  return (
    <Section title="Code names" note="Stand in place of a walled customer's name where a row has to be shown">
      <form className={classes.fields} onSubmit={submit}>
        <CustomerField label="Customer" chosen={customer?.id} choose={setCustomer} />
        <TextField
          label="Code name"
          autoComplete="off"
          value={name}
          onChange={event => setName(event.target.value)}
        />
        <Button type="submit" disabled={!customer || name.trim() === ''} busy={naming.isPending}>
          Name it so
        </Button>
        {naming.error && <Problem title="The code name was not kept" error={naming.error} />}
      </form>
      {walls.codeNames.length > 0 && (
        <PlainTable
          label="Code names"
          rows={walls.codeNames}
          keyOf={one => one.customer.id}
          columns={[
            { title: 'Customer', cell: one => <WhoLink customer={one.customer} /> },
            { title: 'Code name', cell: one => one.name },
            {
              title: '',
              cell: one => (
                <Button
                  kind="quiet"
                  aria-label={`Take away the code name of ${one.customer.name}`}
                  onClick={() => naming.mutate({ customer: one.customer.id, name: '' })}
                >
                  Take away
                </Button>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
