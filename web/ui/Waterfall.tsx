import type { ReactNode } from 'react';
import { useOpenFigure } from './explain-context.ts';
import { Figure } from './Figure.tsx';
import { amountText, exactText, isNegative } from './number-text.ts';
import classes from './Waterfall.module.css';
import { barsOf } from './waterfall-bars.ts';

export interface WaterfallStep {
  key: string;
  label: string;
  /** Exact decimal: a level for a total, a signed change otherwise. */
  amount: string;
  kind: 'total' | 'change';
  figure?: string;
  /** Small print after the label: "assumed rate", "12 expedites". */
  note?: ReactNode;
  assumed?: boolean;
}

interface WaterfallProps {
  label: string;
  currency: string;
  steps: readonly WaterfallStep[];
  /** The step whose lines are shown elsewhere on the page. */
  openKey?: string | undefined;
  onOpen?: ((step: WaterfallStep) => void) | undefined;
}

/** A statement whose lines carry bars: totals stand on zero, changes hang from the level before. Each amount opens Explain. */
export function Waterfall({ label, currency, steps, openKey, onOpen }: WaterfallProps) {
  const bars = barsOf(steps);
  const explain = useOpenFigure();
  return (
    <table className={classes.waterfall} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col" className={classes.barHead}>
            <span className="visually-hidden">Bar</span>
          </th>
          <th scope="col" className={classes.amount}>
            {currency}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          <tr
            key={step.key}
            className={step.kind === 'total' ? classes.total : undefined}
            data-open={openKey === step.key || undefined}
          >
            <th scope="row">
              {onOpen ? (
                <button
                  type="button"
                  className={classes.name}
                  aria-expanded={openKey === step.key}
                  onClick={() => onOpen(step)}
                >
                  {step.label}
                </button>
              ) : (
                step.label
              )}
              {step.note && <span className={classes.note}> {step.note}</span>}
            </th>
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the amount beside it is the button for the keyboard */}
            <td
              className={`${classes.barCell} ${step.figure && explain ? classes.opens : ''}`}
              onClick={() => step.figure && explain?.(step.figure)}
            >
              <span className={`${classes.zero}`} style={{ left: `${bars.zero}%` }} />
              <span
                className={`${classes.bar} ${classes[toneOf(step)]}`}
                style={{
                  left: `${bars.spans[index]?.left ?? 0}%`,
                  width: `${bars.spans[index]?.width ?? 0}%`,
                }}
              />
            </td>
            <td className={classes.amount}>
              <Figure
                figure={step.figure}
                exact={`${exactText(step.amount)} ${currency}`}
                tone={isNegative(step.amount) ? 'loss' : undefined}
                assumed={step.assumed}
              >
                {amountText(step.amount)}
              </Figure>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function toneOf(step: WaterfallStep): 'level' | 'down' | 'up' | 'below' {
  if (step.kind === 'total') return isNegative(step.amount) ? 'below' : 'level';
  return isNegative(step.amount) ? 'down' : 'up';
}
