import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { countText, shortText } from '../ui/number-text.ts';
import { Section } from '../ui/Section.tsx';
import { fieldWords } from './input-fields.ts';
import { StepTable } from './StepTable.tsx';
import classes from './Value.module.css';

/** What it would take to replace the customer: months and money, each step, and what has to be stated first. */
export function Replacement({ page: { replacement, currency } }: { page: CustomerValue }) {
  const { months, money, steps, problems } = replacement;
  const missing = problems.filter(({ field }) => field !== 'yearlyProfit');
  return (
    <Section
      title={
        months === null || money === null
          ? 'What replacing it would take is not known yet'
          : `Replacing it would take ${countText(months)} months and ${shortText(money)} ${currency}`
      }
      note={currency}
    >
      {problems.length > 0 && (
        <p className={classes.note}>
          {missing.length > 0 &&
            `State what replacing it takes, below: ${missing.map(({ field, expected }) => `${fieldWords(field)} (${expected})`).join(', ')}. `}
          {missing.length < problems.length && 'The profit of a year comes from the book.'}
        </p>
      )}
      {steps.some(({ value }) => value !== null) && (
        <StepTable label="Steps of the replacement" steps={steps} currency={currency} />
      )}
    </Section>
  );
}
