/** Whole numbers written out: a ledger tells by them which blocks of rows to leave, which it cannot by a query's answer. */
export function oneOf(column: string, numbers: readonly number[]): string {
  return numbers.length === 0 ? 'FALSE' : `${column} IN (${numbers.map(Number).join(', ')})`;
}
