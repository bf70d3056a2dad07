import type { ColumnEvidence } from './column-evidence.ts';
import { readFigure } from './written-decimals.ts';

type Columns = ReadonlyMap<string, { readonly column: number }>;

/** Percentages of at least these rows explain the amounts. */
const ROWS_LEAST = 1;

/**
 * Whether a column of discounts holds percentages: amount = quantity × price × (1 − discount ÷ 100) where it is not the
 * amount's own difference. The layout wants money there.
 */
export function isPercentDiscount(chosen: Columns, evidence: readonly ColumnEvidence[]): boolean {
  const column = (name: string) => {
    const at = chosen.get(name)?.column;
    return at === undefined ? [] : (evidence[at]?.rows ?? []);
  };
  const [quantities, prices, amounts, discounts] = ['quantity', 'unit_price', 'amount', 'discount'].map(
    column,
  );
  let percent = 0;
  let money = 0;
  for (const [row, text] of (discounts ?? []).entries()) {
    const [quantity, price, amount, discount] = [quantities?.[row], prices?.[row], amounts?.[row], text].map(
      figureOf,
    );
    if (!discount || quantity === undefined || price === undefined || amount === undefined) continue;
    const list = quantity * price;
    if (isNear(list * (1 - discount / 100), amount)) percent += 1;
    if (isNear(list - discount, amount)) money += 1;
  }
  return percent >= ROWS_LEAST && percent > money;
}

/** Near enough for evidence: nothing is kept of what is worked out here. */
function figureOf(text: string | undefined): number | undefined {
  const figure = text === undefined ? undefined : (readFigure(text, undefined) ?? readFigure(text, 'comma'));
  return figure === undefined ? undefined : Number(figure);
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(0.011, Math.abs(other) * 1e-3);
}
