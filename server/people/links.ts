import type { Scope } from '@clientele/engine';
import type { OneTimeLink } from '../../contract/people.ts';
import type { Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { accountLimit, addressLimit, limited } from './attempts.ts';
import type { Asking } from './auth-answer.ts';
import { hasAccount } from './auth-store.ts';
import { type Addressee, changeLetter, linkLetter, type SignInChange } from './letters.ts';
import { addLink, type LinkKind } from './link-store.ts';
import type { People } from './open-people.ts';
import type { PeopleStores } from './people.ts';
import { type KeptPerson, personByEmail } from './store.ts';
import { welcomeAddress } from './welcome.ts';

/** A new link for a person, as it is handed over by hand. */
export async function linkFor(
  scope: Scope,
  store: Store,
  { person, kind, people }: { person: KeptPerson; kind: LinkKind; people: People },
): Promise<OneTimeLink> {
  const { token, endsAt } = await addLink(scope, store, { personId: person.id, kind });
  const address = welcomeAddress(token);
  const at = people.address();
  const url = at === undefined ? null : at + address;
  return { person: person.name, address, url, kind, endsAt: endsAt.toISOString(), mail: 'none' };
}

/** Mails a link where that is set up: whoever made it then does not see it. */
export async function handedOver(
  { mail }: People,
  link: OneTimeLink,
  { email, byHand = false }: { email: string | null; byHand?: boolean | undefined },
): Promise<OneTimeLink> {
  if (!mail || email === null || byHand || link.url === null) return link;
  const sent = await mail.send(linkLetter({ name: link.person, email }, { ...link, url: link.url }));
  return sent ? { ...link, address: null, url: null, mail: 'sent' } : { ...link, mail: 'failed' };
}

/** Answered before the e-mail is looked up, so that the answer and its time are the same for any. */
export async function forgotPassword(
  stores: PeopleStores,
  scope: Scope,
  { address, email }: Pick<Asking, 'address'> & { readonly email: string },
): Promise<{ done: true }> {
  if (!stores.people.mail)
    throw new Refusal('no-mail', 'No mail is set up here: ask an owner for a new link.');
  const known = email.trim().toLowerCase();
  // None is forgiven: what counts is how often mail is asked for.
  const limits = [addressLimit(address), accountLimit(`forgotten ${known}`)];
  await limited(stores, scope, { limits, attempt: async () => undefined });
  stores.people.afterwards(() => mailLink(stores, scope, known));
  return { done: true };
}

async function mailLink({ database, people }: PeopleStores, scope: Scope, email: string): Promise<void> {
  const link = await database.within(scope, async store => {
    const person = await personByEmail(scope, store, { email, not: 0 });
    // An invitation that was never used is an owner's to renew.
    if (!person || !(await hasAccount(scope, store, person.id))) return undefined;
    await recordChange(scope, store, {
      what: 'sign-in link asked for',
      before: null,
      after: { person: person.publicId },
      customers: [],
    });
    return await linkFor(scope, store, { person, kind: 'reset', people });
  });
  if (!link || link.url === null) return;
  await people.mail?.send(linkLetter({ name: link.person, email }, { ...link, url: link.url, asked: true }));
}

/** Tells people by mail, where it is set up, what changed in how they sign in; nobody waits for it. */
export function tellChange(people: People, to: readonly Addressee[], change: SignInChange): void {
  const { mail } = people;
  if (!mail) return;
  const at = new Date().toISOString();
  for (const one of to) people.afterwards(() => mail.send(changeLetter(one, change, at)));
}
