import type { Scenario, ScenarioBasis, ScenarioRange, ScenarioRun } from './scenario.ts';
import { type Changed, outcomeAt, putIn, unchanged } from './scenario-columns.ts';
import { membersOf } from './scenario-members.ts';

/**
 * A scenario change by change, at one elasticity: as it was, then with the first change, with the first two, and so on. What
 * one brings is the difference to the one before, and all of them together are what the scenario brings.
 */
export function scenarioSteps(basis: ScenarioBasis, scenario: Scenario, elasticity: number): ScenarioRun[] {
  return stepsOf(basis, scenario, changed => outcomeAt(basis, changed, elasticity));
}

/** What is told of the period as it was, and after each change. */
function stepsOf<T>(basis: ScenarioBasis, { changes }: Scenario, told: (changed: Changed) => T): T[] {
  const changed = unchanged(basis);
  const steps = [told(changed)];
  for (const change of changes) {
    putIn(change, membersOf(basis, change), { basis, changed });
    steps.push(told(changed));
  }
  return steps;
}

/** What each change brings to the profit of all customers, at the two ends of the reaction. */
export function scenarioGains(basis: ScenarioBasis, scenario: Scenario): ScenarioRange[] {
  const { low, high } = scenario.reaction;
  const scratch = new Float64Array(basis.revenue.length);
  const profits = stepsOf(basis, scenario, changed =>
    [low, high].map(elasticity => outcomeAt(basis, changed, elasticity, scratch).sums.profit),
  );
  return profits.slice(1).map((step, index) => {
    const gains = step.map((profit, end) => profit - (profits[index]?.[end] as number));
    return { low: Math.min(...gains), high: Math.max(...gains) };
  });
}

/** The elasticity at which a sum of the scenario is at its low or its high end. */
export function elasticityAt(
  basis: ScenarioBasis,
  { changes, reaction }: Scenario,
  { of, end }: { of: keyof ScenarioRun['sums']; end: 'low' | 'high' },
): number {
  const changed = unchanged(basis);
  for (const change of changes) putIn(change, membersOf(basis, change), { basis, changed });
  const at = (elasticity: number) => outcomeAt(basis, changed, elasticity).sums[of];
  return at(reaction.low) <= at(reaction.high) === (end === 'low') ? reaction.low : reaction.high;
}
