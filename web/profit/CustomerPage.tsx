import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { profitEndpoints } from '../../contract/profit.ts';
import type { CustomerPage as Page } from '../../contract/profit-answers.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { periodText } from '../ui/period-choices.ts';
import { usePlace } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import classes from './Customer.module.css';
import { CustomerDecision } from './CustomerDecision.tsx';
import { CustomerDrivers } from './CustomerDrivers.tsx';
import { CustomerHeader } from './CustomerHeader.tsx';
import { CustomerLines } from './CustomerLines.tsx';
import { CustomerPeriods } from './CustomerPeriods.tsx';
import { CustomerScenarios } from './CustomerScenarios.tsx';
import { CustomerTrend } from './CustomerTrend.tsx';
import { CustomerWaterfall } from './CustomerWaterfall.tsx';
import { CustomerWorth } from './CustomerWorth.tsx';
import type { CustomerSearch } from './customer-search.ts';
import { ProfitBridge } from './ProfitBridge.tsx';

const route = getRouteApi('/customers/$id');

/** What one customer earns and why: waterfall, drivers against the peers, months, and every line behind them. */
export function CustomerPage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const period = usePeriod();
  const monthly = useQuery(reading(profitEndpoints.customer, { params: { id }, query: { period } }));
  const grained = useQuery({
    ...reading(profitEndpoints.customer, { params: { id }, query: { period, grain: search.grain } }),
    enabled: search.grain !== undefined,
    placeholderData: keepPreviousData,
  });
  const page = monthly.data;
  usePlace(page?.customer.name ?? 'Customer');

  const error = monthly.error ?? grained.error;
  if (error) return <NotRead error={error} retry={() => void monthly.refetch()} />;
  if (!page) return <Skeleton height={720} label="Reading the customer" />;
  if (isEmpty(page)) return <NoFacts page={page} />;
  const change = (next: Partial<CustomerSearch>) =>
    void navigate({
      to: paths.customer,
      params: { id },
      search: before => ({ ...before, ...next }),
      resetScroll: false,
    });
  const periods = search.grain === undefined ? page : (grained.data ?? page);
  return (
    <>
      <CustomerHeader page={page} />
      <CustomerDecision id={id} />
      <CustomerScenarios id={page.customer.id} />
      <CustomerWorth id={page.customer.id} />
      <div className={classes.columns}>
        <CustomerWaterfall page={page} />
        <CustomerDrivers page={page} />
      </div>
      <CustomerTrend page={page} />
      <ProfitBridge who={{ customer: id }} compare={search.compare} open />
      <CustomerPeriods page={periods} stale={grained.isFetching} search={search} change={change} />
      <CustomerLines page={page} search={search} change={change} />
    </>
  );
}

function NotRead({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <Problem
      title="The customer could not be read"
      error={error}
      retry={retry}
      action={<Link to={paths.portfolio}>Go to Portfolio</Link>}
    />
  );
}

function NoFacts({ page }: { page: Page }) {
  const navigate = useNavigate();
  const all = () => void navigate({ to: '.', search: before => ({ ...before, period: undefined }) });
  const narrowed = page.period !== 'all';
  return (
    <Empty
      title={`${page.customer.name} has no facts in ${narrowed ? periodText(page.period) : 'the book'}`}
      action={narrowed && <Button onClick={all}>Show all months</Button>}
    >
      Its waterfall, months and lines will stand here once it bought, returned or was served.
    </Empty>
  );
}

function isEmpty({ statement, drivers }: Page): boolean {
  const { list, netRevenue, costToServe, ownMistakes } = statement;
  const amounts = [list, netRevenue, costToServe, ownMistakes];
  return amounts.every(amount => Number(amount) === 0) && drivers.every(driver => driver.value === 0);
}
