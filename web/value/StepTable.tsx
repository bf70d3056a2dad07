import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { Figure } from '../ui/Figure.tsx';
import { isNegative } from '../ui/number-text.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { stepText } from './step-text.ts';
import classes from './Value.module.css';

type Step = CustomerValue['replacement']['steps'][number];

interface StepTableProps {
  label: string;
  steps: readonly Step[];
  currency: string;
}

/** Each step with its formula, the formula with its numbers, and what comes out. */
export function StepTable({ label, steps, currency }: StepTableProps) {
  return (
    <PlainTable
      label={label}
      rows={steps}
      keyOf={({ name }) => name}
      columns={[
        { title: 'Step', cell: ({ name }) => <span className={classes.sentenceCase}>{name}</span> },
        { title: 'Formula', cell: ({ formula }) => formula },
        { title: 'In numbers', cell: ({ worked }) => worked ?? '–' },
        {
          title: 'Value',
          number: true,
          cell: step => (
            <Figure
              figure={step.figure ?? undefined}
              tone={isNegative(String(step.value ?? '')) ? 'loss' : undefined}
            >
              {stepText(step, currency)}
            </Figure>
          ),
        },
      ]}
    />
  );
}
