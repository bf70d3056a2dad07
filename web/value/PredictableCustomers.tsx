import { useMemo } from 'react';
import { valueEndpoints } from '../../contract/value.ts';
import type { PredictabilityList } from '../../contract/value-forecast.ts';
import { call } from '../call.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { usePagedRows } from '../ui/rows.ts';
import type { Column } from '../ui/Table.tsx';
import { hardestCostText, hardestText, judgedText } from './predictability-sentence.ts';
import { SoughtCustomers } from './SoughtCustomers.tsx';
import classes from './Value.module.css';
import { nameColumn } from './ValueColumns.tsx';
import type { PartProps } from './ValuePage.tsx';
import { type PredictabilitySort, termsOf, type ValueSearch } from './value-search.ts';

type Row = PredictabilityList['customers'][number];

/** How well orders can be planned for, who is hardest, and what that costs or saves in stock and expediting. */
export function PredictableCustomers({ forecast, search, change }: PartProps) {
  const rows = usePredictability(search);
  const columns = useMemo(() => predictabilityColumns(forecast.currency), [forecast.currency]);
  return (
    <SoughtCustomers
      title={rows.first ? hardestText(rows.first) : 'The hardest to plan for'}
      note={rows.first && judgedText(rows.first)}
      label="Customers by predictability"
      rows={rows}
      columns={columns}
      sort={{ key: search.sort ?? 'score', direction: search.direction ?? 'ascending' }}
      search={search}
      change={change}
    >
      <p className={classes.note}>
        {rows.first && `${hardestCostText(rows.first)} `}0 to 100, of how even and regular demand is, how far
        off a forecast of it is, and how orders are changed, announced and returned. Each customer’s page
        shows the parts and what they weigh.
      </p>
    </SoughtCustomers>
  );
}

function usePredictability(search: ValueSearch) {
  const sort = search.sort as PredictabilitySort | undefined;
  const query = { ...termsOf(search), sort, direction: search.direction, search: search.search };
  return usePagedRows({
    key: [valueEndpoints.valuePredictability.name, query],
    pageSize: 100,
    load: (window, signal) =>
      call(valueEndpoints.valuePredictability, { query: { ...query, ...window }, signal }),
    rows: ({ customers }) => customers,
    total: ({ total }) => total,
  });
}

function predictabilityColumns(currency: string): Column<Row>[] {
  return [
    nameColumn(),
    {
      key: 'segment',
      title: 'Segment',
      width: 'minmax(120px, 1fr)',
      spare: 6,
      cell: ({ segment }) => segment,
    },
    { key: 'class', title: 'Demand', width: 'minmax(112px, 1fr)', spare: 1, cell: row => row.class ?? '–' },
    {
      key: 'bucketDays',
      title: 'Counted by,',
      unit: 'days',
      align: 'end',
      width: '120px',
      spare: 7,
      cell: ({ bucketDays }) => countText(bucketDays),
    },
    {
      key: 'score',
      title: 'Predictability',
      align: 'end',
      width: '120px',
      narrow: '120px',
      sort: 'ascending',
      cell: ({ score }) => countText(score, 0),
    },
    ...PARTS.map(
      ({ key, title }, place): Column<Row> => ({
        key,
        title,
        unit: '%',
        align: 'end',
        width: '96px',
        spare: 3 + place,
        cell: row => shareText(row[key]).replace(' %', ''),
      }),
    ),
    {
      key: 'revenue',
      title: 'Net revenue',
      unit: currency,
      align: 'end',
      width: '136px',
      narrow: '120px',
      sort: 'descending',
      cell: ({ revenue }) => <Amount value={revenue} />,
    },
    {
      key: 'stockSaved',
      title: 'Saved in stock a year,',
      unit: currency,
      align: 'end',
      width: '176px',
      spare: 2,
      sort: 'ascending',
      cell: ({ stockSaved }) => <Amount value={stockSaved} />,
    },
    {
      key: 'expeditingSaved',
      title: 'In expediting,',
      unit: currency,
      align: 'end',
      width: '128px',
      spare: 4,
      sort: 'ascending',
      cell: ({ expeditingSaved }) => <Amount value={expeditingSaved} />,
    },
  ];
}

const PARTS = [
  { key: 'changes', title: 'Unchanged' },
  { key: 'notice', title: 'Notice' },
  { key: 'returns', title: 'Kept' },
] as const;
