import type { Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { countAttempt, forgiveAttempt, type Limit } from './attempt-store.ts';
import type { PeopleStores } from './people.ts';

const ACCOUNT_FREE = 5;
/** Everybody of a household or a company may come from one address. */
const ADDRESS_FREE = 50;

/** Of an account, under whatever name it is asked for. */
export function accountLimit(of: string): Limit & { whole: boolean } {
  return { of: `account ${of}`, free: ACCOUNT_FREE, whole: true };
}

export function addressLimit(of: string): Limit & { whole: boolean } {
  return { of: `address ${of}`, free: ADDRESS_FREE, whole: false };
}

/** Tries a secret within limits; undefined is a failure. Refused without trying where one has to wait. */
export async function limited<T>(
  { database }: PeopleStores,
  scope: Scope,
  {
    limits,
    attempt,
  }: { limits: readonly ReturnType<typeof accountLimit>[]; attempt: () => Promise<T | undefined> },
): Promise<T | undefined> {
  for (const limit of limits) {
    const seconds = await database.within(scope, store => countAttempt(scope, store, limit));
    if (seconds > 0) throw tooMany(seconds);
  }
  const right = await attempt();
  if (right === undefined) return undefined;
  await database.within(scope, async store => {
    for (const limit of limits) await forgiveAttempt(scope, store, limit);
  });
  return right;
}

function tooMany(seconds: number): Refusal {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new Refusal('too-many-attempts', `There were too many attempts to sign in: try again in ${wait}.`);
}
