import { driverOf, formatDecimal, parseActivityDriver, type Term } from '@clientele/engine';
import { countText, shortText } from '../../ui/number-text.ts';
import type { Moves } from './model-draft.ts';

/** What a term counts one of: "order", "expedite with “set_up”", "measured minute of tech support". */
export function unitText({ driver, when, over }: Term): string {
  const counted = driverOf(driver);
  const event = parseActivityDriver(driver);
  const name = (event?.activity ?? driver).replaceAll('_', ' ');
  const one = counted?.unit ?? (event?.takes === 'minutes' ? `measured minute of ${name}` : name);
  const flag = when === undefined ? '' : ` with “${when}”`;
  const once = counted?.adds === false ? (over === 'month' ? ' in a month' : ' in the period') : '';
  return `${one}${flag}${once}`;
}

/** What a driver of money is paid for: "late payment". */
export function paidText(driver: string): string {
  return (parseActivityDriver(driver)?.activity ?? driver).replaceAll('_', ' ');
}

/** "14 customers fall below zero, 2 rise; profit of customers −0.11 M, unused capacity +0.11 M." */
export function movesText({ entersRed, leavesRed, profit, pools }: Moves): string {
  const red = [
    entersRed > 0 && `${customersText(entersRed)} ${entersRed === 1 ? 'falls' : 'fall'} below zero`,
    leavesRed > 0 &&
      `${entersRed > 0 ? countText(leavesRed) : customersText(leavesRed)} ${leavesRed === 1 ? 'rises' : 'rise'} above${entersRed > 0 ? ' it' : ' zero'}`,
  ].filter(Boolean);
  const said = red.length > 0 ? red.join(', ') : 'Nobody crosses zero';
  return `${said}; profit of customers ${signedText(profit)}${pools ? `, unused capacity ${signedText(pools.unused)}` : ''}.`;
}

function customersText(count: number): string {
  return count === 1 ? '1 customer' : `${countText(count)} customers`;
}

/** Micro-units with their sign: +0.11 M, −38.2 k; 0 where nothing moves. */
function signedText(amount: number): string {
  const cents = Math.round(amount / 1e4);
  if (cents === 0) return '0';
  return `${cents > 0 ? '+' : ''}${shortText(formatDecimal(BigInt(cents) * 10_000n))}`;
}

export function isMinutes(text: string): boolean {
  return /^\d{1,7}(\.\d{1,6})?$/.test(text.trim());
}
