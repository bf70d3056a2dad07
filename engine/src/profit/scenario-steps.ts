import {
  runScenarioAt,
  type Scenario,
  type ScenarioBasis,
  type ScenarioRange,
  type ScenarioRun,
} from './scenario.ts';
import { membersOf } from './scenario-members.ts';

/**
 * A scenario change by change, at one elasticity: as it was, then with the first change, with the first two, and so on. What
 * one brings is the difference to the one before, and all of them together are what the scenario brings.
 */
export function scenarioSteps(
  basis: ScenarioBasis,
  { changes }: Scenario,
  elasticity: number,
): ScenarioRun[] {
  const meets = changes.map(change => membersOf(basis, change));
  return [...Array(changes.length + 1).keys()].map(count =>
    runScenarioAt(basis, changes.slice(0, count), meets.slice(0, count), elasticity),
  );
}

/** What each change brings to the profit of all customers, at the two ends of the reaction. */
export function scenarioGains(basis: ScenarioBasis, scenario: Scenario): ScenarioRange[] {
  const { low, high } = scenario.reaction;
  const gains = (elasticity: number) => {
    const sums = scenarioSteps(basis, scenario, elasticity).map(({ sums: { profit } }) => profit);
    return sums.slice(1).map((profit, index) => profit - (sums[index] as number));
  };
  const first = gains(low);
  const second = low === high ? first : gains(high);
  return first.map((gain, index) => {
    const other = second[index] as number;
    return { low: Math.min(gain, other), high: Math.max(gain, other) };
  });
}

/** The elasticity at which a sum of the scenario is at its low or its high end. */
export function elasticityAt(
  basis: ScenarioBasis,
  { changes, reaction }: Scenario,
  { of, end }: { of: keyof ScenarioRun['sums']; end: 'low' | 'high' },
): number {
  const meets = changes.map(change => membersOf(basis, change));
  const at = (elasticity: number) => runScenarioAt(basis, changes, meets, elasticity).sums[of];
  return at(reaction.low) <= at(reaction.high) === (end === 'low') ? reaction.low : reaction.high;
}
