import type { KnownCustomer } from '../customers/store.ts';
import type { RankedPortfolio } from './portfolio.ts';

/** Which customers of the ranking are meant; what is left out does not narrow them. */
export interface CustomerFilter {
  readonly segment?: string | undefined;
  readonly country?: string | undefined;
  /** A part of the name or number. */
  readonly search?: string | undefined;
  readonly sign?: 'loss' | 'gain' | 'zero' | undefined;
  /** Only so many, the most profitable first. */
  readonly top?: number | undefined;
}

/** Positions in the portfolio's columns of the customers that pass; most profitable first, unless asked otherwise. */
export function passingCustomers(
  { byProfit, cards, profit, rank }: RankedPortfolio,
  { segment, country, search, sign, top }: CustomerFilter,
  order: Uint32Array = byProfit,
): Uint32Array {
  const sought = search?.trim().toLocaleLowerCase();
  if (segment === undefined && country === undefined && sign === undefined && top === undefined && !sought)
    return order;
  return order.filter(i => {
    const card = cards[i] as KnownCustomer;
    if (segment !== undefined && card.segment !== segment) return false;
    if (country !== undefined && card.country !== country) return false;
    if (sign !== undefined && signOf(profit[i] as number) !== sign) return false;
    if (top !== undefined && (rank[i] as number) > top) return false;
    return (
      !sought ||
      card.name.toLocaleLowerCase().includes(sought) ||
      card.sourceKey.toLocaleLowerCase().includes(sought)
    );
  });
}

function signOf(profit: number): NonNullable<CustomerFilter['sign']> {
  if (profit === 0) return 'zero';
  return profit < 0 ? 'loss' : 'gain';
}
