import { asInstallation, GRADES, type Scope } from '@clientele/engine';
import { customField, FIELDS, fieldName, headingOf } from '../../contract/selection.ts';
import {
  attributeHeadings,
  attributesUnder,
  type KnownCustomer,
  knownCustomers,
} from '../customers/store.ts';
import { Refusal } from '../errors.ts';
import { Recent } from '../recent.ts';
import { gradeColumn } from './grade-column.ts';
import { compareTexts, type NumberedTexts, numberedTexts } from './ordered-texts.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

/** A field of customers: each different text once, and by position in the portfolio's columns which of them each has. */
export interface FieldColumn extends NumberedTexts {
  readonly field: string;
  readonly name: string;
}

/** The fields that there are: those of the register, and the custom attributes of the book by their headings. */
export async function fieldsOf({ database }: Pick<ProfitStores, 'database'>, scope: Scope) {
  const headings = await database.within(scope, store => attributeHeadings(scope, store));
  return [
    ...FIELDS.map(([key, name]) => ({ key: key as string, name: name as string })),
    ...headings.sort(compareTexts).map(heading => ({ key: customField(heading), name: heading })),
  ];
}

const columns = new WeakMap<readonly KnownCustomer[], Map<string, Promise<FieldColumn>>>();

/**
 * The column of a field. That of the whole register is held for as long as the register is, since sorting the texts of
 * 100,000 customers takes a while; each portfolio takes its customers from it, so that a value may be nobody's there.
 * Refuses what is no field.
 */
export async function fieldColumn(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  field: string,
): Promise<FieldColumn> {
  if (field === 'grade') return await gradedColumn(stores, scope, ranked);
  const { register, inRegister } = ranked.portfolio;
  const known = columns.get(register.cards) ?? new Map<string, Promise<FieldColumn>>();
  columns.set(register.cards, known);
  const column = known.get(field) ?? computed(stores, scope, register.cards, field);
  known.set(field, column);
  column.catch(() => known.delete(field));
  const whole = await column;
  return inRegister ? { ...whole, codes: inRegister.map(at => whole.codes[at] as number) } : whole;
}

/** The column of a field with the ids of its rows. */
export interface CompanyColumn {
  readonly column: FieldColumn;
  readonly ids: Float64Array;
}

const ofCompany = new Recent<CompanyColumn>(6);

/**
 * The column of everybody in the company, whoever asks: only sums are made with it, of which those of hidden customers are taken
 * away. Kept for a revision of the book without the cards that it was made from, which take a hundred times as much memory.
 */
export function companyColumn(
  stores: ProfitStores,
  scope: Scope,
  revision: number,
  field: string,
): Promise<CompanyColumn> {
  return ofCompany.get(stores.database, `${revision} ${field}`, async () => {
    const company = asInstallation(scope);
    const cards = await stores.database.within(company, store => knownCustomers(company, store));
    return {
      column: await computed(stores, company, cards, field),
      ids: Float64Array.from(cards, ({ id }) => id),
    };
  });
}

async function computed(
  { database }: ProfitStores,
  scope: Scope,
  cards: readonly KnownCustomer[],
  field: string,
): Promise<FieldColumn> {
  const of = OF_CARD[field as keyof typeof OF_CARD];
  if (of) return { field, name: fieldName(field), ...numberedTexts(cards.map(of)) };
  const heading = headingOf(field);
  const stated =
    heading === undefined
      ? []
      : await database.within(scope, store => attributesUnder(scope, store, heading));
  if (heading === undefined || stated.length === 0)
    throw new Refusal(
      'unknown-field',
      `Customers have no field "${field}". There are ${(await fieldsOf({ database }, scope)).map(({ key }) => key).join(', ')}.`,
    );
  return { field, name: fieldName(field), ...numberedTexts(joined(cards, stated)) };
}

const OF_CARD = {
  segment: ({ segment }: KnownCustomer) => segment,
  country: ({ country }: KnownCustomer) => country,
  owner: ({ owner }: KnownCustomer) => owner,
  parent: ({ parent }: KnownCustomer) => parent,
  // By the year: a group a day would be none.
  since: ({ since }: KnownCustomer) => since?.slice(0, 4) ?? null,
} as const;

/** Both ascend by id. */
function joined(
  cards: readonly KnownCustomer[],
  stated: readonly { readonly id: number; readonly value: string }[],
): (string | null)[] {
  let next = 0;
  return cards.map(({ id }) => {
    while (next < stated.length && (stated[next] as { id: number }).id < id) next += 1;
    const found = stated[next];
    return found?.id === id ? found.value : null;
  });
}

/** A grade hangs on the period: it is held with the portfolio, not with the cards. */
async function gradedColumn(
  { ledger }: ProfitStores,
  scope: Scope,
  { portfolio, period }: Ranked,
): Promise<FieldColumn> {
  const places = await gradeColumn(ledger, scope, { portfolio, period });
  const hasModel = portfolio.model.activities.length > 0;
  // Without a cost model every figure below contribution is D, whatever the column holds.
  const codes = Uint32Array.from(places, place => (hasModel ? place + 1 : GRADES.length));
  return { field: 'grade', name: fieldName('grade'), values: [...GRADES], codes };
}
