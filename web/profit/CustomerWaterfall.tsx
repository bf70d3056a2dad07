import type { ReactNode } from 'react';
import type { CustomerPage } from '../../contract/profit-answers.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { Section } from '../ui/Section.tsx';
import { Waterfall, type WaterfallStep } from '../ui/Waterfall.tsx';
import classes from './Customer.module.css';
import { statementLines, withAmounts } from './customer-statement.ts';
import { shareOf, sizeOf } from './customer-text.ts';

/** From list price to profit, each step a bar that opens. */
export function CustomerWaterfall({ page }: { page: CustomerPage }) {
  const { statement, currency, customer } = page;
  const lines = statementLines(statement).filter(line => line.kind !== 'activity');
  const shown = withAmounts(lines, statement);
  const silent = lines.filter(line => !shown.includes(line) && line.key !== 'priceCorrections');
  const steps = shown.map((line): WaterfallStep => {
    const note = shareNote(line.key, page);
    return {
      key: line.key,
      label: line.label,
      amount: line.amountIn(statement) ?? '0',
      kind: line.kind === 'total' ? 'total' : 'change',
      assumed: line.assumed,
      figure: `customer/${customer.id}/${line.figure}`,
      ...(note && { note }),
    };
  });
  return (
    <Section title="From list price to profit">
      <Waterfall label="From list price to profit" currency={currency} steps={steps} />
      <dl className={classes.memo}>
        <div>
          <dt>Memo, not in this profit: our own mistakes with this customer cost</dt>
          <dd>
            <Amount
              value={sizeOf(statement.ownMistakes)}
              unit={currency}
              figure={`customer/${customer.id}/ownMistakes`}
            />
          </dd>
        </div>
      </dl>
      {silent.length > 0 && (
        <p className={classes.muted}>
          Nothing on: {silent.map(line => line.label.toLowerCase()).join(', ')}.
        </p>
      )}
    </Section>
  );
}

/** Shares of net revenue beside the two results that are compared between customers. */
function shareNote(key: string, { customer, statement }: CustomerPage): ReactNode {
  if (Number(statement.netRevenue) <= 0 || (key !== 'contribution' && key !== 'profit')) return undefined;
  return (
    <Figure figure={`customer/${customer.id}/share/${key}`}>
      {shareOf(statement[key], statement.netRevenue)}
    </Figure>
  );
}
