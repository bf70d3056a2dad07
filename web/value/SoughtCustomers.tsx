import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';
import type { PagedRows } from '../ui/rows.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type Column, type Sort, Table } from '../ui/Table.tsx';
import { termsOf, type ValueSearch } from './value-search.ts';

interface SoughtCustomersProps<Row> {
  title: string;
  note: string | undefined;
  /** What the table is called. */
  label: string;
  rows: PagedRows<Row, unknown>;
  columns: readonly Column<Row>[];
  sort: Sort;
  search: ValueSearch;
  change: (next: Partial<ValueSearch>) => void;
  /** Above the table. */
  children?: ReactNode;
}

/** A list of customers that is searched, sorted and read page by page; a row opens the customer's value page. */
export function SoughtCustomers<Row extends { readonly id: string }>(props: SoughtCustomersProps<Row>) {
  const { title, note, label, rows, columns, sort, search, change, children } = props;
  const navigate = useNavigate();
  const open = ({ id }: Row) =>
    void navigate({
      to: paths.customerValue,
      params: { id },
      search: before => ({ period: before.period, ...termsOf(search) }),
    });
  return (
    <Section
      title={title}
      note={note}
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
      {children}
      {rows.error && (
        <Problem title="The customers could not be read" error={rows.error} retry={rows.retry} />
      )}
      {rows.pending && !rows.error ? (
        <Skeleton height={640} label="Reading the customers" />
      ) : (
        <Table
          main
          label={label}
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
