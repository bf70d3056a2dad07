import { DRIVERS, type Driver } from '@clientele/engine';
import type { Columns, Row } from '../ledger/ledger.ts';

/** The ledger's column of each driver that order lines give. */
const COLUMN: Readonly<Record<string, string>> = {
  orders: 'orders',
  lines: 'lines',
  units: 'units',
  manualOrders: 'manual_orders',
  manualLines: 'manual_lines',
  exportOrders: 'export_orders',
  specialLines: 'special_lines',
  returnOrders: 'return_orders',
  returnLines: 'return_lines',
  saleDays: 'sale_days',
  skus: 'skus',
};

/** The column of what order lines count of a driver, and of net revenue whose product cost nobody states. */
export function driverColumnName(driver: string): string {
  const name = driver === 'revenueWithoutCost' ? 'revenue_without_cost' : COLUMN[driver];
  if (name === undefined) throw new RangeError(`order lines do not count "${driver}"`);
  return name;
}

/** Counts of a driver from rows of the ledger, in whole units; returns count our own mistakes along. */
export function driverCount(driver: Driver, row: Row): number {
  const own =
    driver.key === 'returnOrders' || driver.key === 'returnLines'
      ? Number(row[`own_${COLUMN[driver.key]}`] ?? 0)
      : 0;
  return (Number(row[COLUMN[driver.key] as string] ?? 0) + own) / driver.scale;
}

/** The row of columns at an index. */
export function rowAt(columns: Columns, index: number): Row {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[index] ?? null]));
}

/** All drivers that order lines give, of one row. */
export function driverCounts(row: Row): Record<string, number> {
  return Object.fromEntries(DRIVERS.map(driver => [driver.key, driverCount(driver, row)]));
}
