import type { CSSProperties } from 'react';
import { amountText } from './number-text.ts';
import classes from './RangeBar.module.css';
import { type Range, rangeText } from './range-text.ts';

interface RangeBarProps {
  range: Range | null;
  /** What the whole width stands for, the same for every bar beneath each other. */
  from: number;
  through: number;
}

/** From low to high as a bar on one scale, the middle as a stroke across it, and both ends in numbers beside. */
export function RangeBar({ range, from, through }: RangeBarProps) {
  if (!range) return <span className={classes.none}>–</span>;
  const width = through - from || 1;
  const at = (value: string | number) =>
    `${Math.max(0, Math.min(100, ((Number(value) - from) / width) * 100))}%`;
  const places = {
    '--low': at(range.low),
    '--mid': at(range.mid),
    '--high': at(range.high),
    '--zero': at(0),
  } as CSSProperties;
  const exact = [range.low, range.mid, range.high].map(one => amountText(String(one))).join(' – ');
  return (
    <span className={classes.range} title={exact}>
      <span className={classes.bar} style={places} aria-hidden="true" />
      <span className={classes.text}>{rangeText(range)}</span>
    </span>
  );
}
