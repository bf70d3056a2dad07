import type { Access } from '@clientele/engine';
import type { WallNames } from './wall-rows-store.ts';

/** Of whoever is let in, but has no role that reads the customer: a wall that opens is not enough. */
export const NO_ROLE = {
  rule: 'no role',
  sentence: 'None of their roles reads this customer',
  mine: 'None of your roles reads this customer: ask an owner',
} as const;

/** What lets a person in or keeps them out, as a steward would say it. */
export function accessText(
  access: Access,
  { customers, classes }: Pick<WallNames, 'customers' | 'classes'>,
): string {
  switch (access.rule) {
    case 'unwalled':
      return 'The customer has no wall: open to whoever’s role reads customers';
    case 'grant':
      return `Let in as ${access.role}`;
    case 'break-glass':
      return 'Let in for hours by break-glass';
    case 'no grant':
      return 'Not let in';
    case 'withdrawn':
      return 'Withdrawn';
    case 'ended':
      return 'The last day is over';
    case 'not begun':
      return 'The first day is to come';
    case 'not attested':
      return `Has not signed version ${access.version} of the handling rules`;
    case 'training lapsed':
      return `Training “${access.training}” is missing or has lapsed`;
    case 'other side': {
      const side = customers.get(access.customer)?.name ?? 'a rival';
      return `Stands on the side of ${side} in “${classes.get(access.class)?.name ?? 'a class'}”`;
    }
  }
}
