import type { QuadrantAccount, QuadrantList, ValueQuadrant } from '../../contract/value-quadrants.ts';
import { amountText, countText, shortText } from '../ui/number-text.ts';

/** Name, and what it means. */
export const QUADRANT_WORDS: Readonly<Record<ValueQuadrant, { name: string; meaning: string }>> = {
  passive: { name: 'Passive', meaning: 'worth much, takes little' },
  'carriage trade': { name: 'Carriage trade', meaning: 'worth much, takes much' },
  'bargain basement': { name: 'Bargain basement', meaning: 'worth little, takes little' },
  aggressive: { name: 'Aggressive', meaning: 'worth little, takes much' },
};

/** "310 of 1,254 customers are worth much and take little to satisfy, 120 are worth little and take much" */
export function quadrantsSentence({ total, quadrants, moves }: QuadrantList): string {
  const of = (quadrant: ValueQuadrant) => quadrants.find(one => one.quadrant === quadrant)?.customers ?? 0;
  const [passive, aggressive] = [of('passive'), of('aggressive')];
  const moving = moves.reduce((sum, { customers }) => sum + customers, 0);
  const first = `${countText(passive)} of ${countText(total)} customers ${passive === 1 ? 'is' : 'are'} worth much and ${passive === 1 ? 'takes' : 'take'} little to satisfy`;
  const second = `${countText(aggressive)} ${aggressive === 1 ? 'is' : 'are'} worth little and ${aggressive === 1 ? 'takes' : 'take'} much`;
  return `${first}, ${second}${moving === 0 ? '' : `; ${countText(moving)} could move`}`;
}

/** Which of the customers are drawn. */
export function drawnText({ total, accounts, withPotential }: QuadrantList): string {
  if (accounts.length >= total) return `all ${countText(total)} are drawn`;
  const besides = withPotential === 0 ? '' : ', and every one with a potential';
  return `drawn are ${countText(accounts.length)} of ${countText(total)} customers: those of the largest value or loss${besides}`;
}

/** What the lines between the quadrants are, and what stands on the axes. */
export function linesText(
  { thresholds: { value, cost }, currency, quadrants }: QuadrantList,
  months: number,
): string {
  const time = months === 1 ? 'month' : `${countText(months)} months`;
  const costs = quadrants.some(one => Number(one.cost) !== 0);
  const much = `Much is ${aboveText('value', value, currency)} and ${aboveText('cost', cost, currency).replace(/,$/, '')}.`;
  const what = `What satisfying a customer costs is its cost to serve over the next ${time}, discounted as its value is.`;
  return costs ? `${much} ${what}` : `${much} ${what} The cost model charges none to any customer yet.`;
}

function aboveText(
  what: string,
  { above, from }: QuadrantList['thresholds']['value'],
  currency: string,
): string {
  if (from === 'zero') return `any ${what} above nothing, since the median customer loses,`;
  const amount = `${shortText(above)} ${currency}`;
  return `a ${what} above ${from === 'median' ? `the median customer’s, ${amount},` : `${amount}, as was stated,`}`;
}

/** Beside the line between much and little: "median 8.54 k", "no loss" where the median customer loses. */
export function thresholdText({ above, from }: QuadrantList['thresholds']['value']): string {
  return from === 'zero' ? 'no loss' : `${from} ${shortText(above)}`;
}

/** What an account is worth and takes, a line each: for hover and voice. */
export function accountLines(
  { value, cost, quadrant, potential }: QuadrantAccount,
  currency: string,
): string[] {
  const money = (amount: string | null) => `${amountText(amount)} ${currency}`;
  const lines = [`value ${money(value)}, cost ${money(cost)}`];
  if (quadrant) lines.push(`${QUADRANT_WORDS[quadrant].name}: ${QUADRANT_WORDS[quadrant].meaning}`);
  if (potential?.value) lines.push(`potential value ${money(potential.value)}: ${potential.valueSource}`);
  if (potential?.cost) lines.push(`potential cost ${money(potential.cost)}: ${potential.costSource}`);
  return lines;
}

/** "3 to Passive, 1 to Carriage trade", of who could move from a quadrant. */
export function movesText({ moves }: QuadrantList, quadrant: ValueQuadrant): string {
  return moves
    .filter(({ from }) => from === quadrant)
    .map(({ to, customers }) => `${countText(customers)} to ${QUADRANT_WORDS[to].name}`)
    .join(', ');
}
