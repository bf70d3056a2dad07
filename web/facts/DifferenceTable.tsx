import type { Difference } from '../../contract/findings.ts';
import { Amount } from '../ui/Amount.tsx';
import { sumOfDecimals } from '../ui/decimal-sum.ts';
import { isNegative } from '../ui/number-text.ts';
import classes from './Tables.module.css';

interface DifferenceTableProps {
  difference: Difference;
  currency: string | undefined;
}

/** The book before and after, and what lies between them. */
export function DifferenceTable({ difference, currency }: DifferenceTableProps) {
  const { before, after } = difference;
  const money = currency ? ` in ${currency}` : '';
  const lines: [string, string | null, string | null][] = [
    ['Customers', String(before.customers), String(after.customers)],
    ['Order lines', String(before.lines), String(after.lines)],
    [`Net revenue${money}`, before.revenue, after.revenue],
    [`Profit${money}`, before.profit, after.profit],
  ];
  return (
    <table className={`${classes.table} ${classes.difference}`}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Figure</span>
          </th>
          <th scope="col" className={classes.number}>
            Before
          </th>
          <th scope="col" className={classes.number}>
            After
          </th>
          <th scope="col" className={classes.number}>
            Difference
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([name, was, will]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={classes.number}>
              <Amount value={was} />
            </td>
            <td className={classes.number}>
              <Amount value={will} />
            </td>
            <td className={classes.number}>
              <Change was={was} will={will} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Change({ was, will }: { was: string | null; will: string | null }) {
  if (was === null || will === null) return <Amount value={null} />;
  const change = sumOfDecimals([will, was.startsWith('-') ? was.slice(1) : `-${was}`]);
  return (
    <>
      {!isNegative(change) && Number(change) !== 0 && '+'}
      <Amount value={change} />
    </>
  );
}
