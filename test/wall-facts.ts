import type { Grant, Moment, WallFacts } from '@clientele/engine';
import { startOf } from './random-walls.ts';

/** Facts of walls of which only some are said. */
export function wallFacts(facts: Partial<WallFacts>): WallFacts {
  return {
    ...{ classes: [], walled: [], grants: [], handling: [], attestations: [], trainingRequired: [] },
    ...{ trainings: [], reads: [], crossings: [], breakGlass: [] },
    ...facts,
  };
}

/** A day and a time of it, in the zone of the book. */
export function at(day: string, time = '12:00'): Moment {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return { day, instant: startOf(day) + ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

/** A grant for March 2026, made beforehand. */
export function grantFor(person: number, customer: number, grant: Partial<Grant> = {}): Grant {
  const from = grant.from ?? '2026-03-01';
  const begins = startOf(from);
  return {
    id: 1,
    person,
    customer,
    role: 'reader',
    purpose: 'bids',
    from,
    until: '2026-03-31',
    begins,
    ...grant,
  };
}

/** A class of customers that always were rivals. */
export function rivals(id: number, ...customers: readonly number[]): WallFacts['classes'][number] {
  return { id, members: customers.map(customer => ({ customer, from: '2020-01-01' })) };
}
