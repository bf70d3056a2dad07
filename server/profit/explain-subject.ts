import { seesWholeCompany, UNASSIGNED } from '@clientele/engine';
import { customerFor } from './customer-page.ts';
import type { Explaining } from './explaining.ts';
import { type Figures, readFigures, rowOf } from './figures.ts';
import { monthlyFigures } from './monthly-figures.ts';
import { monthBounds } from './months.ts';

/** Of whom a figure is: a customer, or what belongs to none. */
export interface Subject {
  readonly id: number;
  readonly name: string;
  /** What its figures' addresses begin with. */
  readonly address: string;
}

/** Lines and activities without a customer have a profit and loss like a customer's. */
export const NOBODY: Subject = { id: UNASSIGNED, name: 'what has no customer', address: 'unassigned' };

export async function subjectOf({ stores, scope }: Explaining, key: string): Promise<Subject> {
  const customer = await customerFor(stores, scope, key);
  return { id: customer.id, name: customer.name, address: addressOf(customer) };
}

export function addressOf({ publicId }: { readonly publicId: string }): string {
  return `customer/${publicId}`;
}

/** The subject's figures in the period, and their row; row -1 where there are no facts. */
export async function figuresOf(
  { stores, scope, ranked }: Explaining,
  { id }: Subject,
): Promise<{ figures: Figures; row: number }> {
  const { model: inUse } = ranked;
  if (id !== UNASSIGNED) {
    const figures = await readFigures(stores.ledger, scope, {
      inUse,
      period: ranked.period,
      customers: [id],
    });
    return { figures, row: rowOf(figures, id) };
  }
  // A scope of some customers never takes in what belongs to none; the whole company does.
  const bounds = monthBounds(ranked.period);
  const { names, figures } = await monthlyFigures(stores.ledger, scope, {
    customer: id,
    inUse,
    bounds,
    nameOf: () => 'period',
    boundsOf: () => ranked.period ?? { from: '0000-00', through: '9999-99' },
  });
  return { figures, row: seesWholeCompany(scope) && names.length > 0 ? 0 : -1 };
}
