import { Link } from '@tanstack/react-router';
import { type LossCellAnswer, productCellEndpoints } from '../../contract/product-cells.ts';
import { figureOf } from '../../contract/profit-figure.ts';
import { usePeriod } from '../address.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { Empty } from '../ui/Empty.tsx';
import { amountText, countText, MISSING, shortText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePagedRows } from '../ui/rows.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import classes from './Products.module.css';
import { selectionIn } from './portfolio-search.ts';
import type { ProductSearch } from './product-search.ts';

interface LossCellsProps {
  search: ProductSearch;
  currency: string;
  open: (cell: string) => void;
}

/** Cells that lose money, the most first, each with its three fixes in short; a row opens the cell. */
export function LossCells({ search, currency, open }: LossCellsProps) {
  const period = usePeriod();
  const { customer, product, first: by } = search;
  const query = { period, ...selectionIn(search), customer, product, by };
  const rows = usePagedRows({
    key: [productCellEndpoints.lossCells.name, query],
    pageSize: 100,
    load: (window, signal) =>
      call(productCellEndpoints.lossCells, { query: { ...query, ...window }, signal }),
    rows: answer => answer.cells,
    total: answer => answer.total,
  });
  const { first } = rows;
  return (
    <Section
      title={
        first
          ? `${countText(first.total)} ${first.total === 1 ? 'cell loses' : 'cells lose'} ${shortText(first.lost).replace('−', '')} ${currency}`
          : 'Cells that lose money'
      }
      note={
        first && (
          <>
            a cell is a customer with a product
            {first.customersRead < first.customersTotal &&
              `; of the ${countText(first.customersRead)} ${by === 'loss' ? 'that lose most' : 'largest'} of ${countText(first.customersTotal)} customers`}
          </>
        )
      }
    >
      {rows.error && <Problem title="The cells could not be read" error={rows.error} retry={rows.retry} />}
      {rows.pending && !rows.error ? (
        <Skeleton height={440} label="Reading the cells" />
      ) : (
        <Table
          label="Cells that lose money"
          columns={columnsIn(currency, first && { lost: first.lost, figure: first.figure })}
          rows={rows}
          stale={rows.stale}
          height={440}
          onOpen={cell => open(`${cell.customer.id}/${cell.product.key}`)}
          empty={<Empty title="No cell loses money">Every product earns with every customer shown.</Empty>}
        />
      )}
    </Section>
  );
}

function columnsIn(
  currency: string,
  sum: { lost: string; figure: string } | undefined,
): Column<LossCellAnswer>[] {
  const figure = ({ customer, product }: LossCellAnswer, key: string) =>
    figureOf('cell', customer.id, product.key, key);
  const amount = (key: 'revenue' | 'contribution' | 'costToServe', title: string, spare: number) => ({
    ...{ key, title, unit: currency, align: 'end' as const, width: '120px', spare },
    cell: (row: LossCellAnswer) => <Amount value={row[key]} figure={figure(row, key)} />,
  });
  return [
    {
      key: 'product',
      title: 'Product',
      width: 'minmax(144px, 2fr)',
      narrow: 'minmax(0, 1fr)',
      cell: ({ product, customer }) => (
        <span className={classes.named}>
          {product.name ?? product.key}
          <span className={classes.onPhone}>{customer.name}</span>
        </span>
      ),
      sum: 'All of them',
    },
    {
      key: 'customer',
      title: 'Customer',
      width: 'minmax(144px, 2fr)',
      cell: ({ customer }) => (
        <Link to={paths.customer} params={{ id: customer.id }} className={classes.name} tabIndex={-1}>
          {customer.name}
        </Link>
      ),
    },
    amount('revenue', 'Net revenue', 4),
    amount('contribution', 'Contribution', 5),
    amount('costToServe', 'Cost to serve', 6),
    {
      key: 'profit',
      title: 'Profit',
      unit: currency,
      align: 'end',
      width: '104px',
      narrow: '88px',
      cell: row => <Amount value={row.profit} figure={figure(row, 'profit')} />,
      sum: sum && <Amount value={sum.lost} figure={sum.figure} />,
    },
    {
      key: 'minimum',
      title: 'Minimum',
      unit: 'units a line',
      align: 'end',
      width: '144px',
      spare: 1,
      cell: ({ fixes: { minimum } }) => ('none' in minimum ? MISSING : countText(minimum.quantity, 3)),
    },
    {
      key: 'surcharge',
      title: 'Surcharge',
      unit: '%',
      align: 'end',
      width: '104px',
      spare: 2,
      cell: ({ fixes: { surcharge } }) =>
        'none' in surcharge || surcharge.share === null
          ? MISSING
          : amountText(String(surcharge.share * 100), 1),
    },
    {
      key: 'substitute',
      title: 'Substitute',
      width: 'minmax(120px, 1fr)',
      spare: 3,
      cell: ({ fixes: { substitute } }) =>
        'none' in substitute ? MISSING : (substitute.product.name ?? substitute.product.key),
    },
  ];
}
