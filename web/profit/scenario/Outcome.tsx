import { formatDecimal, parseDecimal } from '@clientele/engine';
import { Link } from '@tanstack/react-router';
import { paths } from '../../links.ts';
import { Amount } from '../../ui/Amount.tsx';
import { countText } from '../../ui/number-text.ts';
import type { Ran } from './ran.ts';
import classes from './Scenario.module.css';

interface OutcomeProps {
  /** The scenario on the page first, then those that it is compared with. */
  ran: readonly { readonly name: string; readonly ran: Ran }[];
}

/** Scenarios side by side with what was; a range stands as two numbers. */
export function OutcomeTable({ ran }: OutcomeProps) {
  const [first] = ran;
  if (!first) return null;
  const { currency, profitCustomers, revenue, unprofitable } = first.ran;
  const rows: [string, string | undefined, (one: Ran) => Ends][] = [
    ['Profit of customers', profitCustomers.before, one => one.profitCustomers],
    ['Revenue', revenue.before, one => one.revenue],
    ['The company earns more at once', undefined, one => one.company],
    ['Freed capacity, money once it is used or given up', undefined, one => one.freed],
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
          {rows.map(([title, was, of]) => (
            <tr key={title}>
              <td>{title}</td>
              <td>{was === undefined ? '' : <Amount value={cents(was)} />}</td>
              {ran.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={index}>
                  <Between ends={of(one.ran)} />
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

interface Ends {
  readonly low: string;
  readonly high: string;
}

function Between({ ends: { low, high } }: { ends: Ends }) {
  if (cents(low) === cents(high)) return <Amount value={cents(low)} />;
  return (
    <>
      <Amount value={cents(low)} /> to <Amount value={cents(high)} />
    </>
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
  return formatDecimal(Math.round((parseDecimal(amount) ?? 0) / 1e4) * 1e4);
}
