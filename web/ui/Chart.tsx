import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { Button } from './Button.tsx';
import classes from './Chart.module.css';

export type Tone = 'accent' | 'grey' | 'gain' | 'loss' | 1 | 2 | 3 | 4 | 5 | 6;

export interface Point {
  /** Position along the axis: a count, or the text of a category such as a month. */
  x: number | string;
  /** Height; null where there is no value. */
  y: number | null;
  /** What the point is: "Castell Automotive", "2025-03". */
  label: string;
  /** Its exact value as text, for hover, voice and table. */
  text: string;
  /** Further exact values of the point, one a line. */
  more?: readonly string[];
  /** Free for the page: an id to open. */
  id?: string | null;
  /** Address of its value, which opens from the table. */
  figure?: string;
}

export interface Series {
  name: string;
  kind: 'line' | 'bar';
  tone: Tone;
  points: readonly Point[];
  /** Shaded down to zero. */
  filled?: boolean;
}

export interface Reference {
  value: number;
  label: string;
  tone?: Tone;
  /** The label stands under the line: where the curve runs above it. */
  below?: boolean;
}

export interface ChartProps {
  /** A sentence that says what the chart shows. */
  title: ReactNode;
  /** Unit of the values, at the head of the axis. */
  unit: string;
  /** What runs along the bottom. */
  along: string;
  height: number;
  /** Where the axis of the values ends; round above the highest unless said otherwise. */
  most?: number;
  series: readonly Series[];
  /** Lines across for what matters: total, target, zero. */
  references?: readonly Reference[];
  /** Points that carry their label on the chart: index into the first series. */
  marks?: readonly { index: number; label: string }[];
  /** A click or Enter on a point. */
  onOpen?: (point: Point) => void;
  /** What a click does, for the hint under a hovered point: "Open customer". */
  openText?: string;
}

const Drawing = lazy(() => import('./ChartDrawing.tsx').then(module => ({ default: module.ChartDrawing })));
const ChartTable = lazy(() => import('./ChartTable.tsx').then(module => ({ default: module.ChartTable })));

/** A chart as a sentence. Its place is reserved at once; the drawing code comes after the first paint. */
export function Chart(props: ChartProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={classes.chart} aria-labelledby={id}>
      <figcaption className={classes.caption}>
        <h2 id={id} className={classes.title}>
          {props.title}
        </h2>
        <Button kind="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </figcaption>
      <div className={classes.place} style={{ height: props.height }}>
        <Suspense>{asTable ? <ChartTable {...props} /> : <Drawing {...props} titleId={id} />}</Suspense>
      </div>
    </figure>
  );
}
