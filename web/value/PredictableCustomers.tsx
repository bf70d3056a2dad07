import { useNavigate } from '@tanstack/react-router';
import { valueEndpoints } from '../../contract/value.ts';
import type { PredictabilityList } from '../../contract/value-forecast.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { Empty } from '../ui/Empty.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePagedRows } from '../ui/rows.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import classes from './Value.module.css';
import { nameColumn } from './ValueColumns.tsx';
import type { PartProps } from './ValuePage.tsx';
import { termsOf } from './value-search.ts';

type Row = PredictabilityList['customers'][number];

/** How well orders can be planned for, the hardest first, and what that costs or saves in stock. */
export function PredictableCustomers({ forecast, search }: PartProps) {
  const navigate = useNavigate();
  const query = termsOf(search);
  const rows = usePagedRows({
    key: [valueEndpoints.valuePredictability.name, query],
    pageSize: 100,
    load: (window, signal) =>
      call(valueEndpoints.valuePredictability, { query: { ...query, ...window }, signal }),
    rows: ({ customers }) => customers,
    total: ({ total }) => total,
  });
  const open = ({ id }: Row) =>
    void navigate({
      to: paths.customerValue,
      params: { id },
      search: before => ({ period: before.period, ...query }),
    });
  return (
    <Section title="The hardest to plan for first" note={`observed until ${forecast.until}`}>
      <p className={classes.note}>
        0 to 100, of how even and regular demand is, how far off a forecast of it is, and how orders are
        changed, announced and returned. Each customer’s page shows the parts and what they weigh.
      </p>
      {rows.error && (
        <Problem title="The customers could not be read" error={rows.error} retry={rows.retry} />
      )}
      {rows.pending && !rows.error ? (
        <Skeleton height={640} label="Reading the customers" />
      ) : (
        <Table
          main
          label="Customers by predictability"
          columns={predictabilityColumns(forecast.currency)}
          rows={rows}
          stale={rows.stale}
          onOpen={open}
          empty={<Empty title="No customer has bought anything that counts" />}
        />
      )}
    </Section>
  );
}

function predictabilityColumns(currency: string): Column<Row>[] {
  const { sort: _, ...name } = nameColumn<Row>();
  return [
    name,
    {
      key: 'segment',
      title: 'Segment',
      width: 'minmax(120px, 1fr)',
      spare: 4,
      cell: ({ segment }) => segment,
    },
    { key: 'class', title: 'Demand', width: 'minmax(112px, 1fr)', spare: 1, cell: row => row.class ?? '–' },
    {
      key: 'bucketDays',
      title: 'Counted by,',
      unit: 'days',
      align: 'end',
      width: '120px',
      spare: 5,
      cell: ({ bucketDays }) => countText(bucketDays),
    },
    {
      key: 'score',
      title: 'Predictability',
      align: 'end',
      width: '112px',
      narrow: '96px',
      cell: ({ score }) => countText(score, 0),
    },
    {
      key: 'revenue',
      title: 'Net revenue',
      unit: currency,
      align: 'end',
      width: '128px',
      narrow: '96px',
      cell: ({ revenue }) => <Amount value={revenue} />,
    },
    {
      key: 'stockSaved',
      title: 'Saved in stock a year,',
      unit: currency,
      align: 'end',
      width: '192px',
      spare: 2,
      cell: ({ stockSaved }) => <Amount value={stockSaved} />,
    },
  ];
}
