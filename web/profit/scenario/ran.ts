import {
  formatDecimal,
  type Scenario,
  type ScenarioBasis,
  type ScenarioOutcome,
  scenarioGains,
} from '@clientele/engine';
import type { scenarioEndpoints } from '../../../contract/scenarios.ts';
import type { Answer } from '../../call.ts';

export type RanAnswer = Answer<typeof scenarioEndpoints.runScenario>;
/** What each change brings is worked out once a slider rests. */
export type Ran = Omit<RanAnswer, 'gains'> & Partial<Pick<RanAnswer, 'gains'>>;

/** Customers that the page names. */
const MOST = 12;
/** Less than a cent is what doubles leave. */
const MOVED_LEAST = 1e4;

/** The same from columns that the page ran by itself. */
export function ranOf(
  { period, currency }: { period: string; currency: string },
  { basis, actual, outcome }: { basis: ScenarioBasis; actual: Float64Array; outcome: ScenarioOutcome },
): Ran {
  const before = sum(actual);
  const { low, high } = outcome;
  const size = (i: number) =>
    Math.abs(((low[i] as number) + (high[i] as number)) / 2 - (actual[i] as number));
  const moved = [...actual.keys()].filter(i => size(i) >= MOVED_LEAST).sort((a, b) => size(b) - size(a));
  return {
    period,
    currency,
    profitCustomers: { before: text(before), ...texts(outcome.profit) },
    revenue: { before: text(sum(basis.revenue)), ...texts(outcome.revenue) },
    freed: texts(outcome.freed),
    company: texts({ low: outcome.company.low - before, high: outcome.company.high - before }),
    unprofitable: { before: below(actual), low: below(high), high: below(low) },
    met: [...outcome.met],
    moved: moved.length,
    movesMost: moved.slice(0, MOST).map(i => ({
      ...{ id: basis.customers[i]?.id ?? '', name: basis.customers[i]?.name ?? '' },
      ...{ before: text(actual[i] as number), low: text(low[i] as number), high: text(high[i] as number) },
    })),
  };
}

/** What each change brings after those before it, from columns on the page. */
export function gainsOf(basis: ScenarioBasis, scenario: Scenario): RanAnswer['gains'] {
  return scenarioGains(basis, scenario).map(texts);
}

function texts({ low, high }: { low: number; high: number }) {
  return { low: text(low), high: text(high) };
}

function text(amount: number): string {
  return formatDecimal(BigInt(Math.round(amount)));
}

function sum(column: Float64Array): number {
  return column.reduce((total, amount) => total + amount, 0);
}

function below(column: Float64Array): number {
  return column.reduce((count, amount) => count + (amount < 0 ? 1 : 0), 0);
}
