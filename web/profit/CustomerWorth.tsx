import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { valueEndpoints } from '../../contract/value.ts';
import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { askedAgain } from '../asked-again.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { Figure } from '../ui/Figure.tsx';
import { HeadFigure, HeadFigures } from '../ui/HeadFigures.tsx';
import { countText, isNegative, shareText, shortText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { rangeText } from '../ui/range-text.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import classes from './Customer.module.css';

/** What the customer will be worth, at the usual terms: the whole story stands on a page of its own. */
export function CustomerWorth({ id }: { id: string }) {
  const asked = useQuery({
    ...reading(valueEndpoints.customerValue, { params: { id }, query: {} }),
    refetchInterval: askedAgain,
  });
  const page = asked.data;
  return (
    <Section
      title="What it will be worth"
      note={page && page.state === 'ready' ? termsText(page) : undefined}
      tools={
        <Link to={paths.customerValue} params={{ id }} search={({ period }) => ({ period })}>
          How it comes about, and what was stated of it
        </Link>
      }
    >
      {asked.error && (
        <Problem
          title="The value of the customer could not be read"
          error={asked.error}
          retry={() => void asked.refetch()}
        />
      )}
      {!page && !asked.error && <Skeleton height={64} label="Reading the value of the customer" />}
      {page && <Worth page={page} />}
    </Section>
  );
}

function Worth({ page }: { page: CustomerValue }) {
  const { value, state, currency, lapse, predictability } = page;
  if (!value?.value) return <p className={classes.muted}>{UNREADY[state]}</p>;
  const { score } = predictability;
  return (
    <>
      <HeadFigures>
        <HeadFigure term={`Value, ${currency}`}>
          <Figure
            figure={value.figure}
            exact={value.value.mid}
            tone={isNegative(value.value.mid) ? 'loss' : undefined}
          >
            {shortText(value.value.mid)} <span className={classes.muted}>({rangeText(value.value)})</span>
          </Figure>
        </HeadFigure>
        <HeadFigure term="Rank by value">
          <Figure figure={value.figures.rank} exact={`${value.rank} of ${value.of}`}>
            {countText(value.rank)} of {countText(value.of)}
          </Figure>
        </HeadFigure>
        <HeadFigure term="Still buys">
          <Figure figure={figureOfStep(value, 'P(alive)')}>{shareText(value.alive)}</Figure>
        </HeadFigure>
        <HeadFigure term="Predictability">
          <Figure
            figure={score === null ? undefined : value.figures.predictability}
            exact={score === null ? undefined : String(score)}
          >
            {countText(score, 0)}
          </Figure>
        </HeadFigure>
      </HeadFigures>
      {lapse && lapse.silentDays !== null && (
        <p className={`${classes.opens} ${lapse.overdue ? classes.caution : classes.muted}`}>
          <Figure figure={value.figures.silence} exact={String(lapse.silentDays)}>
            {lapse.sentence}
          </Figure>
        </p>
      )}
    </>
  );
}

const UNREADY: Readonly<Record<CustomerValue['state'], string>> = {
  ready: 'It has no purchase that a forecast counts.',
  empty: 'It has no purchase that a forecast counts.',
  working: 'The forecast is being worked out: it will stand here.',
  stopped: 'The forecast was stopped: begin it again on the page Value.',
};

function termsText({ months, rate, until }: CustomerValue): string {
  return `${countText(months)} months at ${shareText(rate)} a year, observed until ${until}; eight times in ten within the range`;
}

function figureOfStep({ steps }: NonNullable<CustomerValue['value']>, name: string): string | undefined {
  return steps.find(step => step.name === name)?.figure ?? undefined;
}
