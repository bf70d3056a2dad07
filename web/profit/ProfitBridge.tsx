import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Fragment } from 'react';
import { type Bridge, bridgeEndpoints } from '../../contract/bridge.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { isNegative } from '../ui/number-text.ts';
import { PeriodPicker } from '../ui/PeriodPicker.tsx';
import { Problem } from '../ui/Problem.tsx';
import { periodText } from '../ui/period-choices.ts';
import { Section } from '../ui/Section.tsx';
import { Waterfall, type WaterfallStep } from '../ui/Waterfall.tsx';
import { bridgePeriods, bridgeSentence } from './bridge-sentence.ts';

interface ProfitBridgeProps {
  /** Whose profit: one customer's, that of customers who pass a filter, or the company's. */
  who: { customer?: string | undefined; where?: string[] | undefined };
  /** The earlier period, as the address says it. */
  compare: string | undefined;
  open: boolean;
  /** Shows or hides the bars; left out where they always stand. */
  toggle?: (() => void) | undefined;
}

/** From the profit of an earlier period to that of the page's, step by step; each bar opens. */
export function ProfitBridge({ who, compare, open, toggle }: ProfitBridgeProps) {
  const period = usePeriod();
  const navigate = useNavigate();
  const book = useQuery(reading(factEndpoints.book)).data;
  const query = { ...who, from: compare, to: period === 'all' ? undefined : period };
  const asked = useQuery({
    ...reading(bridgeEndpoints.bridge, { query }),
    placeholderData: keepPreviousData,
  });
  const bridge = asked.data;
  const change = (next: string) =>
    void navigate({ to: '.', search: before => ({ ...before, compare: next }), resetScroll: false });
  return (
    <Section
      title={bridge ? <Sentence bridge={bridge} /> : 'From one period’s profit to another’s'}
      note={bridge && noteOf(bridge)}
      tools={
        <>
          <PeriodPicker
            label="Compare with"
            offersAll={false}
            value={bridge?.before.period ?? ''}
            months={book?.months ?? null}
            fiscalStartMonth={book?.settings?.fiscalStartMonth ?? 1}
            onChange={change}
          />
          {toggle && (
            <Button kind="quiet" aria-expanded={open} onClick={toggle}>
              {open ? 'Hide the steps' : 'Show the steps'}
            </Button>
          )}
        </>
      }
    >
      {asked.error && (
        <Problem
          title="The bridge could not be read"
          error={asked.error}
          retry={() => void asked.refetch()}
        />
      )}
      {open && bridge && (
        <Waterfall
          label="From one period’s profit to another’s"
          currency={bridge.currency}
          steps={stepsOf(bridge)}
        />
      )}
    </Section>
  );
}

/** "Company profit rose: +1.11 M price, −626 k mix, +419 k volume"; each number opens. */
function Sentence({ bridge }: { bridge: Bridge }) {
  const { said, named } = bridgeSentence(bridge);
  return (
    <>
      {said}
      {named.map(({ key, name, amount, figure }, index) => (
        <Fragment key={key}>
          {index === 0 ? ': ' : ', '}
          {!isNegative(amount) && '+'}
          <Amount value={amount} short figure={figure} /> {name.toLowerCase()}
        </Fragment>
      ))}
    </>
  );
}

function noteOf(bridge: Bridge): string {
  const whose = bridge.of === 'customers' ? `customers in ${bridge.name}, ` : '';
  return `${whose}${bridgePeriods(bridge)}, ${bridge.currency}`;
}

function stepsOf({ of, before, after, steps }: Bridge): WaterfallStep[] {
  const end = (key: string, { period, profit, figure }: Bridge['before']): WaterfallStep => ({
    key,
    label: `${of === 'company' ? 'Company profit' : 'Profit'} in ${periodText(period)}`,
    amount: profit,
    kind: 'total',
    figure,
  });
  return [
    end('before', before),
    ...steps.map(
      ({ key, name, amount, figure, assumed }): WaterfallStep => ({
        key,
        label: name,
        amount,
        kind: 'change',
        figure,
        assumed,
      }),
    ),
    end('after', after),
  ];
}
