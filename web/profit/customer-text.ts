import type { CustomerPage } from '../../contract/profit-answers.ts';
import { countText, MISSING, shareText } from '../ui/number-text.ts';

type Driver = CustomerPage['drivers'][number];

/** Where it stands by profit and by revenue, and how far the two lie apart. */
export function rankGapText(rank: number, revenueRank: number): string {
  const gap = rank - revenueRank;
  if (gap === 0) return 'the same place by both';
  const places = Math.abs(gap) === 1 ? '1 place' : `${countText(Math.abs(gap))} places`;
  return gap > 0 ? `${places} lower than its revenue suggests` : `${places} higher than its revenue suggests`;
}

/** How many times the peers' median a customer takes of a driver, per order where that is known; null without peers. */
export function timesPeers(driver: Driver): number | null {
  const [own, peers] =
    driver.perOrder === null
      ? [driver.value, driver.peerMedian]
      : [driver.perOrder, driver.peerMedianPerOrder];
  if (peers === null || peers === 0) return null;
  return own / peers;
}

/** Twice the peers or more, half of them or less, an order for an order; mere size makes nobody stand out. */
export function isFarOff(driver: Driver): boolean {
  if (driver.perOrder === null) return false;
  const times = timesPeers(driver);
  if (times === null) return driver.peerMedianPerOrder === 0 && driver.perOrder > 0;
  return times >= 2 || times <= 0.5;
}

/** Size first, then what the customer takes most of beside its peers. */
export function byTimesPeers(drivers: readonly Driver[]): Driver[] {
  const place = (driver: Driver) => {
    if (driver.perOrder === null) return Number.POSITIVE_INFINITY;
    return timesPeers(driver) ?? (isFarOff(driver) ? Number.MAX_VALUE : -1);
  };
  return [...drivers].sort((a, b) => {
    const [first, second] = [place(a), place(b)];
    return first === second ? 0 : second - first;
  });
}

/** "8.4 ×", "0.3 ×"; missing without peers. */
export function timesText(times: number | null): string {
  return times === null ? MISSING : `${countText(times, times < 0.1 ? 2 : times < 10 ? 1 : 0)} ×`;
}

/** A count or a count per order, with the digits that it deserves: 1,204; 12.5; 1.42; 0.177. */
export function measureText(value: number | null): string {
  if (value === null) return MISSING;
  const size = Math.abs(value);
  return countText(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** What one can say of the months at a glance; "months" comes after it. */
export function lossMonthsText(profits: readonly string[]): { words: string; months: string } {
  const months = profits.length;
  const losses = profits.filter(profit => profit.startsWith('-')).length;
  if (losses === 0) return { words: 'Profit, above zero in', months: `all ${months}` };
  return {
    words: 'Profit, below zero in',
    months: losses === months ? `all ${months}` : `${losses} of ${months}`,
  };
}

/** A part of a whole as a share; missing where the whole is zero or less. */
export function shareOf(part: string, whole: string): string {
  return Number(whole) > 0 ? shareText(Number(part) / Number(whole), 1) : MISSING;
}

/** The same amount without its sign, for sentences that say it in words. */
export function sizeOf(amount: string): string {
  return amount.replace(/^-/, '');
}
