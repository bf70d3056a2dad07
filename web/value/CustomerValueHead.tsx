import { Link } from '@tanstack/react-router';
import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { HeadFigure, HeadFigures } from '../ui/HeadFigures.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { rangeText } from '../ui/range-text.ts';
import { customerSentence, rankText } from './customer-sentence.ts';
import classes from './Value.module.css';
import { termsOf } from './value-search.ts';
import { BASIS_WORDS, exactRange } from './value-sentence.ts';

/** Who it is, what it will be worth, and where that places it. */
export function CustomerValueHead({ page }: { page: CustomerValue }) {
  const { customer, lapse } = page;
  return (
    <>
      <header className={classes.header}>
        <h2 className={classes.sentence}>{customerSentence(page)}</h2>
        <p>
          <Link to={paths.customer} params={{ id: customer.id }} search={({ period }) => ({ period })}>
            What {customer.name} earns
          </Link>
          {' · '}
          <Link to={paths.value} search={before => ({ period: before.period, ...termsOf(before) })}>
            Value of all customers
          </Link>
        </p>
        {lapse && (
          <p>
            <span className={lapse.overdue ? classes.overdue : undefined}>{lapse.sentence}</span>{' '}
            <span className={classes.quiet}>Its rhythm is {BASIS_WORDS[lapse.basis]}.</span>
          </p>
        )}
      </header>
      <Figures page={page} />
    </>
  );
}

function Figures({ page: { value, currency, months, unit, predictability } }: { page: CustomerValue }) {
  if (!value) return null;
  const { alive, purchases, residual } = value;
  const units = unit === 'day' ? 'days' : 'weeks';
  return (
    <HeadFigures>
      <HeadFigure term={`Value, ${currency}`}>
        {value.value ? (
          <Figure figure={value.figure} exact={exactRange(value.value)}>
            {rangeText(value.value)}
          </Figure>
        ) : (
          '–'
        )}
      </HeadFigure>
      <HeadFigure term="Rank">
        <Figure figure={value.figures.rank}>{rankText(value)}</Figure>
      </HeadFigure>
      <HeadFigure term="Purchases">{rangeText(purchases)}</HeadFigure>
      <HeadFigure term="P(alive)">{shareText(alive)}</HeadFigure>
      <HeadFigure term={`After ${countText(months)} months, ${currency}`}>
        <Amount value={residual} short />
      </HeadFigure>
      <HeadFigure term="Predictability">
        <Figure figure={predictability.score === null ? undefined : value.figures.predictability}>
          {countText(predictability.score, 0)}
        </Figure>
      </HeadFigure>
      <HeadFigure term={`x, t_x, T in ${units}`}>
        {[value.repeats, value.recency, value.age].map(one => countText(one)).join(', ')}
      </HeadFigure>
    </HeadFigures>
  );
}
