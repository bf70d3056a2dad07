import { REACHES, RIGHTS, type Right, ROLES, type RoleName } from '@clientele/engine';
import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { viewing } from './viewing.ts';

export const roleName = z.enum(Object.keys(ROLES) as [RoleName, ...RoleName[]]);
export const rightName = z.enum(Object.keys(RIGHTS) as [Right, ...Right[]]);

const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  roles: z.array(z.string()),
  /** As files write the owner of an account: these accounts are the person's own. */
  ownerName: z.nullable(z.string()),
  teams: z.array(z.string()),
  /** Whether the person ever came in. */
  signsIn: z.boolean(),
  secondFactor: z.boolean(),
  /** How many: each is a way in by itself, of two factors. */
  passkeys: z.number(),
  seenAt: z.nullable(z.string()),
  madeAt: z.string(),
  madeBy: z.string(),
});
export type Person = z.infer<typeof person>;

/** To hand over where it was not mailed: shown once, used once. */
const oneTimeLink = z.object({
  person: z.string(),
  /** Path and search of the page to open; null where it was mailed, and is in the mail and nowhere else. */
  address: z.nullable(z.string()),
  /** The same with the host; null too where no server runs. */
  url: z.nullable(z.string()),
  /** `none` where no mail is set up, there is no e-mail, or it was asked for by hand. */
  mail: z.enum(['none', 'sent', 'failed']),
  kind: z.enum(['owner', 'invitation', 'reset']),
  endsAt: z.string(),
});
export type OneTimeLink = z.infer<typeof oneTimeLink>;

const team = z.object({
  id: z.string(),
  name: z.string(),
  /** Countries, as the customers' records write them. */
  territories: z.array(z.string()),
  /** Ids of people. */
  members: z.array(z.string()),
});
export type Team = z.infer<typeof team>;

const me = z.object({
  name: z.string(),
  email: z.nullable(z.string()),
  roles: z.array(z.string()),
  /** Right and reach. */
  rights: z.partialRecord(rightName, z.enum(REACHES)),
  secondFactor: z.boolean(),
  /** False for whoever works over the data folder, which has no account. */
  account: z.boolean(),
  /** As whom the product is looked at; rights are then those that both have. */
  viewing: z.nullable(viewing),
});
export type Me = z.infer<typeof me>;

const one = z.object({ id: z.string() });

export const peopleEndpoints = {
  me: endpoint({
    name: 'me',
    method: 'GET',
    path: '/me',
    right: 'book.read',
    summary: 'Who is signed in, in which roles and with which rights',
    answer: me,
  }),
  people: endpoint({
    name: 'people',
    method: 'GET',
    path: '/people',
    right: 'people.read',
    summary: 'People who work with the book, by name; who was removed is not among them',
    answer: z.array(person),
  }),
  invite: endpoint({
    name: 'invite',
    method: 'POST',
    path: '/people',
    right: 'people.write',
    summary:
      'Add a person; mails the link by which the person sets a password, or answers it to be handed over',
    body: z.object({
      name: z.string(),
      email: z.optional(z.nullable(z.string())),
      roles: z.array(roleName),
      ownerName: z.optional(z.nullable(z.string())),
      /** Mails nothing. */
      byHand: z.optional(z.boolean()),
    }),
    answer: z.object({ person, link: oneTimeLink }),
  }),
  changePerson: endpoint({
    name: 'changePerson',
    method: 'POST',
    path: '/people/{id}',
    right: 'people.write',
    summary: 'Change name, e-mail, roles or accounts of a person; holds from its next request on',
    params: one,
    body: z.object({
      name: z.optional(z.string()),
      email: z.optional(z.nullable(z.string())),
      roles: z.optional(z.array(roleName)),
      ownerName: z.optional(z.nullable(z.string())),
    }),
    answer: person,
  }),
  removePerson: endpoint({
    name: 'removePerson',
    method: 'DELETE',
    path: '/people/{id}',
    right: 'people.write',
    summary: 'Remove a person: sessions and keys end at once, what it did keeps its name',
    params: one,
    answer: z.array(person),
  }),
  resetLink: endpoint({
    name: 'resetLink',
    method: 'POST',
    path: '/people/{id}/reset',
    right: 'people.write',
    summary:
      'A new link for a person to set a password by, mailed or answered; any earlier one ends. It may take second factor and passkeys away too',
    params: one,
    body: z.object({ withoutSecondFactor: z.optional(z.boolean()), byHand: z.optional(z.boolean()) }),
    answer: oneTimeLink,
  }),
  teams: endpoint({
    name: 'teams',
    method: 'GET',
    path: '/teams',
    right: 'people.read',
    summary: 'Teams, their territories and members',
    answer: z.array(team),
  }),
  saveTeam: endpoint({
    name: 'saveTeam',
    method: 'POST',
    path: '/teams',
    right: 'people.write',
    summary: 'Save a team under a name that no other has; with `id` in the place of that one',
    body: z.object({
      id: z.optional(z.string()),
      name: z.string(),
      territories: z.optional(z.array(z.string())),
      members: z.optional(z.array(z.string())),
    }),
    answer: z.array(team),
  }),
  removeTeam: endpoint({
    name: 'removeTeam',
    method: 'DELETE',
    path: '/teams/{id}',
    right: 'people.write',
    summary: 'Remove a team; its members stay',
    params: one,
    answer: z.array(team),
  }),
};
