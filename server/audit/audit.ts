import {
  asInstallation,
  localOwner,
  parseDay,
  type Right,
  type Scope,
  seenOf,
  type VisibleCustomers,
} from '@clientele/engine';
import type { AuditEntry, Verified } from '../../contract/audit.ts';
import { customerBy } from '../customers/store.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import {
  type LogEntry,
  type LogNames,
  listEntries,
  logNames,
  peopleCalled,
  readEntry,
  seesEveryCustomer,
} from './audit-store.ts';
import { type Break, walkChain } from './chain-store.ts';

export interface AuditStores {
  readonly database: Database;
}

interface LogAsked {
  readonly sees: (right: Right) => Promise<VisibleCustomers>;
  readonly person?: string | undefined;
  readonly customer?: string | undefined;
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly below?: number | undefined;
  readonly limit: number;
}

/** The log as far as walls leave it to who asks: accounts are no limit to who reads it, walls are. */
export async function auditAnswer({ database }: AuditStores, scope: Scope, asked: LogAsked) {
  for (const day of [asked.from, asked.until])
    if (day !== undefined && parseDay(day) === undefined)
      throw new Refusal('not-asked-right', `"${day}" is no day: write it as YYYY-MM-DD.`);
  const reading = behindWallsOnly(scope);
  const sight = await asked.sees(OPENS);
  return await database.within(reading, async store => {
    const person = asked.person === undefined ? undefined : await personOf(reading, store, asked.person);
    const called = asked.customer;
    const customer = called === undefined ? undefined : await customerBy(reading, store, called);
    if (called !== undefined && !customer)
      throw new Refusal('not-found', `There is no customer "${called}".`);
    const { kind, from, until, below } = asked;
    const filter = { person, customer: customer?.id, kind, from, until, below, limit: asked.limit + 1 };
    const found = await listEntries(reading, store, filter);
    const page = found.slice(0, asked.limit);
    const names = await logNames(reading, store, page);
    return {
      entries: page.map(entry => entryAnswer(entry, { names, sight })),
      next: found.length > page.length ? (page.at(-1)?.sequence ?? null) : null,
    };
  });
}

/** An entry whole. What is behind a wall is not there. */
export async function auditEntry(
  { database }: AuditStores,
  scope: Scope,
  { sequence, sees }: Pick<LogAsked, 'sees'> & { readonly sequence: number },
) {
  const reading = behindWallsOnly(scope);
  const sight = await sees(OPENS);
  return await database.within(reading, async store => {
    const entry = await readEntry(reading, store, sequence);
    if (!entry) throw new Refusal('not-found', `There is no entry ${sequence} in the log.`);
    const { before, after, hash, previous_hash: previousHash } = entry;
    const names = await logNames(reading, store, [entry]);
    const told = entryAnswer(entry, { names, sight });
    return { ...told, before: before ?? null, after: after ?? null, hash, previousHash };
  });
}

/** What the page of a customer takes. */
const OPENS = 'profit.read';

/** Works the whole chain out anew. Who is behind walls learns whether it holds and how long it is. */
export async function verifyChain({ database }: AuditStores, scope: Scope): Promise<Verified> {
  const reading = behindWallsOnly(scope);
  const seesAll = await database.within(reading, store => seesEveryCustomer(reading, store));
  const whole = asInstallation(scope);
  const { entries, hash, broken } = await database.snapshot(whole, store => walkChain(whole, store));
  const told = seesAll && broken ? { ...broken, sentence: sentenceOf(broken) } : null;
  return { holds: broken === undefined, entries, broken: told, hash: seesAll ? hash : null };
}

function sentenceOf({ sequence, why }: Break): string {
  const SENTENCES = {
    altered: `Entry ${sequence} does not say what it said when it was written.`,
    removed: `Entry ${sequence} was removed.`,
    'cut off': `The end of the log was cut off from entry ${sequence} on.`,
    'not chained': `Something was put in behind entry ${sequence - 1} that the log did not write itself.`,
  } as const;
  return SENTENCES[why];
}

function behindWallsOnly(scope: Scope): Scope {
  return { ...scope, customers: 'all' };
}

async function personOf(
  scope: Scope,
  store: Parameters<typeof peopleCalled>[1],
  called: string,
): Promise<number> {
  if (called === localOwner('job').person) return 0;
  const found = await peopleCalled(scope, store, called);
  const [id] = found;
  if (id === undefined) throw new Refusal('not-found', `There is no person "${called}".`);
  if (found.length > 1)
    throw new Refusal('not-asked-right', `Several people are called "${called}": name one by its id.`);
  return id;
}

function entryAnswer(
  entry: LogEntry,
  { names, sight }: { readonly names: LogNames; readonly sight: VisibleCustomers },
): AuditEntry {
  const { sequence, made_at, made_by: by, surface, kind, what, address } = entry;
  const through = Object.entries(entry.through ?? {}).flatMap(([id, access]) => {
    const customer = names.customers.get(Number(id))?.id;
    if (customer === undefined || access === undefined) return [];
    const grant =
      access.breakGlass === undefined
        ? names.grants.get(access.grant ?? 0)
        : names.breakGlass.get(access.breakGlass);
    return [{ customer, rule: access.rule, grant: grant ?? null }];
  });
  return {
    ...{ sequence, at: made_at.toISOString(), by, person: names.people.get(entry.person_id) ?? null },
    ...{ surface, kind, what, address, through },
    customers:
      entry.customers?.flatMap(id => {
        const customer = names.customers.get(id);
        return customer ? [{ ...customer, inSight: seenOf({ customers: sight }, [id]).length > 0 }] : [];
      }) ?? null,
  };
}
