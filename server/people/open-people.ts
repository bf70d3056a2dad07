import { may, rightsOf, type Scope } from '@clientele/engine';
import type { ClientConfig } from 'pg';
import type { Database, Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { type Auth, openAuth } from './auth.ts';
import { authSecret, hasAccount, personOfUser, sweepEnded } from './auth-store.ts';
import { type Identity, narrowed, viewingAs } from './identity.ts';
import { keyBy } from './key-store.ts';
import { addLink } from './link-store.ts';
import { type Mail, openMail } from './mail.ts';
import { statedAddress } from './own-address.ts';
import { openProvider, type Provider } from './provider.ts';
import { addPerson, holdOwners, type KeptPerson, readPerson, seePerson } from './store.ts';
import { viewingOf } from './viewing-store.ts';
import { welcomeAddress } from './welcome.ts';

export interface People {
  /**
   * Who a request with these headers comes from; refused where nobody is signed in.
   * @param renew told the cookie that is to be sent back, where the session goes on for longer
   */
  identify(headers: Headers, renew: (cookie: string) => void): Promise<Identity>;
  /** better-auth, loaded when it is first asked for. */
  auth(): Promise<Auth>;
  /**
   * Path and search of the page on which the owner begins; a new one at each call, undefined once an owner has a
   * password. The first call makes the owner's record.
   */
  welcome(): Promise<string | undefined>;
  /** Where pages are served, once they are, and the address and port that is listened on. */
  readonly served: { at: string | undefined; on?: string };
  /** Where people open them, as it was set. */
  readonly stated: string | undefined;
  /** Whether that is over https, so that cookies go over nothing else. */
  readonly secure: boolean;
  /** Where people open them: as it was set, else where they are served. */
  address(): string | undefined;
  /** All of them: that one first, then by number and by name of this machine. With https it is the only one. */
  addresses(): string[];
  /** Undefined where no other system signs people in. */
  readonly provider: Provider | undefined;
  /** Undefined where no mail is set up. */
  readonly mail: Mail | undefined;
  /** For what whoever asked does not wait for; closing does. */
  afterwards(work: () => Promise<unknown>): void;
  close(): Promise<void>;
}

const NOT_SIGNED_IN = new Refusal(
  'not-signed-in',
  'Nobody is signed in: sign in at /sign-in, or open the one-time link that npm start printed or an owner gave you.',
);

interface PeopleParts {
  readonly database: Database;
  readonly app: ClientConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Who works with the book and how they are known, refused where the environment cannot be meant; the scope is the program's own. */
export function openPeople({ database, app, env }: PeopleParts, own: Scope): People {
  const mail = openMail(env);
  const stated = statedAddress(env);
  const secure = stated?.startsWith('https:') ?? false;
  const provider = openProvider(env);
  const underWay = new Set<Promise<unknown>>();
  const served: People['served'] = { at: undefined };
  let opening: Promise<Auth> | undefined;
  const auth = () => {
    opening ??= database
      .within(own, store => authSecret(own, store))
      .then(secret => openAuth({ app, secret, at: stated ?? 'http://127.0.0.1' }));
    return opening;
  };

  return {
    auth,
    served,
    stated,
    secure,
    address: () => stated ?? served.at,
    addresses: () => {
      const named = served.at?.replace('//127.0.0.1:', '//localhost:');
      if (secure && stated) return [stated];
      return [...new Set([stated, served.at, named])].filter(at => at !== undefined);
    },
    provider,
    mail,
    afterwards(work) {
      const working = work().catch((error: unknown) => console.error(error));
      underWay.add(working);
      void working.finally(() => underWay.delete(working));
    },
    async identify(headers, renew) {
      const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('Authorization') ?? '')?.[1];
      if (bearer !== undefined) return await database.within(own, store => identityOfKey(own, store, bearer));
      // Whoever brings no cookie of ours does not have better-auth loaded.
      if (!/(^|;\s*)(__Secure-)?clientele\.session_token=/.test(headers.get('Cookie') ?? ''))
        throw NOT_SIGNED_IN;
      const found = await (await auth()).api.getSession({ headers, returnHeaders: true });
      for (const cookie of found.headers.getSetCookie()) renew(cookie);
      const { response } = found;
      if (!response) throw NOT_SIGNED_IN;
      const asking = { userId: response.user.id, sessionId: response.session.id };
      return await database.within(own, store => identityOfUser(own, store, asking));
    },
    async welcome() {
      return await database.within(own, async store => {
        await sweepEnded(own, store);
        const owners = await holdOwners(own, store);
        const first = owners[0] ?? (await addPerson(own, store, FIRST_OWNER));
        for (const { id } of owners) if (await hasAccount(own, store, id)) return undefined;
        return welcomeAddress((await addLink(own, store, { personId: first.id, kind: 'owner' })).token);
      });
    },
    async close() {
      await Promise.all(underWay);
      await opening?.then(({ close }) => close()).catch(() => undefined);
    },
  };
}

const FIRST_OWNER = {
  name: 'Owner',
  email: null,
  emailByOwner: false,
  roles: ['owner'],
  ownerName: null,
} as const;

async function identityOfUser(
  own: Scope,
  store: Store,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
): Promise<Identity> {
  const id = await personOfUser(own, store, userId);
  const person = id === undefined ? undefined : await readPerson(own, store, { id });
  if (!person) throw NOT_SIGNED_IN;
  await seePerson(own, store, person.id);
  const viewed = await viewingOf(own, store, sessionId);
  const identity = { ...named(person), surface: 'web' as const, rights: rightsOf(person.roles) };
  return viewed && may(identity.rights, 'people.view')
    ? viewingAs(identity, { ...viewed, since: viewed.since.toISOString() })
    : identity;
}

/** A key may do what it was made for, as far as its owner still may. */
async function identityOfKey(own: Scope, store: Store, key: string): Promise<Identity> {
  const known = await keyBy(own, store, key);
  const person = known && (await readPerson(own, store, { id: known.personId }));
  if (!person)
    throw new Refusal(
      'not-signed-in',
      'This API key does not hold, or no longer: make another on the page My account.',
    );
  return { ...named(person), surface: 'api', rights: narrowed(rightsOf(person.roles), known.rights) };
}

function named({ id, name }: KeptPerson): Pick<Identity, 'personId' | 'person'> {
  return { personId: id, person: name };
}
