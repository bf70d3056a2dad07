import { memo } from 'react';
import type { QuadrantList, ValueQuadrant } from '../../contract/value-quadrants.ts';
import { countText, shortAxisText } from '../ui/number-text.ts';
import classes from './QuadrantChart.module.css';
import type { Place, Placed } from './quadrant-places.ts';
import { QUADRANT_WORDS, thresholdText } from './quadrant-text.ts';

interface DrawingProps {
  list: QuadrantList;
  placed: Placed;
  months: number;
  narrow: boolean;
}

const TEXT_GAP = 8;
const LINE = 16;

/** All that stays while a pointer moves: axes, the lines between the quadrants with their names, and the points. */
export const QuadrantDrawing = memo(function QuadrantDrawing(props: DrawingProps) {
  return (
    <>
      <Axes {...props} />
      {props.placed.accounts.map(({ account, today, potential }) => (
        <AccountPoint key={account.id} today={today} potential={potential} />
      ))}
      <Lines {...props} />
      {(Object.keys(QUADRANT_WORDS) as ValueQuadrant[]).map(quadrant => (
        <Corner key={quadrant} quadrant={quadrant} {...props} />
      ))}
    </>
  );
});

function Axes({ placed: { frame, cost, value, height }, list: { currency }, months, narrow }: DrawingProps) {
  const middle = (frame.left + frame.right) / 2;
  return (
    <>
      {value.ticks.map(tick => (
        <g key={tick}>
          <line
            className={tick === 0 ? classes.zero : classes.grid}
            {...{ x1: frame.left, x2: frame.right, y1: value.at(tick), y2: value.at(tick) }}
          />
          <text x={frame.left - TEXT_GAP} y={value.at(tick) + 4} textAnchor="end">
            {shortAxisText(tick)}
          </text>
        </g>
      ))}
      {cost.ticks.map(tick => (
        <g key={tick}>
          <line
            className={tick === 0 ? classes.zero : classes.grid}
            {...{ x1: cost.at(tick), x2: cost.at(tick), y1: frame.top, y2: frame.bottom }}
          />
          <text x={cost.at(tick)} y={frame.bottom + LINE + 2} textAnchor="middle">
            {shortAxisText(tick)}
          </text>
        </g>
      ))}
      <text x={4} y={16}>
        {narrow ? `Value, ${currency}` : `Value over ${countText(months)} months, ${currency}`}
      </text>
      <text x={middle} y={height - 6} textAnchor="middle">
        {narrow ? `Cost of satisfying, ${currency}` : `Cost of satisfying over the same time, ${currency}`}
      </text>
    </>
  );
}

/** Between much and little. */
function Lines({ placed: { frame, lines }, list: { thresholds } }: DrawingProps) {
  return (
    <>
      {lines.x !== undefined && (
        <>
          <line className={classes.line} {...{ x1: lines.x, x2: lines.x, y1: frame.top, y2: frame.bottom }} />
          <text x={lines.x} y={frame.top - TEXT_GAP} textAnchor="middle">
            {thresholdText(thresholds.cost)}
          </text>
        </>
      )}
      {lines.y !== undefined && (
        <>
          <line className={classes.line} {...{ x1: frame.left, x2: frame.right, y1: lines.y, y2: lines.y }} />
          <text className={classes.over} x={frame.right - 4} y={lines.y - 5} textAnchor="end">
            {thresholdText(thresholds.value)}
          </text>
        </>
      )}
    </>
  );
}

/** Its name, what it means, and how many stand in it. */
function Corner({ quadrant, placed: { frame }, list, narrow }: DrawingProps & { quadrant: ValueQuadrant }) {
  const { name, meaning } = QUADRANT_WORDS[quadrant];
  const isLeft = quadrant === 'passive' || quadrant === 'bargain basement';
  const isTop = quadrant === 'passive' || quadrant === 'carriage trade';
  const customers = list.quadrants.find(one => one.quadrant === quadrant)?.customers ?? 0;
  const x = isLeft ? frame.left + TEXT_GAP : frame.right - TEXT_GAP;
  const count = `${countText(customers)} ${customers === 1 ? 'customer' : 'customers'}`;
  return (
    <text className={classes.over} textAnchor={isLeft ? 'start' : 'end'}>
      <tspan className={classes.name} x={x} y={isTop ? frame.top + LINE + 2 : frame.bottom - LINE - TEXT_GAP}>
        {name}
      </tspan>
      <tspan x={x} dy={LINE}>
        {narrow ? count : `${meaning}: ${count}`}
      </tspan>
    </text>
  );
}

/** Full where it stands today, hollow where it could stand. */
export function AccountPoint({ today, potential }: { today: Place; potential: Place | undefined }) {
  return (
    <>
      {potential && (
        <line className={classes.way} {...{ x1: today.x, y1: today.y, x2: potential.x, y2: potential.y }} />
      )}
      <circle className={classes.today} cx={today.x} cy={today.y} r={4} />
      {potential && <circle className={classes.potential} cx={potential.x} cy={potential.y} r={4.5} />}
    </>
  );
}
