import { DISCLOSURE_RULE, type DisclosureRule } from '@clientele/engine';
import { Refusal } from '../errors.ts';

/**
 * What a figure over customers has to cover where who asks may not see all of them: CLIENTELE_DISCLOSURE_CUSTOMERS, the fewest,
 * and CLIENTELE_DISCLOSURE_SHARE, the most that one may make of it. Whatever is none is refused at the start.
 */
export function disclosureRule(env: Readonly<Record<string, string | undefined>>): DisclosureRule {
  const { CLIENTELE_DISCLOSURE_CUSTOMERS: customers, CLIENTELE_DISCLOSURE_SHARE: share } = env;
  const customersLeast = customers ? Number(customers) : DISCLOSURE_RULE.customersLeast;
  if (!Number.isSafeInteger(customersLeast) || customersLeast < 2)
    throw new Refusal(
      'wrong-setting',
      `CLIENTELE_DISCLOSURE_CUSTOMERS is "${customers}": write a whole number of 2 or more, such as 5.`,
    );
  const shareMost = share ? Number(share) : DISCLOSURE_RULE.shareMost;
  if (!(shareMost > 0 && shareMost < 1))
    throw new Refusal(
      'wrong-setting',
      `CLIENTELE_DISCLOSURE_SHARE is "${share}": write a share between 0 and 1, such as 0.8.`,
    );
  return { customersLeast, shareMost };
}
