import {
  asInstallation,
  type Contribution,
  type DisclosureRule,
  formatDecimal,
  grainOf,
  recordDisclosure,
  type Scope,
  seenOf,
  seesWholeCompany,
} from '@clientele/engine';
import type { CompanyFigures, CompanyYear } from '../../contract/company.ts';
import { Refusal } from '../errors.ts';
import { spanOfFacts } from '../measures/drivers.ts';
import { Recent } from '../recent.ts';
import type { RankedPortfolio } from './portfolio.ts';
import { type ProfitStores, rankedPortfolio } from './ranked.ts';

type Quarter = CompanyYear['quarters'][number];

/** Answers are small, and stand for as long as book, model and scope do. */
const recent = new Recent<Quarter[]>(50);

const MEASURES = ['customers', 'revenue', 'contribution', 'costToServe', 'profit'] as const;

/**
 * The one place where figures over customers are answered to who may not see all of them. Quarters have no month in common
 * and segments no customer, so that nothing is told by subtracting one from another, but by what the disclosure rule knows.
 */
export async function companyYear(
  stores: ProfitStores,
  scope: Scope,
  { year: asked }: { year?: string | undefined },
): Promise<CompanyYear> {
  const company = asInstallation(scope);
  const { revision, timeline, settings } = await stores.costing.settled();
  const span = await spanOfFacts(stores, company);
  const yearOf = (month: string) => grainOf(month, 'year', settings?.fiscalStartMonth);
  const years = span ? yearsFrom(yearOf(span.through), yearOf(span.from)) : [];
  const year = asked ?? years[0] ?? '';
  if (asked !== undefined && !years.includes(asked))
    throw new Refusal('unknown-period', `There are no facts of the year "${asked}".`);
  const key = JSON.stringify([revision, timeline.id, year, scope.customers]);
  const quarters = await recent.get(stores.recent, key, () => quartersOf(stores, scope, year));
  return { year, years, currency: settings?.currency ?? 'EUR', rule: { ...stores.disclosure }, quarters };
}

async function quartersOf(stores: ProfitStores, scope: Scope, year: string): Promise<Quarter[]> {
  const quarters: Quarter[] = [];
  for (const name of year === '' ? [] : ['Q1', 'Q2', 'Q3', 'Q4']) {
    const quarter = `${year}-${name}`;
    const { portfolio } = await rankedPortfolio(stores, asInstallation(scope), quarter);
    quarters.push({ quarter, ...disclosed(portfolio, scope, stores.disclosure) });
  }
  return quarters;
}

function yearsFrom(last: string, first: string): string[] {
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, back) => String(Number(last) - back).padStart(4, '0'));
}

/** A portfolio of everybody as who asks may know it. */
function disclosed(portfolio: RankedPortfolio, scope: Scope, rule: DisclosureRule): Omit<Quarter, 'quarter'> {
  const rows = rowsBySegment(portfolio);
  const groups = [...rows.values()];
  const all = groups.flat();
  const whole = seesWholeCompany(scope);
  const { total, groups: shown } = recordDisclosure(whole ? [] : columnsOf(portfolio, scope, groups), rule);
  const isShown = (at: number) => whole || shown[at]?.shown === true;
  const segments = [...rows.keys()]
    .map((segment, at) => ({ segment, at, figures: figuresOf(portfolio, groups[at] ?? []) }))
    .filter(({ at }) => isShown(at))
    .sort((a, b) => Number(b.figures.revenue) - Number(a.figures.revenue))
    .map(({ segment, figures }) => ({ segment, figures }));
  const rest = groups.filter((_, at) => !isShown(at)).flat();
  return {
    total: total.shown && all.length > 0 ? figuresOf(portfolio, all) : null,
    keptBack: total.shown || total.why === 'complement' ? null : total.why,
    segments,
    others: total.shown && rest.length > 0 ? figuresOf(portfolio, rest) : null,
  };
}

/** Rows of customers with anything in the period, by their segment. */
function rowsBySegment({ cards, revenue, contribution, costToServe }: RankedPortfolio) {
  const groups = new Map<string | null, number[]>();
  for (const [row, { segment }] of cards.entries()) {
    if (revenue[row] === 0 && contribution[row] === 0 && costToServe[row] === 0) continue;
    const group = groups.get(segment);
    if (group) group.push(row);
    else groups.set(segment, [row]);
  }
  return groups;
}

function columnsOf(
  portfolio: RankedPortfolio,
  scope: Scope,
  groups: readonly (readonly number[])[],
): Contribution[][][] {
  const { cards, model } = portfolio;
  // Without a cost model nothing is known of what anybody costs, and nothing told.
  const measures = MEASURES.filter(measure => measure !== 'costToServe' || model.activities.length > 0);
  const ids = cards.map(({ id }) => id);
  const seen = new Set(seenOf(scope, ids));
  return measures.map(measure =>
    groups.map(rows =>
      rows.map(row => {
        const customer = ids[row] as number;
        return { customer, amount: amountAt(portfolio, measure, row), seen: seen.has(customer) };
      }),
    ),
  );
}

function amountAt(portfolio: RankedPortfolio, measure: (typeof MEASURES)[number], row: number): number {
  return measure === 'customers' ? 1 : (portfolio[measure][row] as number);
}

function figuresOf(portfolio: RankedPortfolio, rows: readonly number[]): CompanyFigures {
  const sum = (measure: Exclude<(typeof MEASURES)[number], 'customers'>) =>
    formatDecimal(rows.reduce((total, row) => total + BigInt(portfolio[measure][row] as number), 0n));
  return {
    customers: rows.length,
    revenue: sum('revenue'),
    contribution: sum('contribution'),
    costToServe: sum('costToServe'),
    profit: sum('profit'),
  };
}
