import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { factEndpoints } from '../../../contract/facts.ts';
import { profitEndpoints } from '../../../contract/profit.ts';
import type { CustomerPage } from '../../../contract/profit-answers.ts';
import { usePeriod } from '../../address.ts';
import { reading } from '../../call.ts';
import { paths } from '../../links.ts';
import { Amount } from '../../ui/Amount.tsx';
import { Button } from '../../ui/Button.tsx';
import { amountText, countText, shareText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { periodText } from '../../ui/period-choices.ts';
import { usePlace } from '../../ui/place.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { statementLines, withAmounts } from '../customer-statement.ts';
import classes from './Statement.module.css';

const route = getRouteApi('/customers/$id/statement');

/** A customer's profit and loss on one sheet, to be printed or kept as PDF: what it rests on stands at its foot. */
export function StatementPage() {
  const { id } = route.useParams();
  const period = usePeriod();
  const page = useQuery(
    reading(profitEndpoints.customer, { params: { id }, query: { period, grain: 'year' } }),
  );
  const portfolio = useQuery(reading(profitEndpoints.portfolio, { query: { period } }));
  const book = useQuery(reading(factEndpoints.book));
  usePlace(page.data ? `Profit and loss, ${page.data.customer.name}` : 'Profit and loss');
  const error = page.error ?? portfolio.error ?? book.error;
  if (error)
    return (
      <Problem title="The statement could not be read" error={error} retry={() => void page.refetch()} />
    );
  if (!page.data || !portfolio.data || !book.data)
    return <Skeleton height={720} label="Reading the statement" />;
  return (
    <>
      <div className={classes.tools}>
        <Link to={paths.customer} params={{ id }} search={({ period: kept }) => ({ period: kept })}>
          Back to {page.data.customer.name}
        </Link>
        <Button kind="primary" onClick={() => print()}>
          Print, or keep as PDF
        </Button>
      </div>
      <Sheet
        page={page.data}
        company={book.data.settings?.company ?? ''}
        model={portfolio.data.model.name}
        reconciled={portfolio.data.reconciled}
        difference={portfolio.data.difference}
        asOf={book.data.months?.through}
      />
    </>
  );
}

interface SheetProps {
  page: CustomerPage;
  company: string;
  model: string;
  reconciled: boolean;
  difference: string;
  asOf: string | undefined;
}

function Sheet({ page, company, model, reconciled, difference, asOf }: SheetProps) {
  const { customer, statement, currency, rank, revenueRank, customers } = page;
  const lines = withAmounts(statementLines(statement), statement);
  const net = Number(statement.netRevenue);
  return (
    <article className={classes.sheet}>
      <header>
        <p className={classes.company}>{company}</p>
        <h2>Customer profit and loss</h2>
        <p>
          <strong>{customer.name}</strong>, number {customer.sourceKey}
          {[customer.segment, customer.country].filter(Boolean).map(one => `, ${one}`)}
        </p>
        <p>
          {periodText(page.period)}
          {page.period === 'all' && asOf && `, through ${periodText(asOf)}`}, in {currency}
        </p>
      </header>
      <table className={classes.lines}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">{currency}</th>
            <th scope="col">% of net revenue</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => {
            const amount = line.amountIn(statement) ?? '0';
            return (
              <tr key={line.key} data-kind={line.kind}>
                <th scope="row">
                  {line.label}
                  {line.assumed && <span title="Rests on an assumed rate"> a</span>}
                </th>
                <td>
                  <Amount value={amount} digits={2} />
                </td>
                <td>{net > 0 ? amountText(String((Number(amount) / net) * 100), 1) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <footer className={classes.foot}>
        <p>
          Rank {countText(rank)} of {countText(customers)} by profit, {countText(revenueRank)} by revenue.
          {Number(statement.ownMistakes) !== 0 && (
            <>
              {' '}
              Our own mistakes with this customer cost <Amount value={statement.ownMistakes} digits={2} />,
              and stand apart from its profit.
            </>
          )}
        </p>
        <p>
          Costed by “{model}”.{' '}
          {page.assumedShare === null
            ? ''
            : `${shareText(page.assumedShare, 1)} of the cost rests on assumed rates, in lines marked a. `}
          {reconciled
            ? 'All customers together reconcile to the ledger, without a difference.'
            : `All customers together differ from the ledger by ${difference} ${currency}.`}
        </p>
        <dl className={classes.signed}>
          <div>
            <dt>Drawn up</dt>
            <dd>{new Date().toLocaleDateString()}</dd>
          </div>
          <div>
            <dt>Controller</dt>
            <dd />
          </div>
          <div>
            <dt>Account manager</dt>
            <dd />
          </div>
        </dl>
      </footer>
    </article>
  );
}
