import { Link } from '@tanstack/react-router';
import type { CustomerLine } from '../../contract/customer-line.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import type { CustomerPage } from '../../contract/profit-answers.ts';
import { figureOf } from '../../contract/profit-figure.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePagedRows } from '../ui/rows.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Switch } from '../ui/Switch.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import classes from './Customer.module.css';
import type { CustomerSearch } from './customer-search.ts';

interface CustomerLinesProps {
  page: CustomerPage;
  search: CustomerSearch;
  change: (next: Partial<CustomerSearch>) => void;
}

const KINDS = [
  { value: undefined, text: 'All' },
  { value: 'sale', text: 'Order lines' },
  { value: 'return', text: 'Returns' },
  { value: 'activity', text: 'Activities' },
  { value: 'delivery', text: 'Deliveries' },
  { value: 'payment', text: 'Payments' },
] as const;

/** The facts themselves, newest first, each with the file and row that it came from. */
export function CustomerLines({ page, search, change }: CustomerLinesProps) {
  const { customer, period, currency } = page;
  const { kind } = search;
  const rows = usePagedRows({
    key: [profitEndpoints.customerLines.name, customer.id, period, kind],
    load: (window, signal) =>
      call(profitEndpoints.customerLines, {
        params: { id: customer.id },
        query: { period, ...(kind && { kind }), ...window },
        signal,
      }),
    rows: answer => answer.lines,
    total: answer => answer.total,
  });
  return (
    <Section
      title="Lines"
      note={rows.first && countText(rows.total)}
      tools={
        <Switch label="Kind of line" value={kind} choices={KINDS} change={next => change({ kind: next })} />
      }
    >
      {rows.error && <Problem title="The lines could not be read" error={rows.error} retry={rows.retry} />}
      {rows.pending && !rows.error ? (
        <Skeleton height={480} label="Reading the lines" />
      ) : (
        <Table
          main
          label="Lines of the customer"
          columns={columnsOf(currency)}
          rows={rows}
          stale={rows.stale}
          empty={<Empty title="No lines of this kind in the period" />}
        />
      )}
    </Section>
  );
}

const KIND_TEXT = {
  sale: 'Order',
  return: 'Return',
  activity: 'Activity',
  delivery: 'Delivery',
  payment: 'Payment',
} as const;

function columnsOf(currency: string): Column<CustomerLine>[] {
  return [
    { key: 'day', title: 'Day', width: '84px', narrow: '80px', cell: line => line.day },
    { key: 'kind', title: 'Kind', spare: 3, width: '64px', cell: line => KIND_TEXT[line.kind] },
    {
      key: 'reference',
      title: 'Reference',
      width: 'minmax(96px, 1fr)',
      narrow: 'minmax(0, 1fr)',
      cell: line => <span title={line.reference}>{line.reference}</span>,
    },
    {
      key: 'product',
      title: 'Product',
      width: 'minmax(120px, 2fr)',
      cell: line => line.product && <Product line={line} />,
    },
    {
      key: 'note',
      title: 'Note',
      spare: 4,
      width: 'minmax(96px, 2fr)',
      cell: line => line.note && <span title={line.note}>{line.note}</span>,
    },
    ...figureColumns(currency),
  ];
}

function figureColumns(currency: string): Column<CustomerLine>[] {
  return [
    {
      key: 'quantity',
      title: 'Quantity',
      align: 'end',
      width: '72px',
      cell: line =>
        line.quantity !== null && (
          <Figure figure={figureIn(line, 'quantity')}>{countText(line.quantity, 3)}</Figure>
        ),
    },
    {
      key: 'amount',
      title: 'Amount',
      unit: currency,
      align: 'end',
      width: '104px',
      narrow: '84px',
      cell: line => (
        <Amount
          value={line.amount}
          digits={centsOf(line.amount)}
          figure={line.amount === null ? undefined : figureIn(line, 'amount')}
        />
      ),
    },
    {
      key: 'cost',
      title: 'Cost',
      spare: 1,
      unit: currency,
      align: 'end',
      width: '96px',
      cell: line => (
        <Amount
          value={line.cost}
          digits={centsOf(line.cost)}
          figure={line.cost === null ? undefined : figureIn(line, 'cost')}
        />
      ),
    },
    {
      key: 'minutes',
      title: 'Time',
      spare: 2,
      unit: 'min',
      align: 'end',
      width: '64px',
      cell: line => (
        <Figure figure={line.minutes === null ? undefined : figureIn(line, 'minutes')}>
          {countText(line.minutes)}
        </Figure>
      ),
    },
    {
      key: 'source',
      title: 'File and row',
      width: 'minmax(140px, 1.2fr)',
      narrow: '92px',
      cell: line => <Source line={line} />,
    },
  ];
}

/** A number of a line opens to the row of the file that states it. */
function figureIn({ batch, row }: CustomerLine, key: 'quantity' | 'amount' | 'cost' | 'minutes'): string {
  return figureOf('batch', batch, 'row', row, key);
}

/** Amounts under each other show their cents; zero is 0. */
function centsOf(amount: string | null): number {
  return Number(amount) === 0 ? 0 : 2;
}

function Product({ line }: { line: CustomerLine }) {
  return (
    <span title={line.productName ?? undefined}>
      {line.product} <span className={classes.muted}>{line.productName}</span>
    </span>
  );
}

/** Leads to the import. The row number never falls victim to a long file name. */
function Source({ line }: { line: CustomerLine }) {
  return (
    <Link
      to={paths.intake}
      search={{ batch: line.batch, row: String(line.row) }}
      tabIndex={-1}
      className={classes.source}
      title={`Show the import of ${line.file}, row ${countText(line.row)}`}
    >
      <span className={classes.file}>{line.file}</span>
      <span>{countText(line.row)}</span>
    </Link>
  );
}
