import type { ContractAnswer, CustomerValue } from '../../contract/value-of-customer.ts';
import { amountText, countText, shareText } from '../ui/number-text.ts';
import { Section } from '../ui/Section.tsx';
import { contractSentence } from './contract-text.ts';
import { StepTable } from './StepTable.tsx';
import classes from './Value.module.css';

/** Renewals so far and to come, of each contract that was stated; nothing where none was. */
export function Contracts({ page: { contracts, currency, months } }: { page: CustomerValue }) {
  return contracts.map(contract => (
    <Section key={contract.id} title={contractSentence(contract, { currency, months })} note={currency}>
      <Facts contract={contract} currency={currency} />
      {contract.steps.length > 0 && (
        <StepTable
          label={`Steps to the renewals of the contract of ${contract.first}`}
          steps={contract.steps}
          currency={currency}
        />
      )}
      <p className={classes.after}>
        {!contract.ended && `${contract.reason} `}
        The contract stands beside the value from purchases and is not added to it: what it pays may be among
        the purchases, and nothing is counted twice.
      </p>
    </Section>
  ));
}

function Facts({ contract, currency }: { contract: ContractAnswer; currency: string }) {
  const { first, everyMonths, amount, last, renewals, next, probability, probabilityRange, value } = contract;
  const { valueRange } = contract;
  const facts = [
    ['Runs', `from ${first}${last === null ? '' : ` to ${last}`}`],
    ['Renewed every', everyMonths === 1 ? 'month' : `${countText(everyMonths)} months`],
    ['Net cash of a period', `${amountText(amount)} ${currency}`],
    ['Renewals so far', countText(renewals)],
    ['Next renewal', next ?? 'none'],
    ...(probability === null
      ? []
      : [
          [
            'Probability of the next renewal',
            `${shareText(probability)}${probabilityRange ? `, ${shareText(probabilityRange.low)} to ${shareText(probabilityRange.high)} eight times in ten` : ''}`,
          ],
        ]),
    ...(value === null || valueRange === null
      ? []
      : [
          [
            'Value of the renewals',
            `${amountText(value)} ${currency}, ${amountText(valueRange.low)} to ${amountText(valueRange.high)} at the ends of that range`,
          ],
        ]),
  ];
  return (
    <dl className={`${classes.facts} ${classes.few}`}>
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
