import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { valueEndpoints } from '../../contract/value.ts';
import type { ReferralAnswer } from '../../contract/value-of-customer.ts';
import { call } from '../call.ts';
import { useMay } from '../me.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Problem } from '../ui/Problem.tsx';
import { thanksText } from './referral-text.ts';
import { useStated } from './stated.ts';
import classes from './Value.module.css';
import type { ValueTerms } from './value-search.ts';

interface ThanksProps {
  referral: ReferralAnswer;
  terms: ValueTerms;
}

/** Whether thanks were sent for a referral, and where they were not, that they are stated. */
export function Thanks({ referral, terms }: ThanksProps) {
  const may = useMay('decisions.write');
  const text = thanksText(referral);
  if (referral.thanks) return text;
  return (
    <span className={classes.thanks}>
      <span className={classes.overdue}>{text}</span>
      {may && (
        <Popover label={`Thanks to ${referral.referrer.name}`} kind="quiet" button="State thanks">
          {close => <ThanksForm referral={referral} terms={terms} done={close} />}
        </Popover>
      )}
    </span>
  );
}

/** The referral is stated again with them: it takes the place of the one before. */
function ThanksForm({ referral, terms, done }: ThanksProps & { done: () => void }) {
  const { referrer, referred, share, from, expires, reason } = referral;
  const [day, setDay] = useState('');
  const [how, setHow] = useState('');
  const stated = useStated(referred.id, terms);
  const stating = useMutation({
    mutationFn: () =>
      call(valueEndpoints.stateValueInput, {
        params: { id: referred.id },
        query: terms,
        body: {
          kind: 'referral',
          fields: { referrer: referrer.id, share, from, expires, reason, thanksSent: day, thanksHow: how },
        },
      }),
    onSuccess: async answer => {
      done();
      await stated(answer);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    stating.mutate();
  };
  return (
    <form className={classes.withdraw} onSubmit={submit}>
      <p>
        To {referrer.name}, for {referred.name}.
      </p>
      <TextField label="Sent on" type="date" value={day} onChange={event => setDay(event.target.value)} />
      <TextField
        label="How"
        hint="A letter, a visit; may stay empty"
        value={how}
        onChange={event => setHow(event.target.value)}
      />
      <Button type="submit" kind="primary" disabled={day === ''} busy={stating.isPending}>
        State it
      </Button>
      {stating.error && <Problem title="It was not kept" error={stating.error} />}
    </form>
  );
}
