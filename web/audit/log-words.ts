import type { AuditEntry } from '../../contract/audit.ts';
import { MISSING } from '../ui/number-text.ts';

type Told = Pick<AuditEntry, 'kind' | 'what' | 'address'>;

export const KIND_TEXTS: Readonly<Record<AuditEntry['kind'], string>> = {
  write: 'change',
  read: 'read behind a wall',
  refusal: 'refusal',
};

export const KINDS_TEXTS: typeof KIND_TEXTS = {
  write: 'changes',
  read: 'reads behind walls',
  refusal: 'refusals',
};

/** What was done: a change in words, a read or a refusal by what was asked for. */
export function whatText({ what, address }: Told): string {
  return address === null ? what : `${what} ${address}`;
}

/** Whom an entry is about; a dash where nobody can tell. */
export function aboutText(customers: AuditEntry['customers']): string {
  if (customers === null) return MISSING;
  const names = customers.map(({ name }) => name);
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** An instant to the second, by the reader's clock: 2026-03-31 14:05:09. */
export function instantText(instant: string | number): string {
  return SECONDS.format(new Date(instant));
}

const SECONDS = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What stood before and after, field by field; what is no record is one field without a name.
 * fieldChanges({ name: 'A' }, { name: 'B' }) → [{ field: 'name', before: 'A', after: 'B' }]
 */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].map(field => ({
    field,
    before: valueText(was[field]),
    after: valueText(is[field]),
  }));
}

function fieldsOf(side: unknown): Readonly<Record<string, unknown>> {
  if (side === null || side === undefined) return {};
  return typeof side === 'object' && !Array.isArray(side) ? { ...side } : { '': side };
}

function valueText(value: unknown): string {
  if (value === undefined) return MISSING;
  if (value === null) return 'none';
  if (typeof value === 'string') return value === '' ? 'empty' : value;
  return JSON.stringify(value, undefined, 1);
}
