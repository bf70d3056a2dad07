import { type CostModel, formatDecimal, UNASSIGNED } from '@clientele/engine';
import { figureOf } from '../../contract/profit-figure.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import type { PoolBooked } from './explain-pool.ts';
import { addressOf, NOBODY } from './explain-subject.ts';
import {
  type Explained,
  type Explaining,
  input,
  inputsIn,
  NO_FACTS,
  type Part,
  sumOfParts,
} from './explaining.ts';
import { monthBounds } from './months.ts';

const QUERIES = {
  costs: scopedQuery('activity-costs-by-customer'),
  minutes: scopedQuery('minutes-by-activity'),
};

/** What was charged of a pool, customer by customer, and the minutes that were used of it. */
export async function explainPoolCharges(
  asked: Explaining,
  line: PoolBooked,
  [part = '', activity = '']: readonly [string, string],
): Promise<Explained | undefined> {
  const { model } = asked.ranked.portfolio;
  const drawing = drawingOn(model, line.pool);
  if (part === 'minutes' || part === 'ownMinutes')
    return explainActivityMinutes(asked, activity, part === 'ownMinutes');
  if (part === 'used') return explainUsed(line);
  if (part === 'usedMinutes') return explainUsedMinutes(asked, line, drawing);
  if (part === 'unassigned') return explainNobody(asked, line, drawing);
  if (part !== 'customers' && part !== 'ownMistakes') return undefined;
  const own = part === 'ownMistakes';
  const seen = own ? 'ownMistakes' : 'costToServe';
  const charged = await chargedBy(asked, { activities: drawing, own, column: 'amount' });
  return sumOfParts(asked, {
    title: own ? `Our own mistakes, ${line.name}` : `${line.name}, charged to customers`,
    unit: asked.ranked.settings.currency,
    formula: own
      ? 'What returns and activities that we caused took of the pool, customer by customer'
      : `What the activities that draw on ${line.name} cost, customer by customer`,
    of: 'customers',
    parts: partsOf(asked, own ? charged : withoutNobody(charged), address =>
      figureOfPool(address, seen, line.pool),
    ),
  });
}

function figureOfPool(address: string, seen: string, pool: string): string {
  return `${address}/${seen}/pool/${figureOf(pool)}`;
}

function drawingOn({ activities }: CostModel, pool: string): number[] {
  return [...activities.keys()].filter(index => activities[index]?.pool === pool);
}

type Charged = ReadonlyMap<number, bigint>;
interface ChargesAsked {
  readonly activities: readonly number[];
  readonly own: boolean;
  readonly column: 'amount' | 'minutes';
}

/** Minutes of an activity that our own mistakes with a customer took. */
export async function minutesCausedByUs(
  asked: Explaining,
  { customer, activity }: { customer: number; activity: number },
): Promise<bigint> {
  const charged = await chargedBy(asked, { activities: [activity], own: true, column: 'minutes' });
  return charged.get(customer) ?? 0n;
}

/** Cost or minutes of some activities by customer id, with what counts over the period as a whole. */
async function chargedBy(
  { stores, scope, ranked }: Explaining,
  { activities, own, column }: ChargesAsked,
): Promise<Charged> {
  const rows = await stores.ledger.rows(scope, QUERIES.costs, {
    ...monthBounds(ranked.period),
    activities,
    own,
  });
  const charged = new Map(rows.map(row => [Number(row.customer_id), BigInt(String(row[column]))]));
  const { totals } = ranked.portfolio;
  for (const distinct of own ? [] : totals.distinct) {
    if (!activities.includes(distinct.activity)) continue;
    const taken = column === 'amount' ? distinct.amounts : distinct.minutes;
    for (const [row, customer] of totals.customers.entries())
      charged.set(customer, (charged.get(customer) ?? 0n) + BigInt(taken[row] as number));
  }
  return charged;
}

function withoutNobody(charged: Charged): Charged {
  return new Map([...charged].filter(([customer]) => customer !== UNASSIGNED));
}

function partsOf({ ranked }: Explaining, charged: Charged, figure: (address: string) => string): Part[] {
  const cards = new Map(ranked.portfolio.cards.map(card => [card.id, card]));
  return [...charged]
    .filter(([, amount]) => amount !== 0n)
    .map(([customer, amount]) => {
      const card = cards.get(customer);
      return {
        label: card?.name ?? 'Without a customer',
        amount,
        figure: figure(card ? addressOf(card) : NOBODY.address),
      };
    });
}

async function explainNobody(
  asked: Explaining,
  line: PoolBooked,
  drawing: readonly number[],
): Promise<Explained> {
  const charged = await chargedBy(asked, { activities: drawing, own: false, column: 'amount' });
  const { currency } = asked.ranked.settings;
  const amount = charged.get(UNASSIGNED) ?? 0n;
  const figure = figureOfPool(NOBODY.address, 'costToServe', line.pool);
  return {
    title: `${line.name}, charged to nobody`,
    value: formatDecimal(amount),
    unit: currency,
    formula: `What lines and activities without a customer took of ${line.name}`,
    caution: null,
    inputs: amount === 0n ? [] : [inputsIn(currency).plus('Without a customer', amount, figure)],
    ...NO_FACTS,
  };
}

function explainUsed(line: PoolBooked): Explained | undefined {
  const { capacityMinutes, usedMinutes } = line;
  if (!capacityMinutes || usedMinutes === null) return undefined;
  return {
    title: `Used of ${line.name}`,
    value: String(usedMinutes / capacityMinutes),
    unit: 'share',
    formula: 'Minutes used ÷ practical capacity; more than all of it is over-use',
    caution: null,
    inputs: [
      input('Minutes used', String(usedMinutes), 'min', figureOf('pool', line.pool, 'usedMinutes')),
      input('Practical capacity', String(capacityMinutes), 'min', figureOf('pool', line.pool, 'capacity')),
    ],
    ...NO_FACTS,
  };
}

/** The minutes used of a pool, activity by activity; those that our own mistakes took stand apart. */
async function explainUsedMinutes(
  asked: Explaining,
  line: PoolBooked,
  drawing: readonly number[],
): Promise<Explained | undefined> {
  if (line.usedMinutes === null) return undefined;
  const { stores, scope, ranked } = asked;
  const rows = await stores.ledger.rows(scope, QUERIES.minutes, monthBounds(ranked.period));
  const { plus } = inputsIn('min');
  const { activities } = ranked.portfolio.model;
  const overPeriod = (index: number) =>
    ranked.portfolio.totals.distinct
      .filter(({ activity }) => activity === index)
      .reduce((total, { minutes }) => total + minutes.reduce((sum, taken) => sum + BigInt(taken), 0n), 0n);
  const inputs = drawing.flatMap(index => {
    const { key, name } = activities[index] as (typeof activities)[number];
    const minutes = (own: boolean) =>
      rows
        .filter(row => row.activity_number === index && row.own === own)
        .reduce((total, row) => total + BigInt(String(row.minutes)), own ? 0n : overPeriod(index));
    const figure = figureOf('pool', line.pool, 'minutes', key);
    return [
      plus(name, minutes(false), figure),
      ...(minutes(true) === 0n
        ? []
        : [plus(`${name}, caused by us`, minutes(true), figureOf('pool', line.pool, 'ownMinutes', key))]),
    ];
  });
  return {
    title: `Minutes used of ${line.name}`,
    value: String(line.usedMinutes),
    unit: 'min',
    formula: 'The minutes of the activities that draw on the pool',
    caution: null,
    inputs,
    ...NO_FACTS,
  };
}

async function explainActivityMinutes(
  asked: Explaining,
  key: string,
  own: boolean,
): Promise<Explained | undefined> {
  const { activities } = asked.ranked.portfolio.model;
  const index = activities.findIndex(activity => activity.key === key);
  const activity = activities[index];
  if (!activity) return undefined;
  const taken = await chargedBy(asked, { activities: [index], own, column: 'minutes' });
  return sumOfParts(asked, {
    title: `Minutes of ${activity.name.toLowerCase()}${own ? ', caused by us' : ''}`,
    unit: 'min',
    formula: own
      ? 'What returns and activities that we caused took by the time equation, customer by customer'
      : 'The minutes by the time equation, customer by customer',
    of: 'customers',
    parts: partsOf(asked, taken, address => `${address}/${own ? 'ownMinutes' : 'minutes'}/${figureOf(key)}`),
  });
}
