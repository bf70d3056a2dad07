/** What one customer adds to a figure, and whether the person who asks may see that customer. */
export interface Contribution {
  readonly customer: number;
  /** A whole number: micro-units, or a count. */
  readonly amount: bigint | number;
  readonly seen: boolean;
}

export interface DisclosureRule {
  /** The fewest customers that a figure may cover. */
  readonly customersLeast: number;
  /** The most that a single one may make of the absolute total, 0 to 1. */
  readonly shareMost: number;
}

export const DISCLOSURE_RULE: DisclosureRule = { customersLeast: 5, shareMost: 0.8 };

export type Disclosure =
  | { readonly shown: true }
  /** `complement`: hidden only since another figure could be worked out by subtraction otherwise. */
  | { readonly shown: false; readonly why: 'too few' | 'one dominates' | 'complement' };

/** Figures of groups that customers are divided into, each customer in one, and of all of them. */
export interface PartitionDisclosure {
  readonly total: Disclosure;
  /** In the order of the groups. */
  readonly groups: readonly Disclosure[];
}

const SHOWN: Disclosure = { shown: true };
const SHARE_UNITS = 1_000_000;

/**
 * Whether a figure over several customers may be shown to a person. Always where the person may see all of them. Else it
 * covers at least `customersLeast` customers and none makes more than `shareMost` of Σ |amount|; and the same holds of the
 * customers that the person may not see alone, since the others can be subtracted. A customer that adds nothing is not
 * counted, or it would hide nobody. Several contributions of a customer are summed first.
 *
 * Example: 30, 20, 20, 20, 10 of five customers, none of them seen: shown, the largest makes 30 %. With the first one seen
 * four are left: too few. Amounts 90, 3, 3, 2, 2: one dominates.
 * @throws RangeError where an amount is no whole number
 */
export function disclosureOf(
  contributions: readonly Contribution[],
  rule: DisclosureRule = DISCLOSURE_RULE,
): Disclosure {
  const all = perCustomer(contributions);
  const unseen = all.filter(({ seen }) => !seen);
  if (unseen.length === 0) return SHOWN;
  // The unseen are among all, so there are enough of all where there are enough of them.
  if (unseen.filter(({ size }) => size > 0n).length < rule.customersLeast) {
    return { shown: false, why: 'too few' };
  }
  return dominated(all, rule) || dominated(unseen, rule) ? { shown: false, why: 'one dominates' } : SHOWN;
}

/**
 * The same for the groups of a partition and their total, so that subtraction tells nothing: where the total is shown, all
 * that is hidden has to be one figure that might be shown. Until it is, the smallest further group is hidden too, by
 * Σ |amount|, then by its place; a group of which all is seen stays, since it would cover nobody. What two shown figures
 * then differ by is at least `customersLeast` customers that the person may not see, or none.
 *
 * Example: three groups of 6, 5 and 2 customers with 10 each, nobody seen. The third has too few. The total less the first
 * two would give it away, so the second, 50 against 60, is hidden with it: what is hidden has 7 customers.
 * @throws RangeError where a customer is in two groups
 */
export function partitionDisclosure(
  groups: readonly (readonly Contribution[])[],
  rule: DisclosureRule = DISCLOSURE_RULE,
): PartitionDisclosure {
  return recordDisclosure([groups], rule);
}

/**
 * The same for several figures of the same groups, which stand or fall together: what one column hides could be worked out of
 * the others, as profit is from contribution and cost to serve.
 *
 * @param columns a partition for each figure, all into the same groups of the same customers
 * @throws RangeError where a customer is in two groups, or columns have other groups
 */
export function recordDisclosure(
  columns: readonly (readonly (readonly Contribution[])[])[],
  rule: DisclosureRule = DISCLOSURE_RULE,
): PartitionDisclosure {
  const [first = []] = columns;
  for (const groups of columns) {
    assertDisjoint(groups);
    if (groups.length !== first.length) throw new RangeError('columns of a record have the same groups');
  }
  /** Of some groups taken together, over all columns. */
  const together = (isTaken: (at: number) => boolean): Disclosure => {
    for (const groups of columns) {
      const disclosure = disclosureOf(groups.filter((_group, at) => isTaken(at)).flat(), rule);
      if (!disclosure.shown) return disclosure;
    }
    return SHOWN;
  };
  const total = together(() => true);
  const disclosures = first.map((_group, at) => together(other => other === at));
  if (!total.shown) return { total, groups: disclosures };
  const smallestFirst = first
    .map((group, at) => ({ at, size: sizeOf(group), seen: group.every(one => one.seen) }))
    .filter(({ at, seen }) => disclosures[at]?.shown && !seen)
    .sort((a, b) => (a.size === b.size ? a.at - b.at : a.size < b.size ? -1 : 1));
  for (const { at } of smallestFirst) {
    if (together(other => !disclosures[other]?.shown).shown) break;
    disclosures[at] = { shown: false, why: 'complement' };
  }
  return { total, groups: disclosures };
}

/**
 * Whether two figures may stand beside each other, over whatever customers: what only one of them covers is nobody hidden,
 * or at least `customersLeast` of them. It holds of the customers covered, whatever their amounts.
 * Example: a portfolio and the same without one hidden customer → false
 */
export function mayStandTogether(
  [one, other]: readonly [readonly Contribution[], readonly Contribution[]],
  { customersLeast }: DisclosureRule = DISCLOSURE_RULE,
): boolean {
  const unseen = [one, other].map(
    figure => new Set(figure.filter(({ seen }) => !seen).map(({ customer }) => customer)),
  );
  const [ofOne = new Set<number>(), ofOther = new Set<number>()] = unseen;
  const differing =
    [...ofOne].filter(customer => !ofOther.has(customer)).length +
    [...ofOther].filter(customer => !ofOne.has(customer)).length;
  return differing === 0 || differing >= customersLeast;
}

interface CustomerSize {
  readonly seen: boolean;
  readonly amount: bigint;
  readonly size: bigint;
}

function perCustomer(contributions: readonly Contribution[]): readonly CustomerSize[] {
  const sums = new Map<number, { amount: bigint; seen: boolean }>();
  for (const { customer, amount, seen } of contributions) {
    const sum = sums.get(customer) ?? { amount: 0n, seen: true };
    sums.set(customer, { amount: sum.amount + BigInt(amount), seen: sum.seen && seen });
  }
  return [...sums.values()].map(sum => ({ ...sum, size: sum.amount < 0n ? -sum.amount : sum.amount }));
}

function dominated(customers: readonly CustomerSize[], { shareMost }: DisclosureRule): boolean {
  let total = 0n;
  let largest = 0n;
  for (const { size } of customers) {
    total += size;
    if (size > largest) largest = size;
  }
  return largest * BigInt(SHARE_UNITS) > total * BigInt(Math.round(shareMost * SHARE_UNITS));
}

function sizeOf(group: readonly Contribution[]): bigint {
  return perCustomer(group).reduce((total, { size }) => total + size, 0n);
}

function assertDisjoint(groups: readonly (readonly Contribution[])[]): void {
  const groupOf = new Map<number, number>();
  for (const [at, group] of groups.entries()) {
    for (const { customer } of group) {
      if ((groupOf.get(customer) ?? at) !== at) throw new RangeError(`customer ${customer} is in two groups`);
      groupOf.set(customer, at);
    }
  }
}
