import type { Reconciliation } from '../../contract/profit.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { rowsOf } from '../ui/rows.ts';
import { type Column, Table } from '../ui/Table.tsx';
import classes from './Portfolio.module.css';

type Pool = Reconciliation['pools'][number];

/** Every pool of the ledger and where its cost went: to customers, to nobody, to our own mistakes, to idle capacity. */
export function PoolTable({ reconciliation }: { reconciliation: Reconciliation }) {
  const { pools, warnings, uncosted } = reconciliation;
  return (
    <>
      <Table label="Cost pools" columns={columnsOf()} rows={rowsOf(pools)} height={480} />
      {(warnings.length > 0 || uncosted.length > 0) && (
        <ul className={classes.warnings}>
          {warnings.map(warning => (
            <li key={warning}>{warning}</li>
          ))}
          {uncosted.map(({ activity, events }) => (
            <li key={activity}>
              {countText(events)} events of “{activity}” carry no cost: no activity of the model covers them.
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function columnsOf(): Column<Pool>[] {
  const money = (key: keyof Pool & string, title: string, narrow?: string, spare?: number): Column<Pool> => ({
    key,
    title,
    align: 'end',
    width: '104px',
    ...(narrow && { narrow }),
    ...(spare && { spare }),
    cell: pool => <Amount value={pool[key] as string} figure={`pool/${pool.pool}`} />,
  });
  return [
    {
      key: 'name',
      title: 'Pool',
      width: 'minmax(160px, 1fr)',
      narrow: 'minmax(0, 1fr)',
      cell: pool => pool.name,
    },
    { key: 'kind', title: 'Kind', width: '88px', spare: 5, cell: pool => pool.kind },
    money('ledger', 'Ledger', '88px'),
    money('customers', 'Customers', '88px'),
    money('unassigned', 'Unassigned', undefined, 2),
    money('ownMistakes', 'Own mistakes', undefined, 3),
    money('unused', 'Unused', '72px'),
    money('sustaining', 'Sustaining'),
    money('unexplained', 'Difference', undefined, 1),
    { key: 'used', title: 'Used', unit: '%', spare: 4, align: 'end', width: '72px', cell: usedShare },
  ];
}

function usedShare(pool: Pool) {
  const { capacityMinutes, usedMinutes } = pool;
  const share = capacityMinutes && usedMinutes !== null ? usedMinutes / capacityMinutes : undefined;
  const exact =
    share === undefined ? undefined : `${countText(usedMinutes)} of ${countText(capacityMinutes)} minutes`;
  return (
    <Figure exact={exact} tone={share === undefined ? 'muted' : undefined}>
      {shareText(share).replace(' %', '')}
    </Figure>
  );
}
