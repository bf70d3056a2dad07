import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { valueEndpoints } from '../../contract/value.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePagedRows } from '../ui/rows.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type Sort, Table } from '../ui/Table.tsx';
import { scaleOfRows, valueColumns } from './ValueColumns.tsx';
import type { PartProps } from './ValuePage.tsx';
import { termsOf, type ValueSearch, type ValueSort } from './value-search.ts';
import { concentrationSentence } from './value-sentence.ts';

/** Who will earn: every customer with what is known of it and what it will be worth, as a range. */
export function ValuableCustomers({ forecast, search, change }: PartProps) {
  const navigate = useNavigate();
  const rows = useValueRows(search);
  const first = rows.first?.customers;
  const { currency, unit } = forecast;
  const columns = useMemo(
    () => valueColumns(currency, { unit, scale: scaleOfRows(first ?? []) }),
    [currency, unit, first],
  );
  const sort: Sort = { key: search.sort ?? 'value', direction: search.direction ?? 'descending' };
  const open = ({ id }: { id: string }) =>
    void navigate({
      to: paths.customerValue,
      params: { id },
      search: before => ({ period: before.period, ...termsOf(search) }),
    });
  return (
    <Section
      title={concentrationSentence(forecast)}
      note={`${countText(rows.total)} ${rows.total === 1 ? 'customer' : 'customers'}, observed until ${forecast.until}`}
      tools={
        <search aria-label="Filter customers">
          <SearchField
            label="Search customers"
            placeholder="Name or number"
            shortcut="/"
            typed={search.search ?? ''}
            change={typed => change({ search: typed || undefined })}
          />
        </search>
      }
    >
      {rows.error && (
        <Problem title="The customers could not be read" error={rows.error} retry={rows.retry} />
      )}
      {rows.pending && !rows.error ? (
        <Skeleton height={640} label="Reading the customers" />
      ) : (
        <Table
          main
          label="Customers by value"
          columns={columns}
          rows={rows}
          stale={rows.stale}
          sort={sort}
          onSort={({ key, direction }) => change({ sort: key as ValueSearch['sort'], direction })}
          onOpen={open}
          empty={
            <Empty
              title="No customer passes the filter"
              action={<Button onClick={() => change({ search: undefined })}>Clear the filter</Button>}
            />
          }
        />
      )}
    </Section>
  );
}

function useValueRows(search: ValueSearch) {
  const { direction, search: typed } = search;
  const sort = search.sort as ValueSort | undefined;
  const query = { ...termsOf(search), sort, direction, search: typed };
  return usePagedRows({
    key: [valueEndpoints.valueCustomers.name, query],
    pageSize: 100,
    load: (window, signal) => call(valueEndpoints.valueCustomers, { query: { ...query, ...window }, signal }),
    rows: ({ customers }) => customers,
    total: ({ total }) => total,
  });
}
