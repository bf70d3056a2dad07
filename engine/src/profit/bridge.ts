import type { Total } from '../units/amount.ts';
import { divideHalfEven } from '../units/rounding.ts';

/** What was sold of a product in two periods: quantity in thousandths, net sales (invoiced less rebates) in micro-units. */
export interface ProductSales {
  readonly quantityBefore: bigint;
  readonly quantity: bigint;
  readonly netBefore: Total;
  readonly net: Total;
  /** Carriage, a fee, a manual entry: its quantity says nothing, so it is not split. */
  readonly special: boolean;
}

/** Any other line of the profit and loss in both periods, signed as it enters profit. */
export interface BridgeLine {
  readonly before: Total;
  readonly after: Total;
}

export interface Bridge {
  readonly volume: Total;
  readonly mix: Total;
  readonly price: Total;
  /** Change of net sales where nothing was sold before, so that there is neither a price nor a mix to compare with. */
  readonly unsplit: Total;
  /** Change of the net sales of special products. */
  readonly special: Total;
  /** Change of each of the other lines, in their order. */
  readonly lines: readonly Total[];
  /** What of the change of profit no line explains: zero where the lines are all there is. */
  readonly rest: Total;
}

/**
 * The way from the profit of one period to that of another. Of net sales of products that are not special:
 *
 * - volume = (Q₁ − Q₀) × N₀ ÷ Q₀: the change of the total quantity, at the mix and the prices of before;
 * - price = Σ (n₁ − n₀ × q₁ ÷ q₀) over products sold in both periods: the change of each price, at the quantity of now;
 * - mix = change of net sales − volume − price: the change of what is sold, at the prices of before. Products that are
 *   new or gone are mix, since they have no price to compare.
 *
 * Each quotient is rounded half to even at a micro-unit. Where no quantity above zero was sold before, the change is not
 * split. All steps sum to the change of profit exactly.
 *
 * Source: price–volume–mix analysis, as variance analysis of sales splits it [Horngren et al. 2015].
 * Example: 10 at 5.00 and 10 at 1.00 become 10 at 6.00 and 20 at 1.00: net 60 → 80, volume 10 × 3.00 = 30,
 * price 10 × 1.00 = 10, mix −20.
 */
export function profitBridge(
  products: readonly ProductSales[],
  lines: readonly BridgeLine[],
  profit: BridgeLine,
): Bridge {
  const goods = products.filter(({ special }) => !special);
  const quantityBefore = total(goods, ({ quantityBefore }) => quantityBefore);
  const quantity = total(goods, ({ quantity }) => quantity);
  const netBefore = total(goods, ({ netBefore }) => netBefore);
  const change = total(goods, ({ net }) => net) - netBefore;
  const splits = quantityBefore > 0n;
  const volume = splits ? divideHalfEven((quantity - quantityBefore) * netBefore, quantityBefore) : 0n;
  const price = splits ? total(goods, priceEffect) : 0n;
  const steps = {
    volume,
    mix: splits ? change - volume - price : 0n,
    price,
    unsplit: splits ? 0n : change,
    special: total(
      products.filter(({ special }) => special),
      ({ net, netBefore }) => net - netBefore,
    ),
  };
  const changes = lines.map(({ before, after }) => after - before);
  const explained = [...Object.values(steps), ...changes].reduce((sum, step) => sum + step, 0n);
  return { ...steps, lines: changes, rest: profit.after - profit.before - explained };
}

/** What the change of a product's price made of its net sales; zero for one that was not sold in both periods. */
export function priceEffect({ quantityBefore, quantity, netBefore, net }: ProductSales): Total {
  if (quantityBefore <= 0n || quantity <= 0n) return 0n;
  return net - divideHalfEven(netBefore * quantity, quantityBefore);
}

function total<Part>(parts: readonly Part[], of: (part: Part) => bigint): bigint {
  return parts.reduce((sum, part) => sum + of(part), 0n);
}
