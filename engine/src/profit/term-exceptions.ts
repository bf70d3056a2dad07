import type { CostModel, Term, TermException } from './cost-model.ts';

/** Ids of the customers that cost models name, by their numbers in the files; whom the book does not know is not there. */
export type NamedCustomers = ReadonlyMap<string, number>;
export const NOBODY_NAMED: NamedCustomers = new Map();

/** Numbers of all customers that models name, each once. */
export function customersNamed(models: readonly CostModel[]): string[] {
  const terms = models.flatMap(({ activities }) => activities.flatMap(({ minutes }) => minutes ?? []));
  return [...new Set(terms.flatMap(({ exceptions = [] }) => exceptions.map(({ customer }) => customer)))];
}

/** Where a term takes other minutes of this customer. */
export function exceptionFor(term: Term, customer: number, named: NamedCustomers): TermException | undefined {
  return term.exceptions?.find(exception => named.get(exception.customer) === customer);
}

/** A term with the minutes that it takes of this customer. */
export function termFor(term: Term, customer: number, named: NamedCustomers): Term {
  const exception = exceptionFor(term, customer, named);
  return exception ? { ...term, minutes: exception.minutes } : term;
}

/** Rows of the customers that models name. They are looked up only where a term makes exceptions: most make none. */
export class RowsNamed {
  readonly #customers: Float64Array;
  readonly #named: NamedCustomers;
  #rows: Map<number, number> | undefined;

  /** @param customers ids, a row each */
  constructor(customers: Float64Array, named: NamedCustomers) {
    this.#customers = customers;
    this.#named = named;
  }

  /** The exceptions of a term whose customers have a row. */
  exceptionsOf({ exceptions = [] }: Term): { readonly row: number; readonly exception: TermException }[] {
    if (exceptions.length === 0 || this.#named.size === 0) return [];
    this.#rows ??= new Map(Array.from(this.#customers, (customer, row) => [customer, row]));
    const rows = this.#rows;
    return exceptions.flatMap(exception => {
      const row = rows.get(this.#named.get(exception.customer) ?? Number.NaN);
      return row === undefined ? [] : [{ row, exception }];
    });
  }
}
