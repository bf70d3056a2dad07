import { type Amount, ratio } from '../units/amount.ts';

/** A cell of the heat map that loses money, with the quantities of its sale lines in thousandths. */
export interface LossCell {
  readonly revenue: Amount;
  readonly productCost: Amount;
  readonly costToServe: Amount;
  /** What of the cost to serve follows the number of lines, and the minutes of it in millionths. */
  readonly costOfLines: Amount;
  readonly minutesOfLines: number;
  readonly quantities: readonly number[];
}

/** What else the customer buys of the product's group. */
export interface Substitute {
  readonly product: number;
  readonly revenue: Amount;
  readonly contribution: Amount;
}

/** Why a fix is not proposed. */
export interface NoFix<Reason extends string> {
  readonly none: Reason;
}

/** The smallest line that covers itself, and what it would come to if no line were smaller. */
export interface MinimumFix {
  /** Thousandths of a unit; whole units where all lines are sold in whole units. */
  readonly quantity: number;
  /** What a line of it comes to at this customer's price. */
  readonly value: Amount;
  /** What a line takes whatever its size, and what a unit leaves for it. */
  readonly costOfLine: Amount;
  readonly leftOfUnit: Amount;
  readonly linesBelow: number;
  /** How many lines of the minimum the quantity of those below makes. */
  readonly linesInstead: number;
  /** Cost of time that fewer lines take: capacity that is freed, and no cash until it is used otherwise or given up. */
  readonly freed: Amount;
  /** Millionths. */
  readonly minutesFreed: number;
}

export interface SurchargeFix {
  readonly lines: number;
  /** What every line would have to bring more, rounded up to a hundredth of a currency unit. */
  readonly perLine: Amount;
  /** Of net revenue; undefined where there is none above zero. */
  readonly share: number | undefined;
  readonly gain: Amount;
}

export interface SubstituteFix {
  readonly product: number;
  /** Contribution for each unit of money: of the substitute, and of what is bought now. */
  readonly share: number;
  readonly shareNow: number;
  readonly gain: Amount;
}

export interface CellFixes {
  readonly minimum:
    | MinimumFix
    | NoFix<'no-sale' | 'below-cost' | 'nothing-left' | 'no-line-cost' | 'too-little'>;
  readonly surcharge: SurchargeFix | NoFix<'no-sale'>;
  readonly substitute: SubstituteFix | NoFix<'no-sale' | 'no-group' | 'alone' | 'none-better'>;
}

const UNIT = 1000;
const HUNDREDTH = 10_000;

/**
 * What could be done about a cell that loses money, each priced over the period as it was: estimates, in doubles.
 *
 * Minimum: a line takes its part of the time that follows lines, whatever its size; a unit leaves its price less product cost
 * and less all other cost to serve. Smallest line = the one ÷ the other. Lines below it are taken together at the same
 * quantity. Surcharge: the loss ÷ the lines. Substitute: the same revenue at the contribution of the product of the group
 * that brings most for each unit of money, at the same cost to serve.
 *
 * @param substitutes undefined where the register puts the product in no group
 * Example: 10 lines of 2 at 5.00, product cost 3.00 a unit, 6.00 a line of time → minimum 3 (a unit leaves 2.00), 6 lines in
 * place of 10, 24.00 freed; surcharge 2.00 a line
 */
export function cellFixes(cell: LossCell, substitutes: readonly Substitute[] | undefined): CellFixes {
  return {
    minimum: minimumFor(cell),
    surcharge: surchargeFor(cell),
    substitute: substituteFor(cell, substitutes),
  };
}

function lossOf({ revenue, productCost, costToServe }: LossCell): Amount {
  return productCost + costToServe - revenue;
}

function minimumFor(cell: LossCell): CellFixes['minimum'] {
  const { revenue, productCost, costToServe, costOfLines, minutesOfLines, quantities } = cell;
  const lines = quantities.length;
  const sold = quantities.reduce((total, quantity) => total + quantity, 0);
  if (lines === 0 || sold <= 0) return { none: 'no-sale' };
  if (revenue < productCost) return { none: 'below-cost' };
  if (costOfLines <= 0) return { none: 'no-line-cost' };
  const costOfLine = costOfLines / lines;
  const leftOfUnit = (revenue - productCost - (costToServe - costOfLines)) / sold;
  if (leftOfUnit <= 0) return { none: 'nothing-left' };
  const step = quantities.every(quantity => quantity % UNIT === 0) ? UNIT : 1;
  const quantity = Math.ceil(costOfLine / leftOfUnit / step) * step;
  if (sold < quantity) return { none: 'too-little' };
  const below = quantities.filter(one => one > 0 && one < quantity);
  const fit = Math.floor(below.reduce((total, one) => total + one, 0) / quantity);
  // What makes no line of its own goes onto a larger one.
  const linesInstead = below.length === lines ? Math.max(1, fit) : fit;
  const fewer = below.length - linesInstead;
  if (fewer <= 0) return { none: 'too-little' };
  return {
    quantity,
    value: Math.round((revenue / sold) * quantity),
    costOfLine: Math.round(costOfLine),
    leftOfUnit: Math.round(leftOfUnit * UNIT),
    linesBelow: below.length,
    linesInstead,
    freed: Math.round(fewer * costOfLine),
    minutesFreed: Math.round((fewer * minutesOfLines) / lines),
  };
}

function surchargeFor(cell: LossCell): CellFixes['surcharge'] {
  const lines = cell.quantities.length;
  if (lines === 0) return { none: 'no-sale' };
  const loss = lossOf(cell);
  return {
    lines,
    perLine: Math.ceil(loss / lines / HUNDREDTH) * HUNDREDTH,
    share: cell.revenue > 0 ? ratio(loss, cell.revenue) : undefined,
    gain: loss,
  };
}

function substituteFor(
  { revenue, productCost }: LossCell,
  substitutes: readonly Substitute[] | undefined,
): CellFixes['substitute'] {
  if (substitutes === undefined) return { none: 'no-group' };
  if (revenue <= 0) return { none: 'no-sale' };
  const bought = substitutes.filter(other => other.revenue > 0);
  if (bought.length === 0) return { none: 'alone' };
  const shareOf = (other: Substitute) => other.contribution / other.revenue;
  const best = bought.reduce((one, other) => (shareOf(other) > shareOf(one) ? other : one));
  const shareNow = (revenue - productCost) / revenue;
  if (shareOf(best) <= shareNow) return { none: 'none-better' };
  return {
    product: best.product,
    share: shareOf(best),
    shareNow,
    gain: Math.round(revenue * (shareOf(best) - shareNow)),
  };
}
