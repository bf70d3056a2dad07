import { NOT_IN_VIEWS } from '../../contract/views.ts';

/** Stands for wherever the pages come from. */
const HERE = 'http://clientele.invalid';

/** Whether two addresses open to the same: the order of parameters and how they are encoded aside. */
export function sameView(one: string, other: string): boolean {
  return plainly(one) === plainly(other);
}

function plainly(address: string): string {
  const { pathname, searchParams } = new URL(address, HERE);
  for (const name of NOT_IN_VIEWS) searchParams.delete(name);
  // Stable: what is named several times keeps its order.
  searchParams.sort();
  return `${pathname}?${searchParams}`;
}

/** The address of a view as it is opened: it takes along which view it is. */
export function openedAddress({ id, address }: { readonly id: string; readonly address: string }): string {
  return `${address}${address.includes('?') ? '&' : '?'}view=${encodeURIComponent(id)}`;
}
