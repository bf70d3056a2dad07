import { createHash } from 'node:crypto';
import { hiddenFrom, may, type RoleName, rightsOf, type VisibleCustomers } from '@clientele/engine';
import type { Endpoint } from '../../../contract/endpoint.ts';
import type { Database } from '../../database/open.ts';
import { publicIdsOf } from '../../database/public-id.ts';
import { type Identity, localIdentity, viewingAs } from '../../people/identity.ts';
import { QUERIES_TOLD } from '../../queries-told.ts';
import { OWN_SCOPE } from '../../stores.ts';
import { rolesOf } from '../own-customers-store.ts';
import type { Walls } from '../sight.ts';
import { CLOCK_NOTED } from '../wall-facts-store.ts';
import { type NamedCustomer, type WallNames, wallNames } from '../wall-rows-store.ts';
import type { Asked } from './endpoint-cases.ts';
import { isTelling, secretsOf } from './secrets.ts';
import { type Answer, type Proof, sweep, type Tried } from './sweep.ts';
import type { Target } from './target.ts';
import { standsFor } from './target-store.ts';

/** What a proof is made on: a whole product, of which nothing else is asked meanwhile. It changes what it is made on. */
export interface Provable {
  readonly endpoints: readonly Endpoint[];
  as(identity: Identity): { fetch(request: Request): Response | Promise<Response> };
  readonly stores: { readonly database: Database };
  readonly walls: Walls;
  /** Waits until all files are read. */
  readonly intake: { idle(): Promise<unknown> };
}

export interface ProofOptions {
  /** Hidden customers that are tried for each person, those with the most trade first. */
  readonly hiddenMost?: number;
  /** Further texts that stand for a customer and nobody else, by its public id. */
  readonly canaries?: ReadonlyMap<string, readonly string[]>;
  /** Stops as soon as it is. */
  readonly isEnough?: (leaks: Proof['leaks']) => boolean;
}

/** Tries every endpoint as every person, about what walls keep from them. */
export async function prove(
  on: Provable,
  { hiddenMost = 2, canaries = new Map(), isEnough = () => false }: ProofOptions = {},
): Promise<Proof> {
  const { endpoints } = on;
  const model = JSON.parse((await asked(on, localIdentity('test'), { path: '/models/current' })).body).model;
  const people = await peopleTried(on, { hiddenMost, canaries });
  const missing = [missingTarget(), missingTarget()] as const;
  const ask = (identity: Identity, what: Asked) => asked(on, identity, what);
  return await sweep({ endpoints, people, missing, model, ask, isEnough });
}

async function peopleTried(
  on: Provable,
  options: Required<Pick<ProofOptions, 'hiddenMost' | 'canaries'>>,
): Promise<Tried[]> {
  const { database } = on.stores;
  const { index, moment } = await on.walls.present();
  const names = await database.within(OWN_SCOPE, store => wallNames(OWN_SCOPE, store));
  const known = new Map<number, { target: Target; names: readonly string[]; secrets: readonly string[] }>();
  const about = async (id: number) => {
    const before = known.get(id);
    if (before) return before;
    const customer = names.customers.get(id) as NamedCustomer;
    const target = {
      ...missingTarget(),
      ...(await database.within(OWN_SCOPE, store => standsFor(OWN_SCOPE, store, id))),
    };
    const told = await secretsOf(what => asked(on, localIdentity('test'), what), customer);
    const called = [customer.id, customer.sourceKey, customer.name];
    const more = options.canaries.get(customer.id) ?? [];
    const one = {
      ...{ target, names: called.filter(isTelling) },
      secrets: [...told, ...more].filter(text => !called.includes(text)),
    };
    known.set(id, one);
    return one;
  };
  const tried: Tried[] = [];
  const trying = async (identity: Identity, hidden: readonly number[]) => {
    const sees = await on.walls.sight(identity, 'customers.read');
    const abouts: Awaited<ReturnType<typeof about>>[] = [];
    for (const id of hidden) abouts.push(await about(id));
    const open = [...names.customers.keys()].find(id => isSeen(sees, id));
    tried.push({
      ...{ identity, sees, hidden: abouts.slice(0, options.hiddenMost).map(({ target }) => target) },
      names: [...new Set(abouts.flatMap(about => about.names))],
      secrets: [...new Set(abouts.flatMap(({ secrets }) => secrets))],
      seen: open === undefined ? undefined : (await about(open)).target,
    });
  };
  const here = await peopleHere(on, names);
  for (const { personId, name, roles } of here) {
    const identity: Identity = { personId, person: name, surface: 'web', rights: rightsOf(roles) };
    const hidden = hiddenFrom(index, personId, moment);
    await trying(identity, hidden);
    if (!may(identity.rights, 'people.view')) continue;
    // As somebody from whom another part is hidden: nothing may come of either part.
    const theirs = (id: number) => hiddenFrom(index, id, moment);
    const viewed = here.find(one => one.personId !== personId && `${theirs(one.personId)}` !== `${hidden}`);
    if (!viewed) continue;
    const viewing = viewingAs(identity, { ...viewed, since: new Date(moment.instant).toISOString() });
    const both = [...new Set([...hidden, ...theirs(viewed.personId)])];
    await trying({ ...viewing, person: `${name}, viewing as ${viewed.name}` }, both);
  }
  return tried;
}

/** Everybody who has not left. */
async function peopleHere({ stores: { database } }: Provable, names: WallNames) {
  const here: { personId: number; id: string; name: string; roles: readonly RoleName[] }[] = [];
  for (const [personId, { id, name, left }] of names.people) {
    if (left) continue;
    const roles = await database.within(OWN_SCOPE, store => rolesOf(OWN_SCOPE, store, personId));
    here.push({ personId, id, name, roles });
  }
  return here;
}

function isSeen(sees: VisibleCustomers, id: number): boolean {
  if (sees === 'all') return true;
  return 'except' in sees ? !sees.except.includes(id) : sees.includes(id);
}

/** Ids of the form that there are, of what there is not. */
function missingTarget(): Target {
  const one = (prefix: Parameters<typeof publicIdsOf>[0]) => publicIdsOf(prefix, 1)[0] as string;
  return {
    ...{ customer: one('cus'), customerKey: one('cus').slice(4), batch: one('bat') },
    ...{
      file: createHash('sha256').update(one('bat')).digest('hex'),
      scenario: one('scn'),
      view: one('vie'),
    },
    ...{ viewName: one('vie').slice(4), product: one('bat').slice(4), model: one('mod') },
    ...{ conflictClass: one('cls'), grant: one('gra'), breakGlass: one('brk'), valueInput: one('vin') },
  };
}

async function asked(
  on: Provable,
  identity: Identity,
  { path, method = 'GET', body, bytes }: Asked,
): Promise<Answer> {
  const queries: string[] = [];
  const listen = (sql: unknown) => {
    if (!String(sql).startsWith(CLOCK_NOTED)) queries.push(String(sql));
  };
  QUERIES_TOLD.subscribe(listen);
  try {
    const sent = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
    const request = new Request(
      `http://localhost/api${path}`,
      sent === undefined ? { method } : { method, body: sent },
    );
    const response = await on.as(identity).fetch(request);
    const { date: _, ...headers } = Object.fromEntries(response.headers);
    const answer = { status: response.status, headers, body: await response.text(), queries: [...queries] };
    await on.intake.idle();
    return answer;
  } finally {
    QUERIES_TOLD.unsubscribe(listen);
  }
}
