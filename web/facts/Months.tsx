import { monthsOf } from '@clientele/engine';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Book, factEndpoints } from '../../contract/facts.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { periodText } from '../ui/period-choices.ts';
import { Section } from '../ui/Section.tsx';
import classes from './Intake.module.css';
import { ReopenDialog } from './ReopenDialog.tsx';

/** Months that take no imports and no undos, and the way to close and to reopen one. */
export function Months({ book }: { book: Book }) {
  const [reopening, setReopening] = useState<string>();
  const { months, closedMonths } = book;
  if (!months) return null;
  const open = monthsOf(months).filter(month => !closedMonths.includes(month));
  return (
    <Section
      title="Closed months"
      note="take no imports and no undos until they are reopened"
      tools={open.length > 0 && <CloseMonth open={open} />}
    >
      {closedMonths.length === 0 ? (
        <p className={classes.muted}>None: every month is open.</p>
      ) : (
        <ul className={classes.months}>
          {closedMonths.map(month => (
            <li key={month}>
              {periodText(month)}
              <Button
                kind="quiet"
                className={classes.small}
                aria-label={`Reopen ${periodText(month)}`}
                onClick={() => setReopening(month)}
              >
                Reopen
              </Button>
            </li>
          ))}
        </ul>
      )}
      {reopening && <ReopenDialog month={reopening} close={() => setReopening(undefined)} />}
    </Section>
  );
}

/** The oldest open month is the one that is closed next. */
function CloseMonth({ open }: { open: readonly string[] }) {
  const [picked, setPicked] = useState<string>();
  const queries = useQueryClient();
  const month = picked && open.includes(picked) ? picked : (open[0] ?? '');
  const close = useMutation({
    mutationFn: () => call(factEndpoints.closeMonth, { params: { month } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [factEndpoints.book.name] }),
  });
  return (
    <>
      <SelectField
        label="Month to close"
        labelHidden
        value={month}
        choices={open.map(one => ({ value: one, text: periodText(one) }))}
        onChange={event => setPicked(event.target.value)}
      />
      <Button busy={close.isPending} onClick={() => close.mutate()}>
        Close {periodText(month)}
      </Button>
      {close.error && <Problem error={close.error} />}
    </>
  );
}
