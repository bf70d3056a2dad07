import { askedWhy, formatDecimal, LARGE_SHARE, LOWER_SHARE, parseDay, type Scope } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { customerFor } from './customer-page.ts';
import { addDecision, decisionsOf, type KeptDecision, newestDecisions } from './decision-store.ts';
import type { RankedPortfolio } from './portfolio.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';

const RULE = `Asked of the largest ${LARGE_SHARE * 100} % of customers by net revenue, of those that lose money or rank by profit at least ${LOWER_SHARE * 100} % of the list lower than by revenue`;

type Why = NonNullable<ReturnType<typeof askedWhy>>;
export type DecisionState = 'open' | 'due' | 'decided';

export interface DecisionsQuery {
  readonly period: string;
  readonly state?: DecisionState | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Of whom a decision is asked or was made, open ones first, then those due for review. */
export async function decisionsAnswer(stores: ProfitStores, scope: Scope, query: DecisionsQuery) {
  const ranked = await rankedPortfolio(stores, scope, query.period);
  const { portfolio, settings } = ranked;
  const made = await stores.database.within(scope, store => newestDecisions(scope, store));
  const newest = new Map(made.map(decision => [decision.customer, decision]));
  const today = todayIn(ranked);
  const all = [...portfolio.byProfit].flatMap(at => {
    const card = portfolio.cards[at] as KnownCustomer;
    const why = whyAt(portfolio, at);
    const decision = newest.get(card.id);
    const state = stateOf(why, decision, today);
    return state === undefined ? [] : [{ at, card, why, decision, state }];
  });
  const wanted = all.filter(({ state }) => query.state === undefined || state === query.state);
  // `byProfit` has the least profit last.
  const ordered = wanted.reverse().sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const count = (some: DecisionState) => all.filter(({ state }) => state === some).length;
  return {
    period: query.period,
    currency: settings.currency,
    rule: RULE,
    asked: all.filter(({ why }) => why !== undefined).length,
    open: count('open'),
    due: count('due'),
    total: ordered.length,
    customers: ordered
      .slice(query.offset, query.offset + query.limit)
      .map(({ at, card, why, decision, state }) => ({
        ...cardAnswer(card),
        revenue: formatDecimal(portfolio.revenue[at] as number),
        profit: formatDecimal(portfolio.profit[at] as number),
        rank: portfolio.rank[at] as number,
        revenueRank: portfolio.revenueRank[at] as number,
        why: why ?? null,
        state,
        decision: decision ? decisionAnswer(decision) : null,
      })),
  };
}

const ORDER: readonly DecisionState[] = ['open', 'due', 'decided'];

/** Whether a decision is asked of a customer, and everything that was decided about it. */
export async function customerDecisions(
  stores: ProfitStores,
  scope: Scope,
  id: string,
  { period }: { period: string },
) {
  const customer = await customerFor(stores, scope, id);
  const ranked = await rankedPortfolio(stores, scope, period);
  const history = await stores.database.within(scope, store => decisionsOf(scope, store, customer.id));
  const at = ranked.portfolio.cards.findIndex(card => card.id === customer.id);
  const why = at < 0 ? undefined : whyAt(ranked.portfolio, at);
  return {
    customer: cardAnswer(customer),
    rule: RULE,
    why: why ?? null,
    state: stateOf(why, history[0], todayIn(ranked)) ?? null,
    history: history.map(decisionAnswer),
  };
}

/** Keeps a decision beside those before it; no figure hangs on it. */
export async function decide(
  stores: ProfitStores,
  scope: Scope,
  id: string,
  asked: { period: string; decision: Pick<KeptDecision, 'enough' | 'action' | 'owner' | 'reviewOn'> },
) {
  const customer = await customerFor(stores, scope, id);
  const decision = checked(asked.decision);
  await stores.database.within(scope, async store => {
    const [before] = await decisionsOf(scope, store, customer.id);
    await addDecision(scope, store, { customer: customer.id, ...decision });
    await recordChange(scope, store, {
      what: 'decision',
      before: before ? { customer: customer.publicId, ...decisionAnswer(before) } : null,
      after: { customer: customer.publicId, ...decision },
      customers: [customer.id],
    });
  });
  return customerDecisions(stores, scope, id, asked);
}

function checked(given: Pick<KeptDecision, 'enough' | 'action' | 'owner' | 'reviewOn'>) {
  const { enough } = given;
  const [action, owner, reviewOn] = [given.action.trim(), given.owner.trim(), given.reviewOn.trim()];
  if (!enough && action === '')
    throw new Refusal('not-asked-right', 'Its profit is not enough: write what is to be done about it.');
  if (owner === '') throw new Refusal('not-asked-right', 'The owner is missing: write who sees to it.');
  if (parseDay(reviewOn) === undefined)
    throw new Refusal('not-asked-right', `"${reviewOn}" is no day. Write the review day as YYYY-MM-DD.`);
  return { enough, action, owner, reviewOn };
}

function whyAt({ rank, revenueRank, profit, rows }: RankedPortfolio, at: number): Why | undefined {
  return askedWhy({
    rank: rank[at] as number,
    revenueRank: revenueRank[at] as number,
    profit: profit[at] as number,
    customers: rows.length,
  });
}

/** Nothing to decide where it is neither asked nor was decided; what was decided stays on the list until its review. */
function stateOf(
  why: Why | undefined,
  decision: KeptDecision | undefined,
  today: string,
): DecisionState | undefined {
  if (!decision) return why === undefined ? undefined : 'open';
  return decision.reviewOn <= today ? 'due' : 'decided';
}

/** The day in the book's time zone. */
function todayIn({ settings }: Ranked): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: settings.timeZone }).format(new Date());
}

function decisionAnswer({ customer: _, ...decision }: KeptDecision) {
  return decision;
}

function cardAnswer({ publicId, sourceKey, name, segment, country }: KnownCustomer) {
  return { id: publicId, sourceKey, name, segment, country };
}
