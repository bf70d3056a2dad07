import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { countText, shortText } from '../ui/number-text.ts';
import { rangeText } from '../ui/range-text.ts';

/** "Nordhaven Pumps: 1.24 M EUR over the next 36 months, 0.9–1.6 M eight times in ten" */
export function customerSentence({ customer, value, currency, months, state }: CustomerValue): string {
  const time = months === 1 ? 'month' : `${countText(months)} months`;
  if (value?.value) {
    const { mid } = value.value;
    return `${customer.name}: ${shortText(mid)} ${currency} over the next ${time}, ${rangeText(value.value)} eight times in ten`;
  }
  if (state === 'working') return `${customer.name}: what it will be worth is being worked out`;
  if (state === 'stopped') return `${customer.name}: the forecast was stopped`;
  return `${customer.name} has no purchase that a forecast counts`;
}

export function rankText({ rank, of }: { rank: number; of: number }): string {
  return `${countText(rank)} of ${countText(of)}`;
}

/** The quadrant in words that say what to make of it. */
const QUADRANTS: Readonly<Record<string, string>> = {
  passive: 'worth much, takes little to satisfy (passive)',
  'carriage trade': 'worth much, takes much to satisfy (carriage trade)',
  'bargain basement': 'worth little, takes little to satisfy (bargain basement)',
  aggressive: 'worth little, takes much to satisfy (aggressive)',
};

export function quadrantText(quadrant: string): string {
  return QUADRANTS[quadrant] ?? quadrant;
}
