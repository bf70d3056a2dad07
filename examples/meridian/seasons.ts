import { MONTHS } from './calendar.ts';
import type { Customer } from './customer.ts';

/** Share of a usual month's business that this customer does in this month; 0 before it came and after it left. */
export function seasonOf(customer: Customer, month: string): number {
  const newcomer = customer.from > (MONTHS[0] as string);
  if ((newcomer && month < customer.from) || month > customer.through) return 0;
  const season = customer.segment.season[Number(month.slice(5)) - 1] as number;
  const growth = month < '2025' ? 0.985 : 1.015;
  return season * holidays(customer, month) * growth * projects(customer, month);
}

/** Italy closes in August; the segments' own seasons already hold the December of all. */
function holidays(customer: Customer, month: string): number {
  if (!month.endsWith('-08')) return 1;
  return customer.country === 'Italy' ? 0.3 : customer.country === 'France' ? 0.85 : 1;
}

/** A plant under construction: little in most months, a great deal in two. */
function projects(customer: Customer, month: string): number {
  if (customer.bursts.length === 0) return 1;
  return customer.bursts.includes(month) ? 7 : 0.5;
}

/** Six weeks in autumn 2025 in which the coil supplier of the solenoid valves could not deliver. */
const SHORTAGE = { family: 'solenoid valves', from: '2025-09-22', through: '2025-10-31' } as const;

export function isShort(family: string, day: string): boolean {
  return family === SHORTAGE.family && day >= SHORTAGE.from && day <= SHORTAGE.through;
}
