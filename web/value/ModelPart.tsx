import type { ValueForecast } from '../../contract/value-forecast.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Section } from '../ui/Section.tsx';
import { Capped } from './Capped.tsx';
import classes from './Value.module.css';
import { cappedText, modelText, parameterText, significant } from './value-sentence.ts';

/** Which models were tried and what they found, how amounts are forecast, and everything that is assumed. */
export function ModelPart({ forecast }: { forecast: ValueForecast }) {
  return (
    <>
      <Candidates forecast={forecast} />
      <Amounts forecast={forecast} />
      <Concentration forecast={forecast} />
      <LeftOut forecast={forecast} />
      <Assumptions forecast={forecast} />
    </>
  );
}

function Candidates({ forecast: { candidates, regularity, unit, reason } }: { forecast: ValueForecast }) {
  const chosen = candidates.find(one => one.chosen);
  return (
    <Section
      title={chosen ? `${modelText(chosen.name)} was chosen` : 'No model was chosen'}
      note={`time in ${unit === 'day' ? 'days' : 'weeks'}`}
    >
      <p className={classes.note}>
        {reason}
        {regularity !== null &&
          ` Regularity of timing k = ${significant(regularity)}: 1 is at random, above 1 is more regular than the models take it to be.`}
      </p>
      <PlainTable
        label="Models that were tried, the most likely first"
        rows={candidates}
        keyOf={({ name }) => name}
        columns={[
          {
            title: 'Model',
            tight: true,
            cell: one =>
              one.chosen ? (
                <span className={classes.chosen}>{modelText(one.name)}, chosen</span>
              ) : (
                modelText(one.name)
              ),
          },
          {
            title: 'Parameters ± standard error',
            cell: ({ parameters }) => parameters.map(parameterText).join(' · ') || '–',
          },
          {
            title: 'Log-likelihood',
            number: true,
            cell: ({ logLikelihood }) => countText(logLikelihood, 2),
          },
          { title: 'AIC', number: true, cell: ({ aic }) => countText(aic, 1) },
          { title: 'Condition', number: true, cell: ({ condition }) => significant(condition) },
          {
            title: 'Identified',
            cell: ({ identified, reason: why }) => (identified ? 'yes' : (why ?? 'no')),
          },
        ]}
      />
    </Section>
  );
}

function Amounts({ forecast: { amounts, outliers: how, currency } }: { forecast: ValueForecast }) {
  const { model, parameters, reason, pearson, spearman, outliers } = amounts;
  return (
    <Section
      title={
        model === 'Gamma–Gamma'
          ? 'The amount of a purchase is forecast by Gamma–Gamma'
          : 'The amount of a purchase is taken from each customer’s own mean'
      }
      note={currency}
    >
      <ul className={classes.plain}>
        {parameters.length > 0 && <li>{parameters.map(parameterText).join(' · ')}</li>}
        {reason && <li>{reason}</li>}
        <li>
          How often customers buy and how much are taken to be independent: their correlation is{' '}
          {significant(pearson)} (Pearson) and {significant(spearman)} (Spearman); 0 is none.
        </li>
        {outliers.map(outlier => (
          <li key={outlier}>{outlier}</li>
        ))}
        {how === 'cap' && <li>{cappedText(amounts.capped, currency)}</li>}
      </ul>
      {amounts.capped && amounts.capped.customers > 0 && (
        <Capped capped={amounts.capped} currency={currency} />
      )}
    </Section>
  );
}

function Concentration({ forecast: { concentration, customers, currency } }: { forecast: ValueForecast }) {
  const { tops, losing, lost } = concentration;
  return (
    <Section title="On how few customers the value rests" note={currency}>
      {losing > 0 && (
        <p className={classes.note}>
          {losing === 1 ? 'One customer is' : `${countText(losing)} customers are`} expected to lose money,{' '}
          <Amount value={lost} short /> in all.
        </p>
      )}
      {tops.length > 0 && (
        <div className={classes.few}>
          <PlainTable
            label="Share of the value that the most valuable customers bring"
            rows={tops}
            keyOf={({ top }) => String(top)}
            columns={[
              { title: 'The most valuable', cell: ({ top }) => topText(top) },
              {
                title: 'Customers',
                number: true,
                cell: top => `${countText(top.customers)} of ${countText(customers)}`,
              },
              { title: 'Of the value', number: true, cell: ({ share }) => shareText(share, 1) },
            ]}
          />
        </div>
      )}
    </Section>
  );
}

/** A share of customers, or so many of them. */
function topText(top: number): string {
  return top < 1 ? shareText(top) : countText(top);
}

function LeftOut({ forecast: { leftOut, currency } }: { forecast: ValueForecast }) {
  if (leftOut.length === 0)
    return (
      <Section title="Nothing was left out">
        <p className={classes.note}>Every sale and return of the time observed is in the purchases.</p>
      </Section>
    );
  return (
    <Section title="What was left out" note={currency}>
      <PlainTable
        label="What was left out of the forecast"
        rows={leftOut}
        keyOf={({ reason }) => reason}
        columns={[
          { title: 'Reason', cell: ({ reason }) => <span className={classes.sentenceCase}>{reason}</span> },
          { title: 'Customers', number: true, cell: row => countText(row.customers) },
          { title: 'Times', number: true, cell: ({ count }) => countText(count) },
          { title: 'Amount', number: true, cell: ({ amount }) => <Amount value={amount} /> },
        ]}
      />
    </Section>
  );
}

function Assumptions({ forecast: { formula, assumptions } }: { forecast: ValueForecast }) {
  return (
    <Section title="How a customer’s value comes about">
      <p className={classes.formula}>{formula}</p>
      <ul className={classes.plain}>
        {assumptions.map(assumption => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </Section>
  );
}
