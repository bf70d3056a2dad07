import type { ReactNode } from 'react';
import type { Portfolio } from '../../contract/profit-answers.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText } from '../ui/number-text.ts';
import classes from './Portfolio.module.css';

/** The whole portfolio in one line; each figure opens. */
export function Headline({ portfolio }: { portfolio: Portfolio }) {
  const { totals, currency } = portfolio;
  return (
    <dl className={classes.headline}>
      <Part term="Customers">
        <Figure figure="portfolio/customers">{countText(totals.customers)}</Figure>
      </Part>
      <Part term={`Net revenue, ${currency}`}>
        <Amount value={totals.revenue} short figure="portfolio/revenue" />
      </Part>
      <Part term={`Profit of customers, ${currency}`}>
        <Amount value={totals.profitCustomers} short figure="portfolio/profit" />
      </Part>
      {portfolio.whole && (
        <Part term={`Company profit, ${currency}`}>
          <Amount value={totals.companyProfit} short figure="portfolio/companyProfit" />
        </Part>
      )}
      <Part term="Grade">
        <Figure figure="portfolio/share/assumed" exact={portfolio.gradeReason}>
          {portfolio.grade}
        </Figure>
      </Part>
      {portfolio.whole ? (
        <Part term="Ledger">
          <Reconciled portfolio={portfolio} />
        </Part>
      ) : (
        <Part term="Of">the customers that you see</Part>
      )}
    </dl>
  );
}

function Reconciled({ portfolio: { reconciled, difference } }: { portfolio: Portfolio }) {
  return (
    <Figure figure="reconciliation/open" exact={difference} tone={reconciled ? undefined : 'loss'}>
      {reconciled ? (
        'reconciled, 0 open'
      ) : (
        <>
          open by <Amount value={difference} />
        </>
      )}
    </Figure>
  );
}

/** A figure of a headline under its term. */
export function Part({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className={classes.part}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
