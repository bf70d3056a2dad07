import { type FrameSearch, frameSearch, oneOf, text } from '../address.ts';
import { type CustomerSelection, customerSelection } from './portfolio-search.ts';

/** The place of the heat map: which customers and products, which come first, and the cell that stands open. */
export interface ProductSearch extends FrameSearch, CustomerSelection {
  /** One customer alone. */
  customer?: string | undefined;
  product?: string | undefined;
  /** The largest by revenue come first unless said otherwise. */
  first?: 'loss' | undefined;
  /** Public id of a customer and number of a product: `cus_x/S-1010`. */
  cell?: string | undefined;
}

/** Reads an address; what is not understood is left out. */
export function productSearch(raw: Record<string, unknown>): ProductSearch {
  const cell = text(raw.cell);
  const read: ProductSearch = {
    ...frameSearch(raw),
    ...customerSelection(raw),
    customer: text(raw.customer),
    product: text(raw.product),
    first: oneOf(['loss'], raw.first),
    cell: cell !== undefined && cellIn(cell) ? cell : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** `cus_x/S/1010` → the customer `cus_x` and the product `S/1010`. */
export function cellIn(cell: string): { customer: string; product: string } | undefined {
  const at = cell.indexOf('/');
  return at > 0 && at < cell.length - 1
    ? { customer: cell.slice(0, at), product: cell.slice(at + 1) }
    : undefined;
}
