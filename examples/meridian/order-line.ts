import type { Product } from './price-list.ts';

export interface OrderLine {
  readonly product: Product;
  /** Thousandths. */
  readonly quantity: number;
  readonly listCents: number;
  readonly amountCents: number;
  readonly rebateCents: number;
  /** Where the job's own cost is known. */
  readonly costCents: number | undefined;
}

/** The line's figures at the price list of its year: prices rose by three per cent in January 2025. */
export function lineOf(
  product: Product,
  quantity: number,
  day: string,
  discount: number,
  rebate: number,
): OrderLine {
  const price = day < '2025' ? Math.round(product.listCents / 1.03) : product.listCents;
  const listCents = Math.round((price * quantity) / 1000);
  const amountCents = Math.round(listCents * (1 - discount));
  return {
    product,
    quantity,
    listCents,
    amountCents,
    rebateCents: Math.round(amountCents * rebate),
    costCents: undefined,
  };
}
