import { type DisclosureRule, type Period, parsePeriod, type Scope } from '@clientele/engine';
import type { CustomerRegister } from '../customers/register.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { BookSettings } from '../facts/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FieldSums } from '../measures/field-sums.ts';
import type { Costing } from './costing.ts';
import { type ModelInUse, modelInUse } from './model-in-use.ts';
import { costPortfolio, type RankedPortfolio, rankPortfolio } from './portfolio.ts';
import { readTotals } from './totals.ts';

/** What the use cases of profit work with. */
export interface ProfitStores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly costing: Costing;
  readonly fieldSums: FieldSums;
  readonly register: CustomerRegister;
  readonly recent: RecentPortfolios;
  /** Of figures over customers whom who asks may not all see. */
  readonly disclosure: DisclosureRule;
}

export interface Ranked {
  readonly portfolio: RankedPortfolio;
  readonly model: ModelInUse;
  readonly revision: number;
  readonly settings: BookSettings;
  readonly period: Period | undefined;
}

/** The last few portfolios, each under the revision, model, period and scope that it holds for. */
type RecentPortfolios = Map<string, Promise<RankedPortfolio>>;
const RECENT_MOST = 6;

/** What a portfolio is of: a period under the models in use, with the book as it is. */
type Asked = Omit<Ranked, 'portfolio'> & {
  /** What its portfolio is kept under. */
  readonly key: string;
};

/**
 * The ranked portfolio of a period, from stored measures. Kept for as long as the book, the model and the scope stay
 * the same, so that paging and sorting do not compute it again.
 */
export async function rankedPortfolio(
  stores: ProfitStores,
  scope: Scope,
  periodText: string,
): Promise<Ranked> {
  return await rankedFor(stores, scope, await askedFor(stores, scope, periodText));
}

/** The same of what is known already. */
export async function rankedFor(
  stores: ProfitStores,
  scope: Scope,
  { key, ...asked }: Asked,
): Promise<Ranked> {
  const kept = stores.recent.get(key);
  const portfolio = kept ?? computed(stores, scope, asked);
  stores.recent.delete(key);
  stores.recent.set(key, portfolio);
  portfolio.catch(() => stores.recent.delete(key));
  for (const oldest of [...stores.recent.keys()].slice(0, -RECENT_MOST)) stores.recent.delete(oldest);
  return { portfolio: await portfolio, ...asked };
}

/** What a period is asked of, once measures and costs hold for the book as it is. */
export async function askedFor(stores: ProfitStores, scope: Scope, periodText: string): Promise<Asked> {
  const { revision, timeline, settings } = await stores.costing.settled();
  const book = settings ?? {
    company: '',
    currency: 'EUR',
    timeZone: 'UTC',
    fiscalStartMonth: 1,
    homeCountry: null,
  };
  const period = readPeriod(periodText, book.fiscalStartMonth);
  const model = modelInUse(timeline, period, book.currency);
  const key = JSON.stringify([revision, timeline.id, period ?? 'all', scope.customers]);
  return { key, model, revision, settings: book, period };
}

async function computed(
  stores: ProfitStores,
  scope: Scope,
  { model, revision, period }: Omit<Ranked, 'portfolio'>,
): Promise<RankedPortfolio> {
  const [totals, register] = await Promise.all([
    readTotals(stores.ledger, scope, model, period),
    stores.register.customers(scope, revision),
  ]);
  return rankPortfolio(costPortfolio(model, totals), register);
}

export function readPeriod(text: string, fiscalStartMonth: number): Period | undefined {
  const period = parsePeriod(text, fiscalStartMonth);
  if (period === 'refused') {
    throw new Refusal(
      'unknown-period',
      `"${text}" is no period. Write all, 2025, 2025-Q3, 2025-03 or 2025-02..2025-07.`,
    );
  }
  return period;
}
