import type { Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { accountLimit, limited } from './attempts.ts';
import { type Asking, asked } from './auth-answer.ts';
import type { SignInChange } from './letters.ts';
import { tellChange } from './links.ts';
import type { PeopleStores } from './people.ts';

export type Headed = Pick<Asking, 'headers'>;

/** Tries the password of who is signed in: somebody else may sit there. */
export function ofOwn<T>(stores: PeopleStores, scope: Scope, ask: () => Promise<T>): Promise<T | undefined> {
  const limits = [accountLimit(`of person ${scope.personId}`)];
  return limited(stores, scope, { limits, attempt: () => asked(ask()) });
}

export const WRONG_PASSWORD = new Refusal('wrong-password', 'The password is not the one in use: try again.');

/** What is one's own takes oneself: an API key could otherwise make another that may more, or outlive it. */
export function refuseOthers({ personId, surface }: Scope): void {
  if (personId > 0 && surface === 'web') return;
  throw new Refusal(
    'not-allowed',
    'Sessions, keys and passwords are for who is signed in with a browser: the command line and API keys have none of their own.',
  );
}

export async function signedIn({ people }: PeopleStores, scope: Scope, { headers }: Headed) {
  refuseOthers(scope);
  const signed = await (await people.auth()).api.getSession({ headers });
  if (!signed) throw new Refusal('not-signed-in', 'The session has ended: sign in again.');
  return signed;
}

/** Written down, and told to whose account it is. */
export async function changed(
  { database, people }: PeopleStores,
  scope: Scope,
  { user, what, told }: { user: { name: string; email: string }; what: string; told: SignInChange },
): Promise<void> {
  await database.within(scope, store =>
    recordChange(scope, store, { what, before: null, after: null, customers: [] }),
  );
  tellChange(people, [user], told);
}
