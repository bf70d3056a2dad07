import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { QuadrantAccount, QuadrantList } from '../../contract/value-quadrants.ts';
import { useNarrow } from '../ui/media.ts';
import { amountText } from '../ui/number-text.ts';
import classes from './QuadrantChart.module.css';
import { AccountPoint, QuadrantDrawing } from './QuadrantDrawing.tsx';
import { useLift } from './quadrant-lift.ts';
import { type Place, type Placed, type Proposal, placedAccounts, proposalAt } from './quadrant-places.ts';
import { accountLines } from './quadrant-text.ts';

interface QuadrantChartProps {
  list: QuadrantList;
  months: number;
  /** Whether potentials may be stated: without it nothing can be dragged. */
  may: boolean;
  open: (account: QuadrantAccount) => void;
  propose: (account: QuadrantAccount, proposal: Proposal) => void;
  /** One whose form is open: it stays where it was put. */
  proposed: { account: QuadrantAccount; proposal: Proposal } | undefined;
}

const HEIGHT = { wide: 460, narrow: 380 } as const;

/** Customers by what satisfying them costs, and by what they are worth. A point that is dragged proposes a potential. */
export function QuadrantChart({ list, months, may, open, propose, proposed }: QuadrantChartProps) {
  const { accounts } = list;
  const hint = useId();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const narrow = useNarrow();
  const height = narrow ? HEIGHT.narrow : HEIGHT.wide;
  const placed = useMemo(() => placedAccounts(list, { width, height }), [list, width, height]);
  const { active, lifted, leave, ...handlers } = useLift({
    ...{ placed, may },
    open: index => open(accounts[index] as QuadrantAccount),
    propose: (index, proposal) => propose(accounts[index] as QuadrantAccount, proposal),
  });
  const point = active === undefined ? undefined : placed.accounts[active];
  const lines = point && linesOf(placed, point.account, { lifted, currency: list.currency });
  return (
    <div className={classes.chart} style={{ height }}>
      {/* biome-ignore lint/a11y/useSemanticElements: no element is a chart that one steps along */}
      <div
        ref={place}
        role="group"
        aria-roledescription="chart"
        aria-label="Customers by value and cost of satisfying"
        aria-describedby={hint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys step along the points
        tabIndex={0}
        className={classes.place}
        data-over={point ? (may ? 'movable' : 'point') : undefined}
        data-lifted={lifted ? true : undefined}
        onPointerLeave={leave}
        {...handlers}
      >
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            <QuadrantDrawing {...{ list, placed, months, narrow }} />
            {proposed && <ProposedPoint placed={placed} {...proposed} />}
            {point && (
              <g className={classes.active}>
                <AccountPoint today={point.today} potential={lifted?.to ?? point.potential} />
              </g>
            )}
          </svg>
        )}
      </div>
      {point && lines && (
        <Tip placed={placed} at={lifted?.to ?? point.today} name={point.account.name} lines={lines}>
          {lifted ? 'Enter or letting go states it with its source, Escape leaves it' : tipHint(may)}
        </Tip>
      )}
      <span id={hint} className="visually-hidden">
        {keysText(may)}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {point && lines && [point.account.name, ...lines].join(', ')}
      </span>
    </div>
  );
}

function ProposedPoint({
  placed,
  account,
  proposal,
}: {
  placed: Placed;
  account: QuadrantAccount;
  proposal: Proposal;
}) {
  const found = placed.accounts.find(one => one.account.id === account.id);
  if (!found) return null;
  const { today, potential = today } = found;
  const place = {
    x: proposal.cost === undefined ? potential.x : placed.cost.at(proposal.cost),
    y: proposal.value === undefined ? potential.y : placed.value.at(proposal.value),
  };
  return (
    <g className={classes.active}>
      <AccountPoint today={today} potential={place} />
    </g>
  );
}

function tipHint(may: boolean): string {
  return may ? 'Click opens the customer, dragging states a potential' : 'Click opens the customer';
}

function keysText(may: boolean): string {
  const looking = 'Arrow keys step from customer to customer, the most valuable first; Enter opens it.';
  return may
    ? `${looking} The space bar picks its point up: then arrow keys move its potential, Enter states it with its source, Escape leaves it.`
    : looking;
}

/** What is said of a point: what it is, or while it is moved, what it could come to. */
function linesOf(
  placed: Placed,
  account: QuadrantAccount,
  { lifted, currency }: { lifted: { from: Place; to: Place } | undefined; currency: string },
): string[] {
  if (!lifted) return accountLines(account, currency);
  const { value, cost } = proposalAt(placed, lifted.from, lifted.to);
  const line = (what: string, amount: number | undefined) =>
    amount === undefined ? `${what} as it is` : `${what} ${amountText(String(amount))} ${currency}`;
  return [line('potential value', value), line('potential cost', cost)];
}

interface TipProps {
  placed: Placed;
  at: Place;
  name: string;
  lines: readonly string[];
  children: string;
}

/** Beside the point, toward the middle of the drawing. */
function Tip({ placed: { width, height }, at: { x, y }, name, lines, children }: TipProps) {
  const beside = x > width / 2 ? { right: width - x + 12 } : { left: x + 12 };
  const away = y < height / 2 ? { top: y + 12 } : { bottom: height - y + 12 };
  return (
    <div className={classes.tip} aria-hidden="true" style={{ ...beside, ...away }}>
      <b>{name}</b>
      {lines.map(line => (
        <span key={line}>{line}</span>
      ))}
      <small>{children}</small>
    </div>
  );
}

function useWidth(place: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}
