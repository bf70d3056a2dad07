import { formatDecimal, type ScenarioBasis, type ScenarioOutcome } from '@clientele/engine';
import { Link } from '@tanstack/react-router';
import { paths } from '../../links.ts';
import { Amount } from '../../ui/Amount.tsx';
import classes from './Scenario.module.css';

interface Ran {
  readonly name: string;
  readonly outcome: ScenarioOutcome;
}

interface OutcomeProps {
  basis: ScenarioBasis;
  actual: Float64Array;
  /** The scenario on the page first, then those that it is compared with. */
  ran: readonly Ran[];
  currency: string;
}

/** Scenarios side by side with what was; a range stands as two numbers, one below the other. */
export function OutcomeTable({ basis, actual, ran, currency }: OutcomeProps) {
  const total = sum(actual);
  const revenue = sum(basis.revenue);
  const rows: [string, number | undefined, (outcome: ScenarioOutcome) => [number, number]][] = [
    ['Profit of customers', total, ({ profit }) => [profit.low, profit.high]],
    ['Revenue', revenue, outcome => [outcome.revenue.low, outcome.revenue.high]],
    [
      'The company earns more at once',
      undefined,
      ({ company }) => [company.low - total, company.high - total],
    ],
    ['Freed capacity, money once it is used or given up', undefined, ({ freed }) => [freed.low, freed.high]],
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
              <td>{was === undefined ? '' : <Amount value={text(was)} />}</td>
              {ran.map(({ outcome }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={index}>
                  <Between ends={of(outcome)} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <td>Customers that lose money</td>
            <td>{below(actual)}</td>
            {ran.map(({ outcome }, index) => {
              const [few, many] = [below(outcome.high), below(outcome.low)];
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              return <td key={index}>{few === many ? few : `${few} to ${many}`}</td>;
            })}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Between({ ends: [low, high] }: { ends: [number, number] }) {
  if (text(low) === text(high)) return <Amount value={text(low)} />;
  return (
    <>
      <Amount value={text(low)} /> to <Amount value={text(high)} />
    </>
  );
}

const MOST = 12;

/** The customers whose profit moves most, with both ends of the range. */
export function Movers({ basis, actual, ran: [first], currency }: OutcomeProps) {
  if (!first) return null;
  const { low, high } = first.outcome;
  const moved = [...actual.keys()]
    .map(i => ({ i, by: Math.abs(((low[i] as number) + (high[i] as number)) / 2 - (actual[i] as number)) }))
    .filter(({ by }) => by >= 1e4)
    .sort((a, b) => b.by - a.by);
  if (moved.length === 0) return <p className={classes.note}>No customer’s profit moves.</p>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Moves most, of {moved.length}</th>
            <th>Profit as it was, {currency}</th>
            <th>Then</th>
          </tr>
        </thead>
        <tbody>
          {moved.slice(0, MOST).map(({ i }) => (
            <tr key={basis.customers[i]?.id}>
              <td>
                <Link to={paths.customer} params={{ id: basis.customers[i]?.id ?? '' }}>
                  {basis.customers[i]?.name}
                </Link>
              </td>
              <td>
                <Amount value={text(actual[i] as number)} />
              </td>
              <td>
                <Between ends={[low[i] as number, high[i] as number]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function text(amount: number): string {
  return formatDecimal(Math.round(amount / 1e4) * 1e4);
}

function sum(column: Float64Array): number {
  return column.reduce((total, amount) => total + amount, 0);
}

function below(column: Float64Array): number {
  return column.reduce((count, amount) => count + (amount < 0 ? 1 : 0), 0);
}
