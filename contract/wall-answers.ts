import { PARTICIPANT_ROLES } from '@clientele/engine';
import * as z from 'zod/mini';

// What is told of walls: names, days and rules, and nothing of what lies behind them.

export const walledCustomer = z.object({ id: z.string(), sourceKey: z.string(), name: z.string() });
export const named = z.object({ id: z.string(), name: z.string() });
const span = { from: z.string(), until: z.nullable(z.string()) };

export const wallsAnswer = z.object({
  /** The day that all of it is told of, in the book's time zone. */
  today: z.string(),
  classes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      members: z.array(z.object({ customer: walledCustomer, ...span })),
    }),
  ),
  /** Walled for another reason than rivalry. */
  walled: z.array(z.object({ customer: walledCustomer, reason: z.string(), ...span })),
  codeNames: z.array(z.object({ customer: walledCustomer, name: z.string() })),
  participants: z.array(
    z.object({
      id: z.string(),
      person: named,
      customer: walledCustomer,
      role: z.enum(PARTICIPANT_ROLES),
      purpose: z.string(),
      from: z.string(),
      until: z.string(),
      withdrawn: z.nullable(z.string()),
      /** `grant` while it lets its person in; else the rule that closes: `not begun`, `not attested`, `other side`, `no role` … */
      state: z.string(),
      /** The state in words. */
      sentence: z.string(),
    }),
  ),
  /** Rules in force, and which training a customer requires. */
  handling: z.array(z.object({ customer: walledCustomer, version: z.number(), rules: z.string() })),
  trainingRequired: z.array(z.object({ customer: walledCustomer, training: z.string() })),
  trainings: z.array(z.object({ person: named, training: z.string(), from: z.string(), until: z.string() })),
  crossings: z.array(
    z.object({
      id: z.string(),
      person: named,
      class: named,
      to: walledCustomer,
      reason: z.string(),
      from: z.string(),
      approvedBy: named,
      withdrawn: z.nullable(z.string()),
    }),
  ),
  breakGlass: z.array(
    z.object({
      id: z.string(),
      person: named,
      customer: walledCustomer,
      reason: z.string(),
      from: z.string(),
      until: z.string(),
      approvedBy: named,
      ended: z.nullable(z.string()),
    }),
  ),
});
export type WallsAnswer = z.infer<typeof wallsAnswer>;

export const seen = z.object({
  person: named,
  roles: z.array(z.string()),
  rule: z.string(),
  sentence: z.string(),
});

/** Of walls that I am let through, and of those that were opened in need. */
export const myWallsAnswer = z.object({
  walls: z.array(
    z.object({
      customer: walledCustomer,
      role: z.enum(PARTICIPANT_ROLES),
      purpose: z.string(),
      until: z.string(),
      state: z.string(),
      sentence: z.string(),
      /** Rules that are to be read and signed. */
      toSign: z.nullable(z.object({ version: z.number(), rules: z.string() })),
      /** Required training of mine that ends within two weeks. */
      trainingEnding: z.array(z.object({ training: z.string(), until: z.string() })),
    }),
  ),
  /** Break-glass that is open to me, or to others at a customer that I am let in to. */
  breakGlass: z.array(
    z.object({
      person: named,
      mine: z.boolean(),
      customer: walledCustomer,
      reason: z.string(),
      until: z.string(),
    }),
  ),
});
export type MyWalls = z.infer<typeof myWallsAnswer>;

export const person = z.object({ ...named.shape, roles: z.array(z.string()) });
export type WallPerson = z.infer<typeof person>;
export type WalledCustomer = z.infer<typeof walledCustomer>;
