import type { ChartProps, Reference, Series, Tone } from './Chart.tsx';
import { countText, shortAxisText } from './number-text.ts';

/** Colours of the theme as the page has them now, light or dark. */
export type Colours = (name: string) => string;

const CHARACTER_WIDTH = 7;
/** Of bars that a line runs across. */
const BEHIND = 0.4;
/** Names of lines keep this much of the height apart; half a line of text each. */
const NAMES_APART = 0.1;
const HALF_LINE = 7;

type Drawn = Pick<ChartProps, 'unit' | 'along' | 'most' | 'series' | 'references' | 'marks'>;

/** What ECharts is told. Axes carry round numbers and a unit, lines their own labels; there is no legend. */
export function chartOption(drawn: Drawn, colours: Colours, narrow: boolean) {
  const { series, references = [], marks = [] } = drawn;
  const byCount = typeof series[0]?.points[0]?.x === 'number';
  const text = { color: colours('--muted'), fontFamily: colours('--font'), fontSize: 12 };
  return {
    animation: false,
    textStyle: text,
    grid: { left: narrow ? 44 : 56, right: (narrow ? 12 : 24) + namesWidth(series), top: 28, bottom: 40 },
    xAxis: {
      ...(byCount
        ? { type: 'value' as const, min: 0, max: lastX(series) }
        : { type: 'category' as const, data: series[0]?.points.map(point => String(point.x)) ?? [] }),
      name: drawn.along,
      nameLocation: 'middle' as const,
      nameGap: 24,
      nameTextStyle: text,
      axisLabel: {
        ...text,
        hideOverlap: true,
        showMaxLabel: byCount ? true : null,
        ...(byCount && { formatter: endText(lastX(series)) }),
      },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value' as const,
      name: drawn.unit,
      nameTextStyle: { ...text, align: 'right' as const, padding: [0, 8, 0, 0] },
      splitNumber: 4,
      ...(drawn.most !== undefined && { max: drawn.most, interval: drawn.most / 4 }),
      axisLabel: { ...text, formatter: (value: number) => shortAxisText(value) },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colours('--hairline') } },
    },
    series: series.map((one, index) => ({
      ...drawnSeries(one, colours, series, text),
      ...(index === 0 && {
        markLine: markLine(references, colours, text),
        markPoint: markPoint(one, marks, { colours, several: series.length > 1 }, text),
      }),
    })),
  };
}

function toneColour(tone: Tone, colours: Colours): string {
  if (typeof tone === 'number') return colours(`--hue-${tone}`);
  return colours(tone === 'grey' ? '--muted' : `--${tone}`);
}

function drawnSeries(series: Series, colours: Colours, all: readonly Series[], text: object) {
  const colour = toneColour(series.tone, colours);
  const data = series.points.map(point => (typeof point.x === 'number' ? [point.x, point.y] : point.y));
  if (series.kind === 'bar') {
    const negative = colours('--loss');
    return {
      type: 'bar' as const,
      name: series.name,
      data: series.points.map(({ y }) => ({
        value: y,
        itemStyle: { color: (y ?? 0) < 0 ? negative : colour, opacity: all.length > 1 ? BEHIND : 1 },
      })),
      barMaxWidth: 24,
      silent: true,
    };
  }
  return {
    type: 'line' as const,
    name: series.name,
    data,
    showSymbol: false,
    silent: true,
    lineStyle: { color: colour, width: 2 },
    ...(series.filled && { areaStyle: { color: colour, opacity: 0.08 } }),
    ...(all.length > 1 && {
      endLabel: {
        ...text,
        show: true,
        formatter: '{a}',
        color: colour,
        // Clear of a bar, and of the name of another line that ends near it.
        offset: [all.some(({ kind }) => kind === 'bar') ? 12 : 0, nameShift(series, all)],
      },
    }),
  };
}

function markLine(references: readonly Reference[], colours: Colours, text: object) {
  return {
    symbol: 'none',
    silent: true,
    animation: false,
    data: references.map(({ value, label, tone, below }) => ({
      yAxis: value,
      lineStyle: {
        color: toneColour(tone ?? 'grey', colours),
        type: 'dashed' as const,
        width: 1,
      },
      label: {
        ...text,
        color: toneColour(tone ?? 'grey', colours),
        position: below ? ('insideEndBottom' as const) : ('insideEndTop' as const),
        distance: [0, 5],
        formatter: label,
      },
    })),
  };
}

function markPoint(
  series: Series,
  marks: NonNullable<ChartProps['marks']>,
  { colours, several }: { colours: Colours; several: boolean },
  text: object,
) {
  return {
    silent: true,
    animation: false,
    symbol: 'circle',
    symbolSize: 7,
    itemStyle: { color: toneColour(series.tone, colours) },
    data: marks.flatMap(({ index, label }) => {
      const point = series.points[index];
      if (!point || point.y === null) return [];
      return [
        {
          coord: [point.x, point.y],
          label: {
            ...text,
            show: true,
            // The names of the lines stand to the right of their ends.
            position: several && index === series.points.length - 1 ? ('left' as const) : ('top' as const),
            color: colours('--text'),
            formatter: label,
          },
        },
      ];
    }),
  };
}

/** Up for the line that ends higher, down for the other, where their names would lie on each other. */
function nameShift(series: Series, all: readonly Series[]): number {
  const lines = all.filter(({ kind }) => kind === 'line');
  const heights = lines.flatMap(({ points }) => points.map(({ y }) => y ?? 0));
  const height = Math.max(0, ...heights) - Math.min(0, ...heights);
  const end = ({ points }: Series) => points.at(-1)?.y ?? 0;
  const near = lines.find(
    other => other !== series && Math.abs(end(other) - end(series)) < NAMES_APART * height,
  );
  if (!near) return 0;
  const isHigher = end(series) === end(near) ? lines.indexOf(series) === 0 : end(series) > end(near);
  return isHigher ? -HALF_LINE : HALF_LINE;
}

/** Room for the names of lines, which stand at their ends; a line alone is named by the title. */
function namesWidth(series: readonly Series[]): number {
  if (series.length < 2) return 0;
  const lines = series.filter(({ kind }) => kind === 'line');
  return CHARACTER_WIDTH * Math.max(0, ...lines.map(({ name }) => name.length));
}

function lastX(series: readonly Series[]): number {
  return Math.max(1, ...series.map(one => Number(one.points.at(-1)?.x ?? 0)));
}

/** The last count always stands at the end; a round one too close to it gives way. */
function endText(last: number): (value: number) => string {
  return value => (value !== last && last - value < last * 0.06 ? '' : countText(value, 0));
}
