import type { Month } from '@clientele/engine';
import type { Value } from './ledger.ts';

/** The ledger's months are numbers: 202503 → "2025-03". */
export function monthText(month: Value | undefined): Month {
  const digits = String(month).padStart(6, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
