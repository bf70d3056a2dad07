import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Fragment } from 'react';
import { type Portfolio, profitEndpoints, type Reconciliation } from '../../contract/profit.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { PoolTable } from './PoolTable.tsx';
import classes from './Portfolio.module.css';

/** From the customers' profit to the ledger's, in one line; it opens to the pools. */
export function ReconciliationStrip({ portfolio, open }: { portfolio: Portfolio; open: boolean }) {
  const period = usePeriod();
  const navigate = useNavigate();
  const asked = useQuery(reading(profitEndpoints.reconciliation, { query: { period } }));
  const toggle = () =>
    void navigate({
      to: '.',
      search: before => ({ ...before, show: open ? undefined : ('pools' as const) }),
      resetScroll: false,
    });
  return (
    <Section
      title="Reconciliation to the ledger"
      note={portfolio.currency}
      tools={
        <Button kind="quiet" aria-expanded={open} onClick={toggle}>
          {open ? 'Hide the cost pools' : 'Show the cost pools'}
        </Button>
      }
    >
      <div className={classes.strip}>{asked.data && <Steps reconciliation={asked.data} />}</div>
      {asked.error && (
        <Problem
          title="The reconciliation could not be read"
          error={asked.error}
          retry={() => void asked.refetch()}
        />
      )}
      {open &&
        (asked.data ? <PoolTable reconciliation={asked.data} /> : !asked.error && <Skeleton height={240} />)}
    </Section>
  );
}

interface Step {
  sign: '' | '+' | '−' | '=';
  term: string;
  value: string;
  figure: string;
}

function Steps({ reconciliation }: { reconciliation: Reconciliation }) {
  return (
    <dl className={classes.steps}>
      {stepsOf(reconciliation).map(step => (
        <Fragment key={step.term}>
          {step.sign && (
            <span className={classes.sign} aria-hidden="true">
              {step.sign}
            </span>
          )}
          <div className={classes.step}>
            <dt>{step.term}</dt>
            <dd>
              <Amount value={step.value} figure={step.figure} />
            </dd>
          </div>
        </Fragment>
      ))}
    </dl>
  );
}

/** Lines that are zero and say nothing are left out, but for the difference: its zero is the point. */
function stepsOf(reconciliation: Reconciliation): Step[] {
  const less = (term: string, value: string, figure: string): Step[] =>
    Number(value) === 0 ? [] : [{ sign: '−', term, value, figure }];
  return [
    {
      sign: '',
      term: 'Profit of customers',
      value: reconciliation.profitOfCustomers,
      figure: 'portfolio/profit',
    },
    {
      sign: '+',
      term: 'Unassigned',
      value: reconciliation.profitUnassigned,
      figure: 'reconciliation/unassigned',
    },
    ...less('Own mistakes', reconciliation.ownMistakes, 'reconciliation/ownMistakes'),
    ...less('Unused capacity', reconciliation.unused, 'reconciliation/unused'),
    ...less('Sustaining', reconciliation.sustaining, 'reconciliation/sustaining'),
    ...less('Not in the model', reconciliation.notInTheModel, 'reconciliation/notInTheModel'),
    {
      sign: '=',
      term: 'Company profit',
      value: reconciliation.companyProfit,
      figure: 'portfolio/companyProfit',
    },
    {
      sign: '',
      term: 'By the ledger',
      value: reconciliation.ledgerProfit,
      figure: 'reconciliation/ledgerProfit',
    },
    { sign: '', term: 'Difference', value: reconciliation.difference, figure: 'reconciliation/difference' },
  ];
}
