import type { Portfolio } from '../../contract/profit-answers.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { HeadFigure, HeadFigures } from '../ui/HeadFigures.tsx';
import { countText } from '../ui/number-text.ts';

/** The whole portfolio in one line; each figure opens. */
export function Headline({ portfolio }: { portfolio: Portfolio }) {
  const { totals, currency } = portfolio;
  return (
    <HeadFigures>
      <HeadFigure term="Customers">
        <Figure figure="portfolio/customers">{countText(totals.customers)}</Figure>
      </HeadFigure>
      <HeadFigure term={`Net revenue, ${currency}`}>
        <Amount value={totals.revenue} short figure="portfolio/revenue" />
      </HeadFigure>
      <HeadFigure term={`Profit of customers, ${currency}`}>
        <Amount value={totals.profitCustomers} short figure="portfolio/profit" />
      </HeadFigure>
      {portfolio.whole && (
        <HeadFigure term={`Company profit, ${currency}`}>
          <Amount value={totals.companyProfit} short figure="portfolio/companyProfit" />
        </HeadFigure>
      )}
      <HeadFigure term="Grade">
        <Figure figure="portfolio/share/assumed" exact={portfolio.gradeReason}>
          {portfolio.grade}
        </Figure>
      </HeadFigure>
      {portfolio.whole ? (
        <HeadFigure term="Ledger">
          <Reconciled portfolio={portfolio} />
        </HeadFigure>
      ) : (
        <HeadFigure term="Of">the customers that you see</HeadFigure>
      )}
    </HeadFigures>
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
