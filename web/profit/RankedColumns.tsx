import { Link } from '@tanstack/react-router';
import type { PortfolioCustomer } from '../../contract/profit-answers.ts';
import { type Narrowing, narrowedFigure } from '../../contract/profit-figure.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText, isNegative, MISSING } from '../ui/number-text.ts';
import type { Column } from '../ui/Table.tsx';
import classes from './Portfolio.module.css';

interface Sums {
  revenue: string;
  contribution: string;
  costToServe: string;
  profit: string;
}

/** Ranks up to this one are worth a word where the customer loses money. */
const LARGE_BY_REVENUE = 10;

/** @param filter which customers the sums are over: their explanations are over the same */
export function rankedColumns(
  currency: string,
  sums: Sums | undefined,
  filter: Narrowing,
): Column<PortfolioCustomer>[] {
  const money = (key: keyof Sums, title: string, width: string): Column<PortfolioCustomer> => ({
    key,
    title,
    unit: currency,
    align: 'end',
    width,
    sort: 'descending',
    cell: row => <Amount value={row[key]} figure={`customer/${row.id}/${key}`} />,
    sum: sums && <Amount value={sums[key]} figure={narrowedFigure(`ranking/${key}`, filter)} />,
  });
  const rank = (
    key: 'rank' | 'revenueRank' | 'rankGap',
    title: string,
    width: string,
  ): Column<PortfolioCustomer> => ({
    key,
    title,
    align: 'end',
    width,
    sort: 'ascending',
    cell: row => <Figure figure={`customer/${row.id}/${key}`}>{countText(row[key])}</Figure>,
  });
  return [
    { ...rank('rank', 'Rank', '56px'), narrow: '44px' },
    {
      key: 'name',
      title: 'Customer',
      width: 'minmax(168px, 4fr)',
      narrow: 'minmax(0, 1fr)',
      sort: 'ascending',
      cell: row => <Name row={row} />,
      sum: sums && 'Total',
    },
    {
      key: 'segment',
      title: 'Segment',
      spare: 5,
      width: 'minmax(112px, 3fr)',
      sort: 'ascending',
      cell: row => row.segment ?? MISSING,
    },
    {
      key: 'country',
      title: 'Country',
      spare: 6,
      width: '84px',
      sort: 'ascending',
      cell: row => row.country ?? MISSING,
    },
    { ...money('revenue', 'Revenue', '104px'), narrow: '84px' },
    { ...money('contribution', 'Contribution', '120px'), spare: 4 },
    { ...money('costToServe', 'Cost to serve', '120px'), spare: 1 },
    { ...money('profit', 'Profit', '104px'), narrow: '84px' },
    {
      key: 'grade',
      title: 'Grade',
      align: 'end',
      spare: 3,
      width: '64px',
      sort: 'ascending',
      cell: row => (
        <Figure figure={`customer/${row.id}/share/assumed`} exact={row.gradeReason}>
          {row.grade}
        </Figure>
      ),
    },
    { ...rank('revenueRank', 'Rev. rank', '76px'), spare: 3 },
    { ...rank('rankGap', 'Gap', '56px'), spare: 2 },
  ];
}

function Name({ row }: { row: PortfolioCustomer }) {
  const marked = isNegative(row.profit) && row.revenueRank <= LARGE_BY_REVENUE;
  return (
    <>
      <Link
        to={paths.customer}
        params={{ id: row.id }}
        tabIndex={-1}
        className={classes.name}
        title={row.name}
      >
        {row.name}
      </Link>
      {marked && (
        <span className={classes.marked}>
          {row.revenueRank === 1 ? 'largest by revenue' : `no. ${row.revenueRank} by revenue`}
        </span>
      )}
    </>
  );
}
