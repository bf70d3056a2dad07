import type { HoldOutAnswer } from '../../contract/value-forecast.ts';
import type { Point, Series } from '../ui/Chart.tsx';
import { countText, shareText } from '../ui/number-text.ts';

/** Purchases made and forecast by week after the split; added up from the first week on where asked. */
export function weekSeries(weeks: HoldOutAnswer['weeks'], addedUp: boolean): Series[] {
  const soFar = { expected: 0, actual: 0 };
  const points = weeks.map(({ week, expected, actual }) => {
    soFar.expected += expected;
    soFar.actual += actual;
    return { week, ...(addedUp ? soFar : { expected, actual }) };
  });
  const line = (of: 'actual' | 'expected'): Point[] =>
    points.map(point => ({
      x: point.week,
      y: point[of],
      label: `Week ${countText(point.week)}`,
      text: countText(point[of]),
    }));
  return [
    { name: 'made', kind: 'line', tone: 'grey', points: line('actual'), filled: true },
    { name: 'forecast', kind: 'line', tone: 'accent', points: line('expected') },
  ];
}

/** From the tenth of whom most was expected to the one of whom least was: purchases a customer would show the same. */
export function decileSeries(deciles: HoldOutAnswer['deciles']): Series[] {
  return barsAndLine(
    deciles.map(({ decile, ...held }) => ({ x: String(decile), label: `Tenth ${decile}`, ...held })),
  );
}

/** By repeat purchases before the split: what a customer of each bought on the average, as groups differ in size. */
export function repeatSeries(repeats: HoldOutAnswer['repeats']): Series[] {
  return barsAndLine(
    repeats
      .filter(({ customers }) => customers > 0)
      .map(({ repeats: x, customers, expected, actual }) => ({
        x,
        label: `${x} repeat ${x === '1' ? 'purchase' : 'purchases'} before`,
        more: [
          `${countText(customers)} customers: ${countText(actual)} made, ${countText(expected)} forecast`,
        ],
        expected: expected / customers,
        actual: actual / customers,
      })),
  );
}

interface Held {
  x: string;
  label: string;
  more?: readonly string[];
  expected: number;
  actual: number;
}

function barsAndLine(held: readonly Held[]): Series[] {
  const points = (of: 'actual' | 'expected'): Point[] =>
    held.map(one => ({
      x: one.x,
      y: one[of],
      label: one.label,
      text: countText(one[of]),
      ...(one.more && { more: one.more }),
    }));
  return [
    { name: 'made', kind: 'bar', tone: 'grey', points: points('actual') },
    { name: 'forecast', kind: 'line', tone: 'accent', points: points('expected') },
  ];
}

const PERCENT = 100;

/** How many customers a point stands for. */
export function aliveMarks(series: readonly Series[]): { index: number; label: string }[] {
  return (series[0]?.points ?? []).map(({ more }, index) => ({
    index,
    label: more?.[0]?.split(' ')[0] ?? '',
  }));
}

/** What P(alive) said beside the share that bought: on the straight line it said what came true. */
export function aliveSeries(bins: HoldOutAnswer['alive']): Series[] {
  const counted = bins.filter(({ customers }) => customers > 0).toSorted((a, b) => a.stated - b.stated);
  const points = (of: 'bought' | 'stated'): Point[] =>
    counted.map(bin => ({
      x: bin.stated * PERCENT,
      y: bin[of] * PERCENT,
      label: `P(alive) ${shareText(bin.stated)}`,
      text: shareText(bin[of], 1),
      more: [`${countText(bin.customers)} customers`],
    }));
  return [
    { name: 'bought', kind: 'line', tone: 'accent', points: points('bought') },
    { name: 'as stated', kind: 'line', tone: 'grey', points: points('stated') },
  ];
}
