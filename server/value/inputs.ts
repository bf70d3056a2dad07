import type { Day, Scope } from '@clientele/engine';
import type { ValueInputKind } from '../../contract/value-of-customer.ts';
import { customerBy, type KnownCustomer, knownCustomers } from '../customers/store.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { customerFor } from '../profit/customer-page.ts';
import { cardAnswer, type Made } from './forecast-row.ts';
import { checkedFields } from './input-fields.ts';
import { addInput, endInputs, type InputFields, inputsThatHold, type KeptInput } from './input-store.ts';
import type { ValueStores } from './terms.ts';

/** Of these several hold at a time; of all others the newest. */
const SEVERAL: readonly ValueInputKind[] = ['referral', 'contract', 'spend'];

/** Keeps what somebody states of a customer. The one before of its kind, or what it corrects, gives way. */
export async function stateInput(
  stores: ValueStores,
  scope: Scope,
  id: string,
  { kind, fields: given }: { kind: ValueInputKind; fields: InputFields },
): Promise<void> {
  const customer = await customerFor(stores, scope, id);
  const fields = checkedFields(kind, given);
  await stores.database.within(scope, async store => {
    const referrer =
      kind === 'referral' ? await customerBy(scope, store, String(fields.referrer)) : undefined;
    if (kind === 'referral' && !referrer)
      throw new Refusal(
        'not-asked-right',
        `referrer: There is no customer "${fields.referrer}". Write the number of one.`,
      );
    const before = (await inputsThatHold(scope, store, customer.id)).filter(one => one.kind === kind);
    if (referrer?.id === customer.id)
      throw new Refusal(
        'not-asked-right',
        'referrer: A customer cannot refer itself. Write the number of another.',
      );
    const gone = before.filter(one => !SEVERAL.includes(kind) || isTheSame(one, { kind, referrer, fields }));
    await endInputs(
      scope,
      store,
      gone.map(one => one.id),
    );
    const kept = referrer ? { ...fields, referrer: referrer.publicId } : fields;
    await addInput(scope, store, { customer: customer.id, referrer: referrer?.id, kind, fields: kept });
    await recordChange(scope, store, {
      what: `value input: ${kind}`,
      before: gone[0] ? { customer: customer.publicId, ...gone[0].fields } : null,
      after: { customer: customer.publicId, ...kept },
      customers: [customer.id, ...(referrer ? [referrer.id] : [])],
    });
  });
}

/** Of what there may be several: a referral by the same customer, and a contract that began on the same day. */
function isTheSame(
  before: KeptInput,
  now: { kind: ValueInputKind; referrer: KnownCustomer | undefined; fields: InputFields },
): boolean {
  if (now.kind === 'referral') return before.referrer === now.referrer?.id;
  return now.kind === 'contract' && before.fields.first === now.fields.first;
}

/** Takes back what was stated; it stays in the log. */
export async function withdrawInput(
  stores: ValueStores,
  scope: Scope,
  { id, input }: { id: string; input: string },
): Promise<void> {
  const customer = await customerFor(stores, scope, id);
  await stores.database.within(scope, async store => {
    const found = (await inputsThatHold(scope, store, customer.id)).find(one => one.id === input);
    if (!found) throw new Refusal('not-found', `There is nothing stated "${input}" of this customer.`);
    await endInputs(scope, store, [found.id]);
    await recordChange(scope, store, {
      what: `value input: ${found.kind}`,
      before: { customer: customer.publicId, ...found.fields },
      after: null,
      customers: [customer.id, ...(found.referrer === undefined ? [] : [found.referrer])],
    });
  });
}

/** What holds of one customer, the newest first. */
export function customerInputs(all: readonly KeptInput[], customer: number): KeptInput[] {
  return all.filter(one => one.customer === customer);
}

/** The customers whom referrals name, and those referred, by their ids. */
export async function referrersOf(
  stores: ValueStores,
  scope: Scope,
  all: readonly KeptInput[],
): Promise<ReadonlyMap<number, KnownCustomer>> {
  const ids = new Set(all.flatMap(one => (one.referrer === undefined ? [] : [one.referrer, one.customer])));
  if (ids.size === 0) return new Map();
  const cards = await stores.database.within(scope, store => knownCustomers(scope, store));
  return new Map(cards.flatMap(card => (ids.has(card.id) ? [[card.id, card] as const] : [])));
}

export function inputAnswer(
  input: KeptInput,
  { today, referrers }: { today: Day; referrers: ReadonlyMap<number, KnownCustomer> },
) {
  const expires = expiryOf(input);
  const referrer = input.referrer === undefined ? undefined : referrers.get(input.referrer);
  return {
    id: input.id,
    kind: input.kind,
    fields: { ...input.fields },
    at: input.at,
    by: input.by,
    expires: expires ?? null,
    expired: expires !== undefined && expires < today,
    referrer: referrer ? cardAnswer(referrer) : null,
  };
}

/** The day in the book's time zone, on which inputs expire. */
export function todayIn(made: Made | undefined): Day {
  const timeZone = made?.read.ranked.settings.timeZone ?? 'UTC';
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
}

/** Last day on which an input counts, where it says so. */
export function expiryOf({ fields }: Pick<KeptInput, 'fields'>): Day | undefined {
  return typeof fields.expires === 'string' && fields.expires !== '' ? fields.expires : undefined;
}
