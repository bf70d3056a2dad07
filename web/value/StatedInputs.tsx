import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { valueEndpoints } from '../../contract/value.ts';
import {
  type CustomerValue,
  VALUE_INPUT_KINDS,
  type ValueInput,
  type ValueInputKind,
} from '../../contract/value-of-customer.ts';
import { call } from '../call.ts';
import { useMay } from '../me.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { INPUT_KINDS, inputText } from './input-fields.ts';
import { StateInput } from './StateInput.tsx';
import { useStated } from './stated.ts';
import classes from './Value.module.css';
import type { ValueTerms } from './value-search.ts';

interface StatedInputsProps {
  page: CustomerValue;
  terms: ValueTerms;
}

/** What somebody stated of the customer that no fact tells: by whom, when and until when, to be added to or taken back. */
export function StatedInputs({ page, terms }: StatedInputsProps) {
  const may = useMay('decisions.write');
  const { inputs, currency } = page;
  return (
    <Section title="What was stated of it" note={inputs.length === 0 ? 'nothing yet' : 'the newest first'}>
      {inputs.length > 0 && (
        <PlainTable
          label="What was stated of the customer"
          rows={inputs}
          keyOf={({ id }) => id}
          columns={[
            { title: 'About', tight: true, cell: ({ kind }) => INPUT_KINDS[kind].title },
            {
              title: 'Stated',
              cell: input => (
                <span className={input.expired ? classes.expired : undefined}>
                  {inputText(input, currency)}
                </span>
              ),
            },
            { title: 'By', tight: true, cell: ({ by, at }) => `${by}, ${at.slice(0, 10)}` },
            { title: 'Counts until', tight: true, cell: expiryText },
            ...(may
              ? [{ title: '', cell: (input: ValueInput) => <Withdraw input={input} {...{ page, terms }} /> }]
              : []),
          ]}
        />
      )}
      {may && <Adding page={page} terms={terms} />}
    </Section>
  );
}

function expiryText({ expires, expired }: ValueInput): string {
  if (expires === null) return 'without end';
  return expired ? `${expires}, expired` : expires;
}

/** Which kind is stated; its form stands below. */
function Adding({ page, terms }: StatedInputsProps) {
  const [kind, setKind] = useState<ValueInputKind>();
  return (
    <>
      <div className={classes.choose}>
        <SelectField
          label="State something of it"
          value={kind ?? ''}
          choices={[
            { value: '', text: 'Choose' },
            ...VALUE_INPUT_KINDS.map(one => ({ value: one, text: INPUT_KINDS[one].title })),
          ]}
          onChange={event => setKind(VALUE_INPUT_KINDS.find(one => one === event.target.value))}
        />
      </div>
      {kind && (
        <StateInput key={kind} kind={kind} page={page} terms={terms} done={() => setKind(undefined)} />
      )}
    </>
  );
}

function Withdraw({ input, page, terms }: StatedInputsProps & { input: ValueInput }) {
  const stated = useStated(page.customer.id, terms);
  const withdrawing = useMutation({
    mutationFn: () =>
      call(valueEndpoints.withdrawValueInput, {
        params: { id: page.customer.id, input: input.id },
        query: terms,
      }),
    onSuccess: stated,
  });
  const { title } = INPUT_KINDS[input.kind];
  return (
    <Popover label={`Withdraw: ${title}`} kind="quiet" button="Withdraw">
      {() => (
        <div className={classes.withdraw}>
          <p>It counts no more from now on. That it was stated stays in the log.</p>
          <Button kind="danger" busy={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
            Withdraw it
          </Button>
          {withdrawing.error && <Problem error={withdrawing.error} />}
        </div>
      )}
    </Popover>
  );
}
