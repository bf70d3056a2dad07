import type { GroupFigures, Groups } from '../../contract/groups.ts';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import type { Column } from '../ui/Table.tsx';
import classes from './Portfolio.module.css';
import { type CustomerSelection, lostFigure } from './portfolio-search.ts';

export interface GroupRow extends GroupFigures {
  readonly name: string;
  /** The customers of the group; undefined of what is left of many groups. */
  readonly selection: CustomerSelection | undefined;
}

/** @param chosen the customers that the groups are of: the sums open to them */
export function groupColumns({ by, currency, total }: Groups, chosen: CustomerSelection): Column<GroupRow>[] {
  const all: GroupRow = { ...total, name: 'Total', selection: chosen };
  const column = (rest: Omit<Column<GroupRow>, 'align' | 'sum'>): Column<GroupRow> => ({
    ...rest,
    align: 'end',
    sum: rest.cell(all, -1),
  });
  const money = (
    key: 'revenue' | 'contribution' | 'costToServe' | 'profit',
    title: string,
    room: Partial<Column<GroupRow>>,
  ) =>
    column({
      ...{ key, title, unit: currency, width: '104px', ...room },
      cell: row => <Amount value={row[key]} figure={figureOf(row, key)} />,
    });
  return [
    {
      key: 'name',
      title: by.name,
      width: 'minmax(152px, 1fr)',
      narrow: 'minmax(0, 1fr)',
      cell: ({ name }) => <span className={classes.name}>{name}</span>,
      sum: all.name,
    },
    column({
      ...{ key: 'customers', title: 'Customers', width: '80px', narrow: '64px' },
      cell: row => <Figure figure={figureOf(row, 'customers')}>{countText(row.customers)}</Figure>,
    }),
    money('revenue', 'Revenue', { spare: 1 }),
    money('contribution', 'Contribution', { spare: 5, width: '120px' }),
    money('costToServe', 'Cost to serve', { spare: 4, width: '120px' }),
    money('profit', 'Profit', { narrow: '84px' }),
    column({
      ...{ key: 'profitShare', title: 'of revenue', unit: '%', width: '96px', spare: 2 },
      cell: row => (
        <Figure figure={row.profitShare === null ? undefined : figureOf(row, 'share/profit')}>
          {percent(row.profitShare)}
        </Figure>
      ),
    }),
    column({
      ...{ key: 'losingShare', title: 'In the red', unit: '%', width: '96px', spare: 3 },
      cell: row => (
        <Figure figure={figureOf(row, 'share/losing')} exact={`${row.losing} of ${row.customers} customers`}>
          {percent(row.losingShare)}
        </Figure>
      ),
    }),
    column({
      ...{ key: 'lost', title: 'They lose', unit: currency, width: '104px', narrow: '84px' },
      cell: row => <Amount value={row.lost} figure={row.selection && lostFigure(row.selection)} />,
    }),
  ];
}

function figureOf({ selection }: GroupRow, figure: string): string | undefined {
  return selection && narrowedFigure(`ranking/${figure}`, { ...selection });
}

/** The unit stands in the heading. */
function percent(share: number | null): string {
  return shareText(share, 1).replace(' %', '');
}
