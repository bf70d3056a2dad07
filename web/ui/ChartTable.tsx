import classes from './Chart.module.css';
import type { ChartProps } from './Chart.tsx';
import { countText, MISSING } from './number-text.ts';

/** The same figures as the chart, as a table. */
export function ChartTable({ along, unit, series }: ChartProps) {
  const points = series[0]?.points ?? [];
  const named = points.some(point => point.label !== String(point.x));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
    <section className={classes.tableScroll} tabIndex={0} aria-label="Figures of the chart">
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
                  {bare(one.points[index]?.text, unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The unit stands in the heading. */
function bare(text = MISSING, unit: string): string {
  return text.endsWith(` ${unit}`) ? text.slice(0, -unit.length - 1) : text;
}
