/** The drivers that order lines and returns give: what is counted per customer and month. */
export interface Driver {
  readonly key: DriverKey;
  readonly name: string;
  /** What one of it is called after a number: "9 min × order". */
  readonly unit: string;
  readonly meaning: string;
  /** Counts are integers at this scale: 1, or 1000 where thousandths are counted. */
  readonly scale: 1 | 1000;
  /** Distinct counts do not add over months: they are taken over a whole period. */
  readonly adds: boolean;
}

export const DRIVER_KEYS = [
  'orders',
  'lines',
  'units',
  'manualOrders',
  'manualLines',
  'exportOrders',
  'specialLines',
  'returnOrders',
  'returnLines',
  'saleDays',
  'skus',
] as const;
export type DriverKey = (typeof DRIVER_KEYS)[number];

export const DRIVERS: readonly Driver[] = [
  driver(
    'orders',
    'Orders',
    'order',
    'Distinct order numbers with a sale line, in the month of their first line',
  ),
  driver('lines', 'Order lines', 'line', 'Sale lines'),
  driver('units', 'Units', 'unit', 'Quantity on sale lines, corrections included', 1000),
  driver(
    'manualOrders',
    'Manual orders',
    'manual order',
    'Orders with a line that came in over the channel "manual"',
  ),
  driver('manualLines', 'Manual lines', 'manual line', 'Sale lines that came in over the channel "manual"'),
  driver(
    'exportOrders',
    'Export orders',
    'export order',
    'Orders with a line to another country than the home country',
  ),
  driver(
    'specialLines',
    'Special lines',
    'special line',
    'Lines, sold or returned, of special products: carriage, fees, manual entries',
  ),
  driver(
    'returnOrders',
    'Returns',
    'return',
    'Distinct return or credit numbers, in the month of their first line',
  ),
  driver('returnLines', 'Return lines', 'return line', 'Lines on returns and credits'),
  driver('saleDays', 'Days with a sale', 'day', 'Distinct days with a sale line'),
  {
    ...driver('skus', 'Products bought', 'product', 'Distinct products on sale and return lines'),
    adds: false,
  },
];

function driver(key: DriverKey, name: string, unit: string, meaning: string, scale: 1 | 1000 = 1): Driver {
  return { key, name, unit, meaning, scale, adds: true };
}

/**
 * What activities give, per kind of activity: `activity.expedite` counts them, `activity.expedite.minutes` sums the
 * minutes measured, `activity.expedite.money` the money paid; `when` narrows the first two to those with a flag.
 */
export interface ActivityDriver {
  readonly activity: string;
  readonly takes: 'count' | 'minutes' | 'money';
}

/** A driver of order lines by its key; undefined for activities and for keys that do not exist. */
export function driverOf(key: string): Driver | undefined {
  return DRIVERS.find(driver => driver.key === key);
}

export function parseActivityDriver(key: string): ActivityDriver | undefined {
  const match = /^activity\.([^.]+)(?:\.(minutes|money))?$/.exec(key);
  return match
    ? { activity: match[1] as string, takes: (match[2] as 'minutes' | 'money' | undefined) ?? 'count' }
    : undefined;
}
