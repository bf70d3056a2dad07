import type { ReactNode } from 'react';
import type { Statement } from '../../contract/profit-answers.ts';
import { Amount } from '../ui/Amount.tsx';
import { Waterfall, type WaterfallStep } from '../ui/Waterfall.tsx';
import classes from './Customer.module.css';
import { statementLines, withAmounts } from './customer-statement.ts';
import { sizeOf } from './customer-text.ts';

interface StatementWaterfallProps {
  statement: Statement;
  currency: string;
  /** Address of a line's figure, by its last parts. */
  figure: (line: string) => string;
  /** Small print after a line, by its key. */
  note?: (key: string) => ReactNode;
  /** With whom our own mistakes were made: "this customer". */
  withWhom: string;
}

/** From list price to profit, each step a bar that opens. */
export function StatementWaterfall({ statement, currency, figure, note, withWhom }: StatementWaterfallProps) {
  const lines = statementLines(statement).filter(line => line.kind !== 'activity');
  const shown = withAmounts(lines, statement);
  const silent = lines.filter(line => !shown.includes(line) && line.key !== 'priceCorrections');
  const steps = shown.map((line): WaterfallStep => {
    const small = note?.(line.key);
    return {
      key: line.key,
      label: line.label,
      amount: line.amountIn(statement) ?? '0',
      kind: line.kind === 'total' ? 'total' : 'change',
      assumed: line.assumed,
      figure: figure(line.figure),
      ...(small && { note: small }),
    };
  });
  return (
    <>
      <Waterfall label="From list price to profit" currency={currency} steps={steps} />
      <dl className={classes.memo}>
        <div>
          <dt>Memo, not in this profit: our own mistakes with {withWhom} cost</dt>
          <dd>
            <Amount value={sizeOf(statement.ownMistakes)} unit={currency} figure={figure('ownMistakes')} />
          </dd>
        </div>
      </dl>
      {silent.length > 0 && (
        <p className={classes.muted}>
          Nothing on: {silent.map(line => line.label.toLowerCase()).join(', ')}.
        </p>
      )}
    </>
  );
}
