import { type FormEvent, useState } from 'react';
import type { WalledCustomer, WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { CodeNames } from './CodeNames.tsx';
import { CustomerField } from './CustomerField.tsx';
import { Ending } from './Ending.tsx';
import classes from './Walls.module.css';
import { WhoLink } from './WhoLink.tsx';
import { useWallChange } from './wall-change.ts';

/** Customers that have a wall without a rival, and what walled customers are called where a row must be shown. */
export function WalledCustomers({ walls }: { walls: WallsAnswer }) {
  const { walled, today } = walls;
  return (
    <>
      <Section
        title="Walled for another reason"
        note="A contract, an offer under secrecy, a pending purchase"
      >
        <WallForm />
        {walled.length > 0 && (
          <PlainTable
            label="Customers walled for another reason"
            rows={walled}
            keyOf={({ customer, from, reason }) => `${customer.id} ${from} ${reason}`}
            columns={[
              { title: 'Customer', cell: ({ customer }) => <WhoLink customer={customer} /> },
              { title: 'Reason', cell: ({ reason }) => reason },
              { title: 'From', tight: true, cell: ({ from }) => from },
              { title: 'Last day', tight: true, cell: ({ until }) => until ?? 'none' },
              {
                title: '',
                cell: ({ customer, reason, until }) =>
                  until === null && <EndWall customer={customer} reason={reason} today={today} />,
              },
            ]}
          />
        )}
      </Section>
      <CodeNames walls={walls} />
    </>
  );
}

function WallForm() {
  const [customer, setCustomer] = useState<WalledCustomer>();
  const [reason, setReason] = useState('');
  const walling = useWallChange(
    () => call(wallEndpoints.wallCustomer, { body: { customer: customer?.id ?? '', reason } }),
    () => {
      setCustomer(undefined);
      setReason('');
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    walling.mutate();
  };
  return (
    <form className={classes.fields} onSubmit={submit}>
      <CustomerField label="Customer" chosen={customer?.id} choose={setCustomer} />
      <TextField label="Reason" value={reason} onChange={event => setReason(event.target.value)} />
      <Button type="submit" disabled={!customer || reason.trim() === ''} busy={walling.isPending}>
        Wall this customer
      </Button>
      {customer && (
        <p className={`${classes.note} ${classes.whole}`}>
          From the next request on only those see {customer.name} who are let in.
        </p>
      )}
      {walling.error && <Problem title="The customer was not walled" error={walling.error} />}
    </form>
  );
}

interface EndWallProps {
  customer: WalledCustomer;
  reason: string;
  today: string;
}

function EndWall({ customer, reason, today }: EndWallProps) {
  const ending = useWallChange((until: string) =>
    call(wallEndpoints.wallCustomer, { body: { customer: customer.id, reason, until } }),
  );
  return (
    <Ending
      word="End"
      label={`End the wall of ${customer.name}`}
      action="End the wall"
      today={today}
      busy={ending.isPending}
      error={ending.error}
      end={day => ending.mutate(day)}
    >
      From the day after, {customer.name} is open to everybody whose role reaches it, unless it stands in a
      conflict class.
    </Ending>
  );
}
