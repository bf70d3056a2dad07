import { MONTHS, workingDaysOf } from './calendar.ts';
import { cents, csv } from './csv.ts';
import type { Event } from './event.ts';
import { type Random, randomOf } from './random.ts';

/** A pool of people (and machines): what a head costs a month, and how many there are. */
interface Staffed {
  readonly pool: string;
  readonly account: string;
  readonly heads: readonly [in2024: number, in2025: number];
  readonly eurosPerHead: number;
  /** Share added by overtime and temporary staff, January to December. */
  readonly overtime: readonly number[];
}

const NONE = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const SEASON = [0, 0, 0.02, 0.03, 0.03, 0.02, 0, 0, 0, 0, 0, 0];

const STAFFED: readonly Staffed[] = [
  { pool: 'order_desk', account: '6110 Order desk', heads: [5.4, 5.2], eurosPerHead: 6150, overtime: NONE },
  {
    pool: 'planning',
    account: '6120 Production planning',
    heads: [4.5, 4.5],
    eurosPerHead: 7400,
    overtime: NONE,
  },
  {
    pool: 'set_ups',
    account: '6210 Setters and standing machines',
    heads: [13.3, 14.1],
    eurosPerHead: 20_200,
    overtime: NONE,
  },
  {
    pool: 'warehouse',
    account: '6310 Warehouse and dispatch',
    heads: [7.8, 7.8],
    eurosPerHead: 6900,
    overtime: SEASON,
  },
  {
    pool: 'quality',
    account: '6410 Quality office and laboratory',
    heads: [9.4, 9.8],
    eurosPerHead: 7700,
    overtime: NONE,
  },
  {
    pool: 'engineering',
    account: '6510 Application engineering',
    heads: [4, 4],
    eurosPerHead: 8900,
    overtime: NONE,
  },
  { pool: 'sales', account: '6610 Field sales', heads: [7, 7], eurosPerHead: 9300, overtime: NONE },
  {
    pool: 'credit_control',
    account: '6710 Receivables accounting',
    heads: [3, 3],
    eurosPerHead: 5800,
    overtime: NONE,
  },
];

/** Of eight hours a day, 80 % are practical capacity; the rest is breaks, meetings, training. */
const PRACTICAL_MINUTES_A_DAY = 384;
/** Share of the working days that people are there: leave falls into August and December. */
const PRESENT = [0.93, 0.91, 0.93, 0.91, 0.88, 0.91, 0.86, 0.78, 0.92, 0.9, 0.93, 0.84];

const HEADINGS = ['month', 'pool', 'amount', 'capacity_minutes', 'account', 'currency'];

export function ledger(events: readonly Event[], seed: number): string {
  const random = randomOf(seed, 'ledger');
  const carriers = moneyByMonth(events, ['delivery', 'expedite']);
  const interest = moneyByMonth(events, ['late_payment']);
  const travel = moneyByMonth(events, ['visit']);
  const rows = MONTHS.flatMap(month => [
    ...STAFFED.map(pool => staffed(pool, month, random)),
    // Carriers also bill what no delivery explains: pallets, waiting, fuel at the year's end.
    money(month, 'freight_out', '6810 Freight out', traced(carriers, month) * random.between(1.02, 1.05)),
    money(
      month,
      'receivables_interest',
      '7310 Interest on overdue receivables',
      traced(interest, month) + 40_000 * random.spread(0.2),
    ),
    money(month, 'travel', '6620 Travel', traced(travel, month) * random.between(1.03, 1.08)),
    money(
      month,
      'management',
      '8110 Management and administration',
      growing(6_000_000, month) * random.spread(0.015),
    ),
    money(
      month,
      'research',
      '8210 Research and development',
      growing(3_000_000, month) * random.spread(0.03),
    ),
    money(
      month,
      'warranty_provision',
      '6930 Provision for warranty',
      480_000 + random.integer(-8, 8) * 10_000,
    ),
  ]);
  return csv(HEADINGS, rows);
}

type Row = readonly (string | number)[];

function staffed(
  { pool, account, heads, eurosPerHead, overtime }: Staffed,
  month: string,
  random: Random,
): Row {
  const index = MONTHS.indexOf(month);
  const count = heads[index < 12 ? 0 : 1];
  const extra = overtime[index % 12] as number;
  const days = workingDaysOf(month).length * (PRESENT[index % 12] as number);
  const capacity = Math.round((count * days * PRACTICAL_MINUTES_A_DAY * (1 + extra)) / 60) * 60;
  // Overtime is paid half as much again.
  const amount = growing(count * eurosPerHead * 100, month) * (1 + extra * 1.5) * random.spread(0.012);
  return [month, pool, cents(Math.round(amount)), capacity, account, 'EUR'];
}

function money(month: string, pool: string, account: string, amount: number): Row {
  return [month, pool, cents(Math.round(amount)), '', account, 'EUR'];
}

/** Wages and prices rose by 3.2 per cent at the turn of the year. */
function growing(amount: number, month: string): number {
  return month < '2025' ? amount : amount * 1.032;
}

function moneyByMonth(events: readonly Event[], activities: readonly string[]): Map<string, number> {
  const months = new Map<string, number>();
  for (const { activity, day, moneyCents = 0 } of events) {
    if (activities.includes(activity))
      months.set(day.slice(0, 7), traced(months, day.slice(0, 7)) + moneyCents);
  }
  return months;
}

function traced(months: ReadonlyMap<string, number>, month: string): number {
  return months.get(month) ?? 0;
}
