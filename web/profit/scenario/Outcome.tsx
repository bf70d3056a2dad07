import { formatDecimal } from '@clientele/engine';
import { Link } from '@tanstack/react-router';
import { paths } from '../../links.ts';
import { Amount } from '../../ui/Amount.tsx';
import { countText } from '../../ui/number-text.ts';
import type { Ran } from './ran.ts';
import classes from './Scenario.module.css';

interface OutcomeProps {
  /** The scenario on the page first, then those that it is compared with. */
  ran: readonly {
    readonly name: string;
    readonly ran: Ran;
    /** Public id where it is saved and stands as it was saved: its sums open. */
    readonly id: string | undefined;
  }[];
}

/** Scenarios side by side with what was; a range stands as two numbers. */
export function OutcomeTable({ ran }: OutcomeProps) {
  const [first] = ran;
  if (!first) return null;
  const { currency, profitCustomers, revenue, unprofitable } = first.ran;
  const rows: Row[] = [
    {
      ...{ title: 'Profit of customers', of: 'profit', was: profitCustomers.before, opens: 'ranking/profit' },
      ends: one => one.profitCustomers,
    },
    {
      ...{ title: 'Revenue', of: 'revenue', was: revenue.before, opens: 'ranking/revenue' },
      ends: one => one.revenue,
    },
    { title: 'The company earns more at once', of: 'company', ends: one => one.company },
    { title: 'Freed capacity, money once it is used or given up', of: 'freed', ends: one => one.freed },
  ];
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{currency}</th>
            <th>As it was</th>
            {ran.map(({ name }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two scenarios may share a name
              <th key={index}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ title, of, was, opens, ends }) => (
            <tr key={title}>
              <td>{title}</td>
              <td>{was === undefined ? '' : <Amount value={cents(was)} figure={opens} />}</td>
              {ran.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={index}>
                  <Between ends={ends(one.ran)} figure={one.id && `scenario/${one.id}/${of}`} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <td>Customers that lose money</td>
            <td>{unprofitable.before}</td>
            {ran.map(({ ran: { unprofitable: few } }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <td key={index}>{few.low === few.high ? few.low : `${few.low} to ${few.high}`}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface Row {
  readonly title: string;
  /** As addresses of figures have it. */
  readonly of: string;
  readonly was?: string;
  readonly opens?: string;
  readonly ends: (one: Ran) => Ends;
}

interface Ends {
  readonly low: string;
  readonly high: string;
}

/** @param figure without its end: the two ends open by themselves */
function Between({ ends: { low, high }, figure }: { ends: Ends; figure?: string | undefined }) {
  const opens = (end: 'low' | 'high') => figure && `${figure}/${end}`;
  if (cents(low) === cents(high)) return <Amount value={cents(low)} figure={opens('low')} />;
  return (
    <>
      <Amount value={cents(low)} figure={opens('low')} /> to{' '}
      <Amount value={cents(high)} figure={opens('high')} />
    </>
  );
}

interface GainsProps {
  gains: readonly Ends[];
  texts: readonly string[];
  id: string | undefined;
}

/** What each change brings to the profit of customers, after those before it. */
export function Gains({ gains, texts, id }: GainsProps) {
  if (gains.length < 2) return null;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>What each change brings, after those before it</th>
            <th>Profit of customers</th>
          </tr>
        </thead>
        <tbody>
          {gains.map((ends, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a change is known by its place
            <tr key={index}>
              <td>{texts[index]}</td>
              <td>
                <Between ends={ends} figure={id && `scenario/${id}/change/${index + 1}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SHOWN = 12;

/** The customers whose profit moves most, with both ends of the range. */
export function Movers({ ran: [first] }: OutcomeProps) {
  if (!first) return null;
  const { moved, movesMost, currency } = first.ran;
  if (moved === 0) return <p className={classes.note}>No customer’s profit moves.</p>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Moves most, of {countText(moved)}</th>
            <th>Profit as it was, {currency}</th>
            <th>Then</th>
          </tr>
        </thead>
        <tbody>
          {movesMost.slice(0, SHOWN).map(move => (
            <tr key={move.id}>
              <td>
                <Link to={paths.customer} params={{ id: move.id }}>
                  {move.name}
                </Link>
              </td>
              <td>
                <Amount value={cents(move.before)} />
              </td>
              <td>
                <Between ends={move} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A scenario is an estimate: nothing below a cent. */
function cents(amount: string): string {
  return formatDecimal(BigInt(Math.round(Number(amount) * 100)) * 10_000n);
}
