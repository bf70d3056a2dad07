import { Link, useNavigate } from '@tanstack/react-router';
import { type ExpediteAnswer, expediteEndpoints } from '../../contract/expedites.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText } from '../ui/number-text.ts';
import { usePagedRows } from '../ui/rows.ts';
import { Section } from '../ui/Section.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { takenColumns } from './ExpediteTable.tsx';
import classes from './Portfolio.module.css';

type Row = ExpediteAnswer['customers'][number];

/** The customers that expediting was done for, those who took most first, with what they earn. */
export function ExpediteCustomers({ answer, period }: { answer: ExpediteAnswer; period: string }) {
  const navigate = useNavigate();
  const rows = usePagedRows({
    key: ['expedites', 'customers', period],
    load: (window, signal) => call(expediteEndpoints.expedites, { query: { period, ...window }, signal }),
    rows: ({ customers }) => customers,
    total: ({ customersTotal }) => customersTotal,
  });
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: 'Customer',
      width: 'minmax(176px, 2fr)',
      narrow: 'minmax(0, 1fr)',
      cell: ({ id, name }) =>
        id === null ? (
          name
        ) : (
          <Link to={paths.customer} params={{ id }} className={classes.name} tabIndex={-1}>
            {name}
          </Link>
        ),
      sum: 'Total',
    },
    {
      key: 'segment',
      title: 'Segment',
      width: 'minmax(120px, 1fr)',
      spare: 4,
      cell: ({ segment }) => segment,
    },
    ...(takenColumns(answer) as Column<Row>[]),
    {
      key: 'profit',
      title: 'Profit',
      unit: answer.currency,
      align: 'end',
      width: '112px',
      spare: 1,
      cell: ({ id, profit }) => (
        <Amount value={profit} figure={id === null ? undefined : `customer/${id}/profit`} />
      ),
    },
  ];
  const open = ({ id }: Row) =>
    id === null ? undefined : void navigate({ to: paths.customer, params: { id } });
  return (
    <Section title="By customer" note={`${countText(answer.customersTotal)} customers, ${answer.currency}`}>
      <Table label="Expedites by customer" columns={columns} rows={rows} onOpen={open} />
    </Section>
  );
}
