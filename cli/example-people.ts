import type { RoleName } from '@clientele/engine';
import { type Asked, isJson } from './command.ts';
import type { Connection } from './connection.ts';
import type { Answer } from './contract.ts';
import { RefusedRequest } from './errors.ts';

/** The two car makers of the example, by their numbers. */
const CASTELL = '10104';
const VANTOR = '10118';

interface Cast {
  readonly name: string;
  readonly role: RoleName;
  /** Whom they are let in to, and as what. */
  readonly letIn?: { readonly customer: string; readonly as: 'owner' | 'contributor' };
}

/** On each side of the wall, on none, and above both. */
const PEOPLE: readonly Cast[] = [
  { name: 'Account manager of Castell', role: 'account manager', letIn: { customer: CASTELL, as: 'owner' } },
  {
    name: 'Quality manager of Castell',
    role: 'quality manager',
    letIn: { customer: CASTELL, as: 'contributor' },
  },
  { name: 'Account manager of Vantor', role: 'account manager', letIn: { customer: VANTOR, as: 'owner' } },
  {
    name: 'Quality manager of Vantor',
    role: 'quality manager',
    letIn: { customer: VANTOR, as: 'contributor' },
  },
  { name: 'Planner', role: 'planner' },
  { name: 'Steward', role: 'compliance steward' },
  { name: 'Executive', role: 'executive' },
];
const PURPOSE = { owner: 'Looks after the account', contributor: 'Finds and mends what goes wrong' } as const;
const UNTIL = '2999-12-31';

/** Declares the example's car makers rivals, with people on each side; each comes in by a link that is printed. */
export async function addExamplePeople(asked: Asked, connection: Connection): Promise<void> {
  const { screen } = asked;
  const { example } = await connection.call('book');
  if (!example)
    throw new RefusedRequest({
      code: 'no-example',
      sentence:
        'These people belong to the example company, and the book does not hold it alone: load it first.',
    });
  await connection.call('declareRivals', { body: { customers: [CASTELL, VANTOR], name: 'Car makers' } });
  const invited: Answer<'invite'>[] = [];
  for (const { name, role, letIn } of PEOPLE) {
    const { person, link } = await connection.call('invite', { body: { name, roles: [role] } });
    if (letIn) {
      const { customer, as } = letIn;
      const body = { person: person.id, customer, role: as, purpose: PURPOSE[as], until: UNTIL };
      await connection.call('letIn', { body });
    }
    invited.push({ person, link });
  }
  if (isJson(asked)) {
    screen.json(invited);
    return;
  }
  screen.line(
    'Castell (10104) and Vantor (10118) are rivals. Each comes in by a link, once, within 24 hours:',
  );
  // A link is copied whole or is none: a table would cut it.
  for (const { person, link } of invited) screen.line(`${person.name}\n  ${link.url ?? link.address ?? ''}`);
}
