import type { NamedCustomer } from '../wall-rows-store.ts';
import type { Asked } from './endpoint-cases.ts';

/** Shorter ones stand in many answers by chance. */
const LENGTH_LEAST = 6;
const DIGITS_LEAST = 10;
const LINES = 50;

/**
 * Texts and amounts that stand for a customer and, as far as can be told, for nobody else: the amounts of its profit and
 * loss, and the numbers of its orders and returns. Asked as the local owner, who may see everything.
 */
export async function secretsOf(
  ask: (asked: Asked) => Promise<{ readonly status: number; readonly body: string }>,
  { id }: NamedCustomer,
): Promise<string[]> {
  const read = async (path: string) => {
    const { status, body } = await ask({ path });
    return status === 200 ? JSON.parse(body) : {};
  };
  const customer = await read(`/customers/${id}`);
  const { lines = [] } = await read(`/customers/${id}/lines?limit=${LINES}`);
  const amounts = [...amountsIn(customer.statement), ...amountsIn(customer.periods)];
  const references = (lines as { kind: string; reference: string }[])
    .filter(({ kind }) => kind === 'sale' || kind === 'return')
    .map(({ reference }) => reference);
  return [...new Set([...amounts.filter(isLong), ...references.filter(isTelling)])];
}

/** What sums up much of a customer: the cost of a few minutes at everybody's rate may well be another's too. */
const TELLING = new Set(['list', 'invoiced', 'netRevenue', 'contribution', 'costToServe', 'profit']);

/** Decimals under such a name anywhere in an answer, as the wire writes them. */
function amountsIn(part: unknown, name = ''): string[] {
  if (typeof part === 'string')
    return TELLING.has(name) && /^-?\d+\.\d{2,}$/.test(part) ? [part.replace('-', '')] : [];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => amountsIn(value, Array.isArray(part) ? name : key));
}

/** An amount of fewer digits may be another's too. */
function isLong(amount: string): boolean {
  return amount.length >= DIGITS_LEAST;
}

/** Long enough to stand for one thing only. */
export function isTelling(text: string): boolean {
  return text.length >= LENGTH_LEAST && /\d|[A-Z].*[a-z]|[a-z]{6}/.test(text);
}
