import type { Reconciliation } from '../../contract/profit-answers.ts';
import { figureOf } from '../../contract/profit-figure.ts';
import { Amount } from '../ui/Amount.tsx';
import { sumOfDecimals } from '../ui/decimal-sum.ts';
import { Figure } from '../ui/Figure.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { rowsOf } from '../ui/rows.ts';
import { type Column, Table } from '../ui/Table.tsx';
import classes from './Portfolio.module.css';

type Pool = Reconciliation['pools'][number];

const HEIGHT = 768;

/** Every pool of the ledger and where its cost went: to customers, to nobody, to our own mistakes, to idle capacity. */
export function PoolTable({ reconciliation }: { reconciliation: Reconciliation }) {
  const { pools, warnings, uncosted } = reconciliation;
  return (
    <>
      <Table label="Cost pools" columns={columnsOf(pools)} rows={rowsOf(pools)} height={HEIGHT} />
      {(warnings.length > 0 || uncosted.length > 0) && (
        <ul className={classes.warnings}>
          {warnings.map(warning => (
            <li key={warning}>{warning}</li>
          ))}
          {uncosted.map(({ activity, events }) => (
            <li key={activity}>
              <Figure figure={figureOf('reconciliation', 'uncosted', activity)}>{countText(events)}</Figure>{' '}
              events of “{activity}” carry no cost: no activity of the model covers them.
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function columnsOf(pools: readonly Pool[]): Column<Pool>[] {
  const money = (
    key: string,
    title: string,
    amount: (pool: Pool) => string,
    room: Partial<Column<Pool>> = {},
  ): Column<Pool> => ({
    key,
    title,
    align: 'end',
    width: '96px',
    cell: pool => <Amount value={amount(pool)} figure={figureIn(pool, key)} />,
    sum: <Amount value={sumOfDecimals(pools.map(amount))} figure={`pools/${key}`} />,
    ...room,
  });
  const strange = pools.some(notInTheModel);
  return [
    {
      key: 'name',
      title: 'Pool',
      width: 'minmax(176px, 1fr)',
      narrow: 'minmax(0, 1fr)',
      cell: pool => pool.name,
      sum: 'Total',
    },
    { key: 'kind', title: 'Kind', width: '104px', spare: 5, cell: pool => pool.kind },
    money('ledger', 'Ledger', pool => pool.ledger, { narrow: '88px' }),
    money('customers', 'Customers', pool => pool.customers),
    money('unassigned', 'Unassigned', pool => pool.unassigned, { spare: 3 }),
    money('ownMistakes', 'Own mistakes', pool => pool.ownMistakes, { spare: 2 }),
    money('unused', 'Unused', pool => (notInTheModel(pool) ? '0' : pool.unused), { narrow: '76px' }),
    money('sustaining', 'Sustaining', pool => pool.sustaining, { spare: 1 }),
    ...(strange
      ? [
          money('notInTheModel', 'Not in model', pool => (notInTheModel(pool) ? pool.unused : '0'), {
            spare: 4,
          }),
        ]
      : []),
    money('unexplained', 'Difference', pool => pool.unexplained, { spare: 4 }),
    { key: 'used', title: 'Used', unit: '%', align: 'end', width: '56px', spare: 4, cell: usedShare },
  ];
}

function notInTheModel(pool: Pool): boolean {
  return pool.kind === 'not in the model';
}

/** The ledger's amount is the pool's own figure, the others are parts of it. */
function figureIn({ pool }: Pool, column: string): string {
  return column === 'ledger' ? figureOf('pool', pool) : figureOf('pool', pool, column);
}

function usedShare(pool: Pool) {
  const { capacityMinutes, usedMinutes } = pool;
  const share = capacityMinutes && usedMinutes !== null ? usedMinutes / capacityMinutes : undefined;
  const exact =
    share === undefined ? undefined : `${countText(usedMinutes)} of ${countText(capacityMinutes)} minutes`;
  return (
    <Figure
      figure={share === undefined ? undefined : figureIn(pool, 'used')}
      exact={exact}
      tone={share === undefined ? 'muted' : undefined}
    >
      {shareText(share).replace(' %', '')}
    </Figure>
  );
}
