import type { Family } from './price-list.ts';

export const HOME = 'Germany';
export type Country = 'Germany' | 'France' | 'Italy' | 'Netherlands';

export type SegmentKey = 'pumps' | 'cars' | 'fields' | 'food' | 'medicine' | 'trade' | 'repair' | 'research';

/** How a line of business orders and what it asks for: averages that single customers stray from. */
export interface Segment {
  readonly key: SegmentKey;
  readonly name: string;
  readonly customers: number;
  /** January to December. */
  readonly season: readonly number[];
  readonly buys: Partial<Record<Family, number>>;
  readonly ediShare: number;
  readonly webShare: number;
  readonly linesPerOrder: number;
  /** Per order. */
  readonly expedites: number;
  readonly smallLots: number;
  readonly changes: number;
  readonly complaints: number;
  readonly certificates: number;
  /** Per order line. */
  readonly returns: number;
  /** Share of invoices paid late, and by how many days. */
  readonly lateShare: number;
  readonly lateDays: number;
  /** A year, at a customer of 100,000 euros; it grows with the square root of revenue. */
  readonly visits: number;
  readonly quotes: number;
  readonly support: number;
  readonly firstArticles: number;
  readonly drawingChanges: number;
}

const EVEN = [1.02, 1.01, 1.08, 1.02, 1.0, 1.02, 0.98, 0.93, 1.06, 1.1, 1.05, 0.73];
const SPRING = [0.95, 1.3, 1.65, 1.6, 1.25, 0.95, 0.75, 0.6, 0.7, 0.8, 0.85, 0.6];
const SUMMER = [0.7, 0.75, 0.9, 1.1, 1.3, 1.5, 1.4, 1.15, 0.95, 0.8, 0.75, 0.7];

const USUAL = {
  ediShare: 0.3,
  webShare: 0.2,
  linesPerOrder: 2.05,
  expedites: 0.1,
  smallLots: 0.2,
  changes: 0.12,
  complaints: 0.032,
  certificates: 0.2,
  returns: 0.018,
  lateShare: 0.25,
  lateDays: 14,
  visits: 4,
  quotes: 4,
  support: 4,
  firstArticles: 0.6,
  drawingChanges: 0.8,
};

export const SEGMENTS: readonly Segment[] = [
  {
    ...USUAL,
    key: 'pumps',
    name: 'Pumps and compressors',
    customers: 75,
    season: EVEN,
    ediShare: 0.5,
    expedites: 0.05,
    buys: {
      seals: 5,
      fittings: 2,
      valves: 3,
      'solenoid valves': 1.5,
      sensors: 2,
      'metre goods': 1,
      manifolds: 1,
    },
  },
  {
    ...USUAL,
    key: 'cars',
    name: 'Automotive suppliers and makers',
    customers: 28,
    season: EVEN,
    ediShare: 0.8,
    webShare: 0,
    expedites: 0.12,
    changes: 0.3,
    complaints: 0.04,
    certificates: 0.35,
    firstArticles: 3,
    drawingChanges: 2,
    buys: { seals: 4, fittings: 3, 'solenoid valves': 3, manifolds: 2, sensors: 2, castings: 1 },
  },
  {
    ...USUAL,
    key: 'fields',
    name: 'Agricultural machinery',
    customers: 70,
    season: SPRING,
    expedites: 0.14,
    lateDays: 22,
    buys: { fittings: 5, 'metre goods': 3, valves: 3, 'solenoid valves': 2, seals: 2, manifolds: 1 },
  },
  {
    ...USUAL,
    key: 'food',
    name: 'Food and beverage equipment',
    customers: 80,
    season: SUMMER,
    certificates: 0.5,
    buys: { seals: 3, fittings: 2, 'solenoid valves': 2.5, valves: 3, sensors: 3 },
  },
  {
    ...USUAL,
    key: 'medicine',
    name: 'Medical devices',
    customers: 50,
    season: EVEN,
    certificates: 0.9,
    firstArticles: 2.4,
    complaints: 0.04,
    smallLots: 0.32,
    support: 7,
    drawingChanges: 1.6,
    lateShare: 0.15,
    buys: { seals: 3, 'metre goods': 2, 'solenoid valves': 2, valves: 2, manifolds: 1.5, sensors: 2 },
  },
  {
    ...USUAL,
    key: 'trade',
    name: 'Distributors',
    customers: 90,
    season: EVEN,
    ediShare: 0.45,
    webShare: 0.35,
    smallLots: 0.08,
    linesPerOrder: 3.2,
    support: 1,
    certificates: 0.1,
    firstArticles: 0,
    drawingChanges: 0,
    returns: 0.02,
    buys: { seals: 4, fittings: 4, valves: 3, 'solenoid valves': 2, 'metre goods': 2, sensors: 2 },
  },
  {
    ...USUAL,
    key: 'repair',
    name: 'Maintenance and repair',
    customers: 140,
    season: EVEN,
    ediShare: 0.05,
    webShare: 0.35,
    expedites: 0.17,
    linesPerOrder: 1.9,
    smallLots: 0.12,
    lateShare: 0.35,
    firstArticles: 0,
    drawingChanges: 0.1,
    buys: { seals: 5, fittings: 3, valves: 2, 'metre goods': 2, 'solenoid valves': 2, sensors: 1 },
  },
  {
    ...USUAL,
    key: 'research',
    name: 'Research and prototyping',
    customers: 67,
    season: EVEN,
    ediShare: 0,
    webShare: 0.3,
    linesPerOrder: 1.7,
    smallLots: 0.4,
    support: 10,
    quotes: 8,
    drawingChanges: 2,
    expedites: 0.09,
    lateDays: 20,
    buys: {
      manifolds: 3,
      sensors: 3,
      valves: 2,
      'solenoid valves': 2,
      seals: 1,
      castings: 1,
      'metre goods': 1,
    },
  },
];

export function segmentOf(key: SegmentKey): Segment {
  return SEGMENTS.find(segment => segment.key === key) as Segment;
}
