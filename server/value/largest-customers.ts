import type { Made } from './forecast-row.ts';

/** As many as a planner can talk to. */
const LARGEST_MOST = 200;

const kept = new WeakMap<Made['forecast'], readonly number[]>();

/** Rows of the customers with the most revenue, the most first; sorted once a forecast. */
export function largestCustomers({ read, forecast }: Made): readonly number[] {
  const known = kept.get(forecast);
  if (known) return known;
  const { revenue } = read.trade;
  const revenueOf = (row: number) => revenue[forecast.positions[row] as number] as number;
  const rows = Array.from(forecast.positions.keys())
    .sort((a, b) => revenueOf(b) - revenueOf(a) || a - b)
    .slice(0, LARGEST_MOST);
  kept.set(forecast, rows);
  return rows;
}
