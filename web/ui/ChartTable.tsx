import type { KeyboardEvent } from 'react';
import classes from './Chart.module.css';
import type { ChartProps } from './Chart.tsx';
import { InTableContext } from './explain-context.ts';
import { Figure } from './Figure.tsx';
import { countText, MISSING } from './number-text.ts';

/** The same figures as the chart, as a table. */
export function ChartTable({ along, unit, series }: ChartProps) {
  const points = series[0]?.points ?? [];
  const named = points.some(point => point.label !== String(point.x));
  return (
    <section
      className={classes.tableScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
      tabIndex={0}
      aria-label="Figures of the chart"
      onKeyDown={walkFigures}
    >
      <InTableContext value={true}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{along}</th>
              {named && <th scope="col">Point</th>}
              {series.map(one => (
                <th key={one.name} scope="col" className={classes.number}>
                  {one.name} {unit}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point, index) => (
              <tr key={`${point.x} ${point.label}`}>
                <td>{typeof point.x === 'number' ? countText(point.x) : point.x}</td>
                {named && <td>{point.label}</td>}
                {series.map(one => (
                  <td key={one.name} className={classes.number}>
                    <Figure figure={one.points[index]?.figure}>{bare(one.points[index]?.text, unit)}</Figure>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </InTableContext>
    </section>
  );
}

/** Arrow keys go from figure to figure, so that hundreds of them need not stand in the tab order. */
function walkFigures(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const figures = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const next = figures[figures.indexOf(document.activeElement as HTMLElement) + (step ?? 0)];
  if (step === undefined || !next) return;
  event.preventDefault();
  next.focus();
}

/** The unit stands in the heading. */
function bare(text = MISSING, unit: string): string {
  return text.endsWith(` ${unit}`) ? text.slice(0, -unit.length - 1) : text;
}
