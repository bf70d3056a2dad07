import type { QuadrantAccount, QuadrantList } from '../../contract/value-quadrants.ts';
import { type MoneyScale, moneyScale } from './quadrant-scale.ts';

/** Where something stands in the drawing, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

interface PlacedAccount {
  readonly account: QuadrantAccount;
  readonly today: Place;
  readonly potential: Place | undefined;
}

/** The drawing in pixels: its frame, both scales, the lines between the quadrants, and every account. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly cost: MoneyScale;
  readonly value: MoneyScale;
  /** Undefined where no threshold is known. */
  readonly lines: { readonly x: number | undefined; readonly y: number | undefined };
  readonly accounts: readonly PlacedAccount[];
}

type Drawn = Pick<QuadrantList, 'accounts' | 'thresholds'>;

const FRAME = { left: 56, right: 12, top: 44, bottom: 44 } as const;
const TICKS_APART = { across: 64, up: 32 } as const;

export function placedAccounts(
  { accounts, thresholds }: Drawn,
  size: { width: number; height: number },
): Placed {
  const frame = {
    ...{ left: FRAME.left, top: FRAME.top },
    ...{ right: size.width - FRAME.right, bottom: size.height - FRAME.bottom },
  };
  const cost = moneyScale(amountsOf(accounts, thresholds, 'cost'), {
    ...{ from: frame.left, through: frame.right, apart: TICKS_APART.across },
  });
  const value = moneyScale(amountsOf(accounts, thresholds, 'value'), {
    ...{ from: frame.bottom, through: frame.top, apart: TICKS_APART.up },
  });
  const line = (above: string | null, scale: MoneyScale) =>
    above === null ? undefined : scale.at(Number(above));
  return {
    ...size,
    ...{ frame, cost, value },
    lines: { x: line(thresholds.cost.above, cost), y: line(thresholds.value.above, value) },
    accounts: accounts.map(account => ({
      account,
      today: { x: cost.at(Number(account.cost)), y: value.at(Number(account.value)) },
      potential: account.potential
        ? {
            x: cost.at(Number(account.potential.cost ?? account.cost)),
            y: value.at(Number(account.potential.value ?? account.value)),
          }
        : undefined,
    })),
  };
}

function amountsOf(
  accounts: Drawn['accounts'],
  thresholds: Drawn['thresholds'],
  of: 'cost' | 'value',
): number[] {
  const known = accounts.flatMap(account => [account[of], account.potential?.[of] ?? account[of]]);
  return [...known, ...(thresholds[of].above === null ? [] : [thresholds[of].above])].map(Number);
}

/** A finger is as wide as this on either side. */
const REACH = 20;

/** The account whose point is nearest, as far as one is in reach. */
export function nearestAccount({ accounts }: Placed, { x, y }: Place): number | undefined {
  let found: number | undefined;
  let least = REACH;
  for (const [index, { today, potential }] of accounts.entries())
    for (const place of [today, potential]) {
      const away = place ? Math.hypot(place.x - x, place.y - y) : least;
      if (away >= least) continue;
      least = away;
      found = index;
    }
  return found;
}

/** What an account could come to, as it was put there by hand. What was not moved is left as it was. */
export interface Proposal {
  readonly value: number | undefined;
  readonly cost: number | undefined;
}

/** So few pixels aside are no intention. */
const STRAIGHT = 6;

/** Within the frame, straight where hardly aside, and not below zero: a potential that is a loss nobody states. */
export function placeWithin({ frame, cost, value }: Placed, from: Place, { x, y }: Place): Place {
  return {
    x: isStraight(x, from.x) ? from.x : Math.max(frame.left, cost.at(0), Math.min(frame.right, x)),
    y: isStraight(y, from.y) ? from.y : Math.max(frame.top, Math.min(frame.bottom, value.at(0), y)),
  };
}

function isStraight(to: number, from: number): boolean {
  return Math.abs(to - from) < STRAIGHT;
}

/** Amounts of a place, in three digits: nobody drags more exactly than that. */
export function proposalAt({ cost, value }: Placed, from: Place, to: Place): Proposal {
  const amount = (scale: MoneyScale, pixel: number) =>
    Math.max(0, Number(scale.amountAt(pixel).toPrecision(3)));
  return {
    value: isStraight(to.y, from.y) ? undefined : amount(value, to.y),
    cost: isStraight(to.x, from.x) ? undefined : amount(cost, to.x),
  };
}
