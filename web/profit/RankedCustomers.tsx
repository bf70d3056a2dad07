import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { profitEndpoints } from '../../contract/profit.ts';
import type { Portfolio } from '../../contract/profit-answers.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import { usePagedRows } from '../ui/rows.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type Sort, Table } from '../ui/Table.tsx';
import { type PortfolioSearch, selectionIn } from './portfolio-search.ts';
import { rankedColumns } from './RankedColumns.tsx';
import { RankedFiles } from './RankedFiles.tsx';

interface RankedCustomersProps {
  portfolio: Portfolio;
  search: PortfolioSearch;
  change: (next: Partial<PortfolioSearch>) => void;
}

/** The ranking. Filter and sort stand in the address; rows come by windows, so that 100,000 scroll like a hundred. */
export function RankedCustomers({ portfolio, search, change }: RankedCustomersProps) {
  const navigate = useNavigate();
  const rows = useRanking(portfolio, search);
  const sums = rows.first?.sums;
  const { where, sign, search: typed } = search;
  const filter = useMemo(() => ({ where, sign, search: typed }), [where, sign, typed]);
  const columns = useMemo(
    () => rankedColumns(portfolio.currency, sums, filter),
    [portfolio.currency, sums, filter],
  );
  const clear = () => change({ where: undefined, sign: undefined, search: undefined });
  const sort = { key: search.sort ?? 'rank', direction: search.direction ?? 'ascending' } satisfies Sort;
  return (
    <Section title="Customers" tools={<RankedFiles period={portfolio.period} search={search} />}>
      {rows.error && (
        <Problem title="The customers could not be read" error={rows.error} retry={rows.retry} />
      )}
      {rows.pending && !rows.error ? (
        <Skeleton height={640} label="Reading the customers" />
      ) : (
        <Table
          main
          label="Customers, ranked"
          columns={columns}
          rows={rows}
          stale={rows.stale}
          sort={sort}
          onSort={({ key, direction }) => change({ sort: key as PortfolioSearch['sort'], direction })}
          onOpen={customer => void navigate({ to: paths.customer, params: { id: customer.id } })}
          empty={
            <Empty
              title="No customer passes the filter"
              action={<Button onClick={clear}>Clear the filter</Button>}
            />
          }
        />
      )}
    </Section>
  );
}

function useRanking(portfolio: Portfolio, search: PortfolioSearch) {
  const { sort, direction } = search;
  const query = { period: portfolio.period, ...selectionIn(search), sort, direction };
  return usePagedRows({
    key: [profitEndpoints.ranking.name, query],
    load: (window, signal) => call(profitEndpoints.ranking, { query: { ...query, ...window }, signal }),
    rows: answer => answer.customers,
    total: answer => answer.total,
  });
}
