import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import classes from './Chart.module.css';
import type { ChartProps, Point } from './Chart.tsx';
import { type ECharts, init } from './chart-engine.ts';
import { chartOption } from './chart-option.ts';
import { useDark, useNarrow } from './media.ts';

/** Draws with ECharts; hover, keyboard and voice all go through the one point that is active. */
export function ChartDrawing(props: ChartProps & { titleId: string }) {
  const { series, onOpen } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useDrawnChart(place, props);
  const [active, setActive] = useState<number>();
  const points = series[0]?.points ?? [];
  const point = active === undefined ? undefined : points[active];

  const step = (by: number) => setActive(Math.max(0, Math.min(points.length - 1, (active ?? -1) + by)));
  const onKeyDown = (event: KeyboardEvent) => {
    const big = Math.max(1, Math.round(points.length / 20));
    const moves: Record<string, () => void> = {
      ArrowRight: () => step(1),
      ArrowLeft: () => step(-1),
      PageDown: () => step(big),
      PageUp: () => step(-big),
      Home: () => setActive(0),
      End: () => setActive(points.length - 1),
      Enter: () => point && onOpen?.(point),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  const onPointerMove = (event: PointerEvent) =>
    setActive(nearest(chart.current, place.current, points, event));
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: no element is a chart that one steps along */}
      <div
        ref={place}
        role="group"
        aria-roledescription="chart"
        aria-labelledby={props.titleId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys step along the points
        tabIndex={0}
        className={classes.canvas}
        style={{ cursor: onOpen && point ? 'pointer' : 'default' }}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setActive(undefined)}
        onBlur={() => setActive(undefined)}
        onClick={() => point && onOpen?.(point)}
      />
      {point && <Cursor chart={chart.current} props={props} index={active ?? 0} />}
      <span className="visually-hidden" aria-live="polite">
        {point && `${point.label}: ${point.text}`}
      </span>
    </>
  );
}

function Cursor({ chart, props, index }: { chart: ECharts | undefined; props: ChartProps; index: number }) {
  const points = props.series[0]?.points ?? [];
  const point = points[index];
  if (!chart || !point) return null;
  const [left = 0, top = 0] = chart.convertToPixel({ gridIndex: 0 }, [
    xOf(point, index),
    point.y ?? 0,
  ]) as number[];
  // Beside the point and away from the line: under it in the upper half, over it in the lower.
  const [width, height] = [chart.getWidth(), chart.getHeight()];
  const beside = left > width / 2 ? { right: width - left + 12 } : { left: left + 12 };
  const away = top < height / 2 ? { top: top + 16 } : { bottom: height - top + 16 };
  return (
    <>
      <span className={classes.cursor} style={{ left }} />
      {point.y !== null && <span className={classes.dot} style={{ left, top }} />}
      <div className={classes.tip} aria-hidden="true" style={{ ...beside, ...away }}>
        <b>{point.label}</b>
        {`${props.series[0]?.name ?? ''} ${point.text}`}
        {props.series.slice(1).map(other => (
          <small key={other.name}>{`${other.name} ${other.points[index]?.text ?? '–'}`}</small>
        ))}
        {point.more?.map(line => (
          <small key={line}>{line}</small>
        ))}
        {props.onOpen && props.openText && <small>{props.openText}</small>}
      </div>
    </>
  );
}

/** One ECharts instance for the life of the place; drawn anew when the figures, the theme or the width change. */
function useDrawnChart(place: React.RefObject<HTMLDivElement | null>, props: ChartProps) {
  const chart = useRef<ECharts>(undefined);
  const dark = useDark();
  const narrow = useNarrow();
  const { unit, along, most, series, references, marks } = props;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    chart.current = init(element, null, { renderer: 'svg' });
    const observer = new ResizeObserver(() => chart.current?.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.current?.dispose();
    };
  }, [place]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: dark changes what the colours below resolve to
  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const colours = (name: string) => style.getPropertyValue(name).trim();
    const option = chartOption(
      {
        unit,
        along,
        series,
        ...(most !== undefined && { most }),
        ...(references && { references }),
        ...(marks && { marks }),
      },
      colours,
      narrow,
    );
    chart.current?.setOption(option, { notMerge: true });
  }, [unit, along, most, series, references, marks, dark, narrow]);
  return chart;
}

function nearest(
  chart: ECharts | undefined,
  place: HTMLElement | null,
  points: readonly Point[],
  event: PointerEvent,
): number | undefined {
  if (!chart || !place || points.length === 0) return undefined;
  const box = place.getBoundingClientRect();
  const at = chart.convertFromPixel({ gridIndex: 0 }, [
    event.clientX - box.left,
    event.clientY - box.top,
  ]) as number[];
  const x = at[0] ?? 0;
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xOf(points[middle] as Point, middle) < x) low = middle + 1;
    else high = middle;
  }
  const before = low > 0 ? Math.abs(xOf(points[low - 1] as Point, low - 1) - x) : Number.POSITIVE_INFINITY;
  return before < Math.abs(xOf(points[low] as Point, low) - x) ? low - 1 : low;
}

function xOf(point: Point, index: number): number {
  return typeof point.x === 'number' ? point.x : index;
}
