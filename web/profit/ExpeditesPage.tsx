import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ExpediteAnswer, expediteEndpoints } from '../../contract/expedites.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import buttons from '../ui/Button.module.css';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Figure } from '../ui/Figure.tsx';
import { HeadFigure, HeadFigures } from '../ui/HeadFigures.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { periodText } from '../ui/period-choices.ts';
import { usePlace } from '../ui/place.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ExpediteCustomers } from './ExpediteCustomers.tsx';
import { ExpediteTable } from './ExpediteTable.tsx';
import { expediteSentence, hoursText } from './expedite-sentence.ts';
import classes from './Portfolio.module.css';

/** What expediting took, for whom and why: hours and money by reason, segment, month and customer. */
export function ExpeditesPage() {
  usePlace('Expedites');
  const period = usePeriod();
  const asked = useQuery({
    ...reading(expediteEndpoints.expedites, { query: { period } }),
    placeholderData: keepPreviousData,
  });
  const answer = asked.data;
  if (asked.error) {
    return (
      <Problem
        title="The expedites could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
      />
    );
  }
  if (!answer) return <Skeleton height={720} label="Reading the expedites" />;
  if (answer.totals.expedites === 0) return <NoExpedites />;
  return (
    <>
      <Totals answer={answer} />
      {!answer.costed && (
        <p className={classes.noModel}>
          No activity of the cost model counts expedites: they are counted, and their hours and money are not
          known. An activity with the driver activity.expedite says what one takes.
        </p>
      )}
      <Section title={expediteSentence(answer)} note={`by reason, ${answer.currency}`}>
        <ExpediteTable title="Reason" answer={answer} groups={answer.reasons} />
      </Section>
      <Section title="By segment" note={answer.currency}>
        <ExpediteTable title="Segment" answer={answer} groups={answer.segments} />
      </Section>
      <Section title="By month" note={answer.currency}>
        <ExpediteTable title="Month" answer={answer} groups={answer.months} name={periodText} />
      </Section>
      <ExpediteCustomers answer={answer} period={period} />
    </>
  );
}

function Totals({ answer: { totals, own, losing, costed, currency } }: { answer: ExpediteAnswer }) {
  return (
    <HeadFigures>
      <HeadFigure term="Expedites">
        <Figure figure="expedites/expedites">{countText(totals.expedites)}</Figure>
      </HeadFigure>
      <HeadFigure term="Hours">
        <Figure figure="expedites/minutes" exact={`${totals.minutes} min`}>
          {hoursText(totals.minutes)}
        </Figure>
      </HeadFigure>
      <HeadFigure term={`Cost, ${currency}`}>
        <Amount value={totals.cost} short figure="expedites/cost" />
      </HeadFigure>
      <HeadFigure term={`For customers that lose money, ${currency}`}>
        <Amount value={losing.cost} short figure="expedites/cost?sign=loss" />
      </HeadFigure>
      <HeadFigure term={costed ? 'Share of the hours' : 'Share of the expedites'}>
        <Figure figure="expedites/lossShare">{shareText(losing.share)}</Figure>
      </HeadFigure>
      <HeadFigure term={`Caused by us, ${currency}`}>
        <Amount value={own.cost} short figure="expedites/cost?own=only" />
      </HeadFigure>
    </HeadFigures>
  );
}

function NoExpedites() {
  const period = usePeriod();
  const navigate = useNavigate();
  const all = () => void navigate({ to: '.', search: before => ({ ...before, period: undefined }) });
  return (
    <Empty
      title={period === 'all' ? 'No expedites yet' : `No expedites in ${periodText(period)}`}
      action={
        <>
          <Link to={paths.intake} className={`${buttons.button} ${buttons.primary}`}>
            Import activities
          </Link>
          {period !== 'all' && <Button onClick={all}>Show all months</Button>}
        </>
      }
    >
      Hours and money that expediting takes will stand here by customer, segment, reason and month, and how
      much of it goes to customers that lose money. They come with a file of activities: a row of the kind
      “expedite” each, its flag saying why, its money what a courier took.
    </Empty>
  );
}
