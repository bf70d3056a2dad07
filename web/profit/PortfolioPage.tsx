import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { profitEndpoints } from '../../contract/profit.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { useMay } from '../me.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { periodText } from '../ui/period-choices.ts';
import { usePlace } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useBookState } from './book-state.ts';
import { DecisionList } from './DecisionList.tsx';
import { EmptyBook } from './EmptyBook.tsx';
import { GroupedCustomers } from './GroupedCustomers.tsx';
import { Headline } from './Headline.tsx';
import { NoModel } from './NoModel.tsx';
import { OutOfSight } from './OutOfSight.tsx';
import { ProfitBridge } from './ProfitBridge.tsx';
import { type PortfolioSearch, withoutField } from './portfolio-search.ts';
import { RankedCustomers } from './RankedCustomers.tsx';
import { ReconciliationStrip } from './ReconciliationStrip.tsx';
import { SelectedCustomers } from './SelectedCustomers.tsx';
import { WhaleChart } from './WhaleChart.tsx';

const route = getRouteApi('/');

/** Which customers make the money: headline, whale curve, ranking, and the way back to the ledger. */
export function PortfolioPage() {
  usePlace('Portfolio');
  const period = usePeriod();
  const search = route.useSearch();
  const navigate = useNavigate();
  const book = useBookState();
  // Who reads what all come to need not read what each does.
  const mayReadProfit = useMay('profit.read');
  // The figures of before stay until those of the new period are there: nothing flickers, nothing jumps.
  const asked = useQuery({
    ...reading(profitEndpoints.portfolio, { query: { period } }),
    placeholderData: keepPreviousData,
  });
  const portfolio = asked.data;

  const show = (part: 'bridge' | 'decisions' | 'statement') =>
    void navigate({
      to: '.',
      search: before => ({ ...before, show: search.show === part ? undefined : part }),
      resetScroll: false,
    });
  const change = (next: Partial<PortfolioSearch>) =>
    void navigate({
      to: '.',
      search: before => ({ ...before, ...next }),
      resetScroll: false,
      // Typing does not fill the history; choosing a group, which says its search too, is a step.
      replace: 'search' in next && Object.keys(next).length === 1,
    });
  if (book === 'empty') return <EmptyBook />;
  if (book === 'out of sight') return <OutOfSight />;
  if (asked.error) {
    return (
      <Problem
        title="The portfolio could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
      />
    );
  }
  if (!portfolio) return <Skeleton height={720} label="Reading the portfolio" />;
  if (portfolio.totals.customers === 0 && portfolio.totals.lines === 0) {
    const all = () => void navigate({ to: '.', search: before => ({ ...before, period: undefined }) });
    return (
      <Empty
        title={`No facts in ${periodText(period)}`}
        action={<Button onClick={all}>Show all months</Button>}
      >
        Customers that bought, returned or were served in this period will stand here.
      </Empty>
    );
  }
  return (
    <>
      <Headline portfolio={portfolio} />
      {portfolio.costLines.length === 0 && <NoModel />}
      <WhaleChart portfolio={portfolio} />
      {portfolio.whole && <ReconciliationStrip portfolio={portfolio} open={search.show === 'pools'} />}
      {mayReadProfit && <DecisionList open={search.show === 'decisions'} toggle={() => show('decisions')} />}
      <SelectedCustomers
        search={search}
        change={change}
        open={search.show === 'statement'}
        toggle={() => show('statement')}
      />
      <ProfitBridge
        who={{ where: withoutField(search.where, 'grade') }}
        compare={search.compare}
        open={search.show === 'bridge'}
        toggle={() => show('bridge')}
      />
      <GroupedCustomers search={search} change={change} />
      {mayReadProfit && <RankedCustomers portfolio={portfolio} search={search} change={change} />}
    </>
  );
}
