import { useMemo } from 'react';
import { valueEndpoints } from '../../contract/value.ts';
import { call } from '../call.ts';
import { countText } from '../ui/number-text.ts';
import { usePagedRows } from '../ui/rows.ts';
import { SoughtCustomers } from './SoughtCustomers.tsx';
import { scaleOfRows, valueColumns } from './ValueColumns.tsx';
import type { PartProps } from './ValuePage.tsx';
import { termsOf, type ValueSearch, type ValueSort } from './value-search.ts';
import { concentrationSentence } from './value-sentence.ts';

/** Who will earn: every customer with what is known of it and what it will be worth, as a range. */
export function ValuableCustomers({ forecast, search, change }: PartProps) {
  const rows = useValueRows(search);
  const first = rows.first?.customers;
  const { currency, unit } = forecast;
  const columns = useMemo(
    () => valueColumns(currency, { unit, scale: scaleOfRows(first ?? []) }),
    [currency, unit, first],
  );
  return (
    <SoughtCustomers
      title={concentrationSentence(forecast)}
      note={`${countText(rows.total)} ${rows.total === 1 ? 'customer' : 'customers'}, observed until ${forecast.until}`}
      label="Customers by value"
      rows={rows}
      columns={columns}
      sort={{ key: search.sort ?? 'value', direction: search.direction ?? 'descending' }}
      search={search}
      change={change}
    />
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
