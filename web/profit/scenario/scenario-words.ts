import type { ScenarioChange, ScenarioRange } from '@clientele/engine';
import { formatDecimal } from '@clientele/engine';
import { shortText } from '../../ui/number-text.ts';
import type { Ran } from './ran.ts';

export type Kind = ScenarioChange['kind'];

export interface KindOf {
  readonly kind: Kind;
  readonly title: string;
  /** The number that a slider turns: its name in the change, unit, ends and step as shown. */
  readonly field: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What is shown ÷ what the change holds: 100 for per cent. */
  readonly scale: number;
  readonly fresh: ScenarioChange;
  /** What a reader should know of how it is worked out. */
  readonly note: string;
}

export const KINDS: readonly KindOf[] = [
  {
    ...{ kind: 'price', title: 'Price', field: 'share', unit: '%', min: -30, max: 30, step: 0.5, scale: 100 },
    fresh: { kind: 'price', share: 0.02 },
    note: 'Net revenue of each sale by so much.',
  },
  {
    ...{
      kind: 'discount',
      title: 'Discount',
      field: 'points',
      unit: 'points',
      min: -20,
      max: 20,
      step: 0.5,
      scale: 100,
    },
    fresh: { kind: 'discount', points: -0.01 },
    note: 'Points of the list price; below zero is less discount.',
  },
  {
    ...{
      kind: 'volume',
      title: 'Volume',
      field: 'share',
      unit: '%',
      min: -100,
      max: 100,
      step: 1,
      scale: 100,
    },
    fresh: { kind: 'volume', share: -0.1 },
    note: 'Quantity, with product cost and all that serving it takes.',
  },
  {
    ...{ kind: 'fee', title: 'Fee', field: 'amount', unit: 'each', min: 0, max: 100, step: 0.5, scale: 1 },
    fresh: { kind: 'fee', each: 'delivery', amount: 10 },
    note: 'Charged for each order or delivery, as many as there were.',
  },
  {
    ...{
      kind: 'minimumOrder',
      title: 'Minimum order',
      field: 'value',
      unit: 'an order',
      min: 10,
      max: 5000,
      step: 10,
      scale: 1,
    },
    fresh: { kind: 'minimumOrder', value: 250 },
    note: 'Customers put orders together until they reach it: fewer orders and deliveries, the same lines.',
  },
  {
    ...{
      kind: 'dropSize',
      title: 'Drop size',
      field: 'share',
      unit: '%',
      min: -50,
      max: 300,
      step: 5,
      scale: 100,
    },
    fresh: { kind: 'dropSize', share: 0.5 },
    note: 'Quantity a delivery: fewer deliveries to handle; carriers’ invoices stay as they are.',
  },
  {
    ...{
      kind: 'paymentTerms',
      title: 'Payment terms',
      field: 'days',
      unit: 'days',
      min: -60,
      max: 90,
      step: 1,
      scale: 1,
    },
    fresh: { kind: 'paymentTerms', days: 15, yearlyRate: 0.08 },
    note: 'Days more or less at interest on revenue, ÷ 365.',
  },
  {
    ...{
      kind: 'service',
      title: 'Service given',
      field: 'share',
      unit: '%',
      min: -100,
      max: 100,
      step: 5,
      scale: 100,
    },
    fresh: { kind: 'service', activity: '', share: -0.5 },
    note: 'How often an activity is done.',
  },
  {
    ...{
      kind: 'rate',
      title: 'Rate of a pool',
      field: 'share',
      unit: '%',
      min: -50,
      max: 100,
      step: 1,
      scale: 100,
    },
    fresh: { kind: 'rate', pool: '', share: 0.05 },
    note: 'What a minute costs, such as after a rise in wages.',
  },
  {
    ...{
      kind: 'minutes',
      title: 'Minutes',
      field: 'minutes',
      unit: 'min',
      min: 0,
      max: 240,
      step: 0.5,
      scale: 1,
    },
    fresh: { kind: 'minutes', activity: '', term: 0, minutes: 5 },
    note: 'Minutes of the first term of an activity; the page Cost model turns all of them.',
  },
];

export function kindOf(kind: Kind): KindOf {
  return KINDS.find(candidate => candidate.kind === kind) as KindOf;
}

/** "Profit of customers +0.21 M to +0.34 M". */
export function outcomeText({ profitCustomers }: Pick<Ran, 'profitCustomers'>): string {
  const { before, low, high } = profitCustomers;
  const moved = rangeText({ low: Number(low) - Number(before), high: Number(high) - Number(before) });
  return `Profit of customers ${moved === '0' ? 'as it was' : moved}`;
}

/** A change with its sign, one number where both ends are the same. */
function rangeText({ low, high }: ScenarioRange): string {
  const [from, to] = [signed(low), signed(high)];
  return from === to ? from : `${from} to ${to}`;
}

function signed(amount: number): string {
  const cents = Math.round(amount * 100);
  if (cents === 0) return '0';
  return `${cents > 0 ? '+' : ''}${shortText(formatDecimal(BigInt(cents) * 10_000n))}`;
}
