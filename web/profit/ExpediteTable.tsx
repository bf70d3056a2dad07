import type { ExpediteAnswer, ExpediteGroup } from '../../contract/expedites.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { rowsOf } from '../ui/rows.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { hoursText } from './expedite-sentence.ts';

interface ExpediteTableProps {
  /** What a row is: reason, segment, month. */
  title: string;
  answer: ExpediteAnswer;
  groups: readonly ExpediteGroup[];
  /** How a name reads; as it stands unless said otherwise. */
  name?: ((name: string) => string) | undefined;
}

const HEIGHT = 448;

/** Expedites, hours and cost of each group, with what all come to. */
export function ExpediteTable({ title, answer, groups, name = text => text }: ExpediteTableProps) {
  const columns: Column<ExpediteGroup>[] = [
    {
      key: 'name',
      title,
      width: 'minmax(176px, 1fr)',
      narrow: 'minmax(0, 1fr)',
      cell: row => name(row.name),
      sum: 'Total',
    },
    ...takenColumns(
      answer,
      groups.every(({ figures }) => figures.share !== null),
    ),
  ];
  return (
    <Table
      label={`Expedites by ${title.toLowerCase()}`}
      columns={columns}
      rows={rowsOf(groups)}
      height={HEIGHT}
    />
  );
}

/**
 * The measures of any group, each of which opens.
 * @param shares whether each group has a share of the period's hours
 */
export function takenColumns({ totals, currency }: ExpediteAnswer, shares = true): Column<ExpediteGroup>[] {
  const all = Number(totals.minutes);
  const share: Column<ExpediteGroup> = {
    key: 'share',
    title: 'of hours',
    unit: '%',
    align: 'end',
    width: '88px',
    spare: 3,
    cell: row => (
      <Figure figure={all > 0 ? (row.figures.share ?? undefined) : undefined}>
        {shareText(all > 0 ? Number(row.minutes) / all : null, 1).replace(' %', '')}
      </Figure>
    ),
  };
  return [
    {
      key: 'expedites',
      title: 'Expedites',
      align: 'end',
      width: '88px',
      spare: 2,
      cell: row => <Figure figure={row.figures.expedites}>{countText(row.expedites)}</Figure>,
      sum: <Figure figure="expedites/expedites">{countText(totals.expedites)}</Figure>,
    },
    {
      key: 'hours',
      title: 'Hours',
      align: 'end',
      width: '88px',
      narrow: '64px',
      cell: row => (
        <Figure figure={row.figures.minutes} exact={`${row.minutes} min`}>
          {hoursText(row.minutes)}
        </Figure>
      ),
      sum: (
        <Figure figure="expedites/minutes" exact={`${totals.minutes} min`}>
          {hoursText(totals.minutes)}
        </Figure>
      ),
    },
    ...(shares ? [share] : []),
    {
      key: 'cost',
      title: 'Cost',
      unit: currency,
      align: 'end',
      width: '112px',
      narrow: '96px',
      cell: row => <Amount value={row.cost} figure={row.figures.cost} />,
      sum: <Amount value={totals.cost} figure="expedites/cost" />,
    },
  ];
}
