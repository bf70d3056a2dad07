import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { bridgeEndpoints } from '../../../contract/bridge.ts';
import { factEndpoints } from '../../../contract/facts.ts';
import { profitEndpoints } from '../../../contract/profit.ts';
import type { CustomerPage, Portfolio, Statement } from '../../../contract/profit-answers.ts';
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
import { type StatementLine, statementLines, withAmounts } from '../customer-statement.ts';
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
  const earlier = useEarlier(id, period);
  usePlace(page.data ? `Profit and loss, ${page.data.customer.name}` : 'Profit and loss');
  const error = page.error ?? portfolio.error ?? book.error;
  if (error)
    return (
      <Problem title="The statement could not be read" error={error} retry={() => void page.refetch()} />
    );
  if (!page.data || !portfolio.data || !book.data || earlier === 'asked')
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
        earlier={earlier}
        company={book.data.settings?.company ?? ''}
        model={portfolio.data.model.name}
        books={portfolio.data}
        asOf={book.data.months?.through}
      />
    </>
  );
}

/**
 * The period before, as the bridge takes it: a year earlier. Undefined where all months are shown, and where the customer
 * has nothing there.
 */
function useEarlier(id: string, period: string): CustomerPage | 'asked' | undefined {
  const bridge = useQuery({
    ...reading(bridgeEndpoints.bridge, { query: { customer: id, to: period } }),
    enabled: period !== 'all',
    retry: false,
  });
  const before = bridge.data?.before.period;
  const page = useQuery({
    ...reading(profitEndpoints.customer, { params: { id }, query: { period: before ?? '', grain: 'year' } }),
    enabled: before !== undefined,
    retry: false,
  });
  if (bridge.isLoading || page.isLoading) return 'asked';
  const { statement } = page.data ?? {};
  const isThere = statement && [statement.list, statement.costToServe].some(amount => Number(amount) !== 0);
  return isThere ? page.data : undefined;
}

/** Who sees some customers holds nothing against the ledger, and so says nothing of it. */
function reconciledText({ whole, reconciled, difference }: SheetProps['books'], currency: string): string {
  if (!whole) return '';
  return reconciled
    ? 'All customers together reconcile to the ledger, without a difference.'
    : `All customers together differ from the ledger by ${difference} ${currency}.`;
}

interface SheetProps {
  page: CustomerPage;
  earlier: CustomerPage | undefined;
  company: string;
  model: string;
  books: Pick<Portfolio, 'whole' | 'reconciled' | 'difference'>;
  asOf: string | undefined;
}

function Sheet({ page, earlier, company, model, books, asOf }: SheetProps) {
  const { customer, statement, currency, rank, revenueRank, customers } = page;
  const columns = [page, ...(earlier ? [earlier] : [])];
  const lines = withAmounts(statementLines(statement), ...columns.map(column => column.statement));
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
            {columns.map(({ period }) => (
              <Fragment key={period}>
                <th scope="col">{earlier ? `${periodText(period)}, ${currency}` : currency}</th>
                <th scope="col">{earlier ? '% of net' : '% of net revenue'}</th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.key} data-kind={line.kind}>
              <th scope="row">
                {line.label}
                {line.assumed && <span title="Rests on an assumed rate"> a</span>}
              </th>
              {columns.map(column => (
                <Cells key={column.period} line={line} statement={column.statement} />
              ))}
            </tr>
          ))}
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
          {reconciledText(books, currency)}
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

/** An amount and what it is of net revenue; no share where there is none to be a share of. */
function Cells({ line, statement }: { line: StatementLine; statement: Statement }) {
  const amount = line.amountIn(statement) ?? '0';
  const net = Number(statement.netRevenue);
  return (
    <>
      <td>
        <Amount value={amount} digits={2} />
      </td>
      <td>{net > 0 ? amountText(String(Math.round((Number(amount) / net) * 1000) / 10), 1) : '–'}</td>
    </>
  );
}
