import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { profitEndpoints } from '../../contract/profit.ts';
import type { Portfolio, Reconciliation } from '../../contract/profit-answers.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { isNegative } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { PoolTable } from './PoolTable.tsx';
import classes from './Portfolio.module.css';

/** From the customers' profit to the ledger's, in one line; it opens to the pools. */
export function ReconciliationStrip({ portfolio, open }: { portfolio: Portfolio; open: boolean }) {
  const period = usePeriod();
  const navigate = useNavigate();
  const asked = useQuery({
    ...reading(profitEndpoints.reconciliation, { query: { period } }),
    placeholderData: keepPreviousData,
  });
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
  /** How the step joins those before it; none for what stands by itself. */
  sign: '' | '+' | '−' | '=';
  term: string;
  /** Exact; its sign is the step's, so that the line reads as the sum it is. */
  size: string;
  figure: string;
}

function Steps({ reconciliation }: { reconciliation: Reconciliation }) {
  return (
    <dl className={classes.steps}>
      {stepsOf(reconciliation).map(step => (
        <div key={step.term} className={classes.step}>
          <dt>{step.term}</dt>
          <dd>
            {step.sign && <span className={classes.sign}>{step.sign} </span>}
            <Amount value={step.size} figure={step.figure} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Lines that are zero and say nothing are left out, but for the difference: its zero is the point. */
function stepsOf(from: Reconciliation): Step[] {
  return [
    { sign: '', term: 'Profit of customers', size: from.profitOfCustomers, figure: 'portfolio/profit' },
    ...joined('+', 'Unassigned profit', from.profitUnassigned, 'unassigned/profit'),
    ...joined('−', 'Own mistakes', from.ownMistakes, 'pools/ownMistakes'),
    ...joined('−', 'Unused capacity', from.unused, 'pools/unused'),
    ...joined('−', 'Sustaining', from.sustaining, 'pools/sustaining'),
    ...joined('−', 'Not in the model', from.notInTheModel, 'pools/notInTheModel'),
    { sign: '=', term: 'Company profit', size: from.companyProfit, figure: 'portfolio/companyProfit' },
    { sign: '', term: 'By the ledger', size: from.ledgerProfit, figure: 'reconciliation/ledgerProfit' },
    { sign: '', term: 'Difference', size: from.difference, figure: 'reconciliation/difference' },
  ];
}

function joined(sign: '+' | '−', term: string, amount: string, figure: string): Step[] {
  if (Number(amount) === 0) return [];
  const negative = isNegative(amount);
  return [
    {
      sign: negative === (sign === '−') ? '+' : '−',
      term,
      size: negative ? amount.slice(1) : amount,
      figure,
    },
  ];
}
