import type { CappedAmounts } from '../../contract/value-forecast.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText } from '../ui/number-text.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import classes from './Value.module.css';

const SHOWN_MOST = 20;

/** Whose amounts were lowered, from what to what, the largest first. */
export function Capped({ capped, currency }: { capped: CappedAmounts; currency: string }) {
  const { customers, lowered } = capped;
  return (
    <div className={classes.few}>
      <PlainTable
        label="Customers whose amounts are capped"
        rows={lowered.slice(0, SHOWN_MOST)}
        // Two customers may bear one name.
        keyOf={({ name, from }) => `${name} ${from}`}
        columns={[
          { title: 'Mean amount of a purchase of', cell: ({ name }) => name },
          { title: `As it is, ${currency}`, number: true, cell: ({ from }) => <Amount value={from} /> },
          { title: 'Counts as', number: true, cell: ({ to }) => <Amount value={to} /> },
        ]}
      />
      {customers > SHOWN_MOST && (
        <p className={classes.after}>
          The {countText(SHOWN_MOST)} largest of {countText(customers)}.
        </p>
      )}
    </div>
  );
}
