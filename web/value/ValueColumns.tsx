import type { ValueCustomers } from '../../contract/value-forecast.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { RangeBar } from '../ui/RangeBar.tsx';
import type { Column } from '../ui/Table.tsx';
import { CustomerLink } from './CustomerLink.tsx';
import classes from './Value.module.css';
import { purchasesText } from './value-sentence.ts';

export type ValueRow = ValueCustomers['customers'][number];

export interface ValueScale {
  from: number;
  through: number;
}

/** On which scale the ranges of these rows stand beneath each other: zero is always on it. */
export function scaleOfRows(rows: readonly Pick<ValueRow, 'value'>[]): ValueScale {
  const ends = rows.flatMap(({ value }) => (value ? [Number(value.low), Number(value.high)] : []));
  return { from: Math.min(0, ...ends), through: Math.max(0, ...ends) };
}

/** What is known of a customer's purchases, and what is expected of it. */
export function valueColumns(
  currency: string,
  { unit, scale }: { unit: 'day' | 'week'; scale: ValueScale },
): Column<ValueRow>[] {
  return [
    nameColumn(),
    ...countColumns(unit),
    {
      key: 'purchases',
      title: 'Purchases expected',
      align: 'end',
      width: '136px',
      spare: 3,
      sort: 'descending',
      cell: ({ purchases }) => purchasesText(purchases),
    },
    {
      key: 'value',
      title: 'Value',
      unit: currency,
      align: 'end',
      width: '104px',
      narrow: '88px',
      sort: 'descending',
      cell: ({ value, figure }) => <Amount value={value?.mid} figure={figure} />,
    },
    {
      key: 'range',
      title: 'Eight times in ten',
      unit: currency,
      align: 'end',
      width: 'minmax(184px, 1fr)',
      spare: 1,
      cell: ({ value }) => <RangeBar range={value} {...scale} />,
    },
    silentColumn(),
  ];
}

export function nameColumn<Row extends { id: string; name: string }>(): Column<Row> {
  return {
    key: 'name',
    title: 'Customer',
    width: 'minmax(168px, 2fr)',
    narrow: 'minmax(0, 1fr)',
    sort: 'ascending',
    cell: row => <CustomerLink of={row} inGrid />,
  };
}

function countColumns(unit: 'day' | 'week'): Column<ValueRow>[] {
  const units = unit === 'day' ? 'days' : 'weeks';
  return [
    {
      key: 'repeats',
      title: 'Repeats x',
      align: 'end',
      width: '80px',
      spare: 4,
      sort: 'descending',
      cell: ({ repeats }) => countText(repeats),
    },
    {
      key: 'recency',
      title: 'Last t_x,',
      unit: units,
      align: 'end',
      width: '88px',
      spare: 6,
      cell: ({ recency }) => countText(recency),
    },
    {
      key: 'age',
      title: 'Age T,',
      unit: units,
      align: 'end',
      width: '88px',
      spare: 7,
      cell: ({ age }) => countText(age),
    },
    {
      key: 'alive',
      title: 'P(alive)',
      unit: '%',
      align: 'end',
      width: '80px',
      narrow: '72px',
      sort: 'descending',
      cell: ({ alive }) => shareText(alive).replace(' %', ''),
    },
  ];
}

function silentColumn(): Column<ValueRow> {
  return {
    key: 'silentDays',
    title: 'Silent,',
    unit: 'days',
    align: 'end',
    width: '96px',
    spare: 5,
    sort: 'descending',
    cell: ({ silentDays, overdue }) =>
      overdue ? (
        <span className={classes.overdue} title="Longer than its own rhythm has it">
          overdue {countText(silentDays)}
        </span>
      ) : (
        countText(silentDays)
      ),
  };
}
