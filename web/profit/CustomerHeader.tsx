import { Link } from '@tanstack/react-router';
import type { CustomerPage } from '../../contract/profit-answers.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText, isNegative } from '../ui/number-text.ts';
import classes from './Customer.module.css';
import { CustomerWall } from './CustomerWall.tsx';
import { rankGapText, sizeOf } from './customer-text.ts';

/** Who it is, what it earns, and where that places it: two sentences and a line of particulars. */
export function CustomerHeader({ page }: { page: CustomerPage }) {
  const { customer, statement, currency, rank, revenueRank } = page;
  const figure = (key: string) => `customer/${customer.id}/${key}`;
  return (
    <header className={classes.header}>
      <h2 className={classes.sentence}>
        {customer.name} {isNegative(statement.profit) ? 'loses' : 'earns'}{' '}
        <Amount value={sizeOf(statement.profit)} short unit={currency} figure={figure('profit')} /> on net
        revenue of <Amount value={statement.netRevenue} short unit={currency} figure={figure('revenue')} />
      </h2>
      <p className={classes.particulars}>
        {particulars(page).map(one => (
          <span key={one}>{one}</span>
        ))}
      </p>
      <p>
        <Link to={paths.statement} params={{ id: customer.id }} search={({ period }) => ({ period })}>
          Profit and loss on one sheet
        </Link>
        {' · '}
        <Link to={paths.products} search={({ period }) => ({ period, customer: customer.id })}>
          Profit by product
        </Link>
        <CustomerWall id={customer.id} />
      </p>
      <Custom attributes={page.custom} />
      <p>
        Rank{' '}
        <Figure figure={figure('rank')} exact={`${rank} of ${page.customers}`}>
          {countText(rank)} of {countText(page.customers)}
        </Figure>{' '}
        by profit,{' '}
        <Figure figure={figure('revenueRank')} exact={`${revenueRank} of ${page.customers}`}>
          {countText(revenueRank)}
        </Figure>{' '}
        by revenue:{' '}
        <b>
          <Figure figure={figure('rankGap')}>{rankGapText(rank, revenueRank)}</Figure>
        </b>
        . <Grade page={page} share={figure('share/assumed')} />
      </p>
    </header>
  );
}

/** How sure its figures are, and what that rests on. */
function Grade({ page, share }: { page: CustomerPage; share: string }) {
  const { grade, gradeReason, assumedShare } = page;
  return (
    <>
      Grade{' '}
      <b>
        <Figure figure={share} exact={gradeReason}>
          {grade}
        </Figure>
      </b>
      .{' '}
      <span className={classes.muted}>
        {gradeReason}
        {assumedShare !== null && assumedShare > 0 && (
          <>
            {' '}
            Such costs are marked with an <span className={classes.caution}>a</span>.
          </>
        )}
      </span>
    </>
  );
}

/** What the company itself keeps of its customers, under its own names. */
function Custom({ attributes }: { attributes: CustomerPage['custom'] }) {
  const listed = Object.entries(attributes).sort(([a], [b]) => a.localeCompare(b));
  if (listed.length === 0) return null;
  return (
    <dl className={classes.custom} aria-label="Further attributes">
      {listed.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function particulars({ customer, since, owner, parent }: CustomerPage): string[] {
  return [
    `Number ${customer.sourceKey}`,
    customer.segment,
    customer.country,
    since && `customer since ${since}`,
    owner && `owner ${owner}`,
    parent && `belongs to ${parent}`,
  ].filter((one): one is string => typeof one === 'string' && one !== '');
}
