import {
  elasticityAt,
  formatDecimal,
  type Scenario,
  type ScenarioBasis,
  type ScenarioChange,
  type ScenarioRun,
  scenarioSteps,
} from '@clientele/engine';
import { changeText } from '../../contract/scenario-text.ts';
import type { ScenarioCard } from '../../contract/scenarios.ts';
import { type Explained, type Explaining, input, inputsIn, NO_FACTS, sumOfParts } from './explaining.ts';
import { scenarioBasisOf } from './scenario-basis.ts';
import { listScenarios } from './scenario-store.ts';

type Sum = keyof ScenarioRun['sums'];
type End = 'low' | 'high';

const SUMS: Readonly<Record<Sum, { title: string; formula: string; was: string | undefined }>> = {
  profit: {
    title: 'Profit of customers',
    formula: 'Profit as it was, and what each change brings after those before it',
    was: 'ranking/profit',
  },
  revenue: {
    title: 'Net revenue',
    formula: 'Net revenue as it was, and what each change brings after those before it',
    was: 'ranking/revenue',
  },
  freed: {
    title: 'Freed capacity',
    formula:
      'Cost of time that each change no longer takes; money only once the capacity is used or given up',
    was: undefined,
  },
  company: {
    title: 'What the company earns more at once',
    formula: 'What each change brings to profit, without the cost of time that it frees',
    was: undefined,
  },
};

/**
 * What a saved scenario comes to, at an end of the assumed reaction: `scenario/scn_x/profit/low`; and what one of its
 * changes brings to whom: `scenario/scn_x/change/2/low`.
 */
export async function explainScenario(
  asked: Explaining,
  [id = '', what = '', more = '', last = '']: readonly string[],
): Promise<Explained | undefined> {
  const { stores, scope, ranked } = asked;
  const saved = await stores.database.within(scope, store => listScenarios(scope, store));
  const card = saved.find(one => one.id === id);
  if (!card) return undefined;
  const scenario = card.scenario as Scenario;
  const basis = await scenarioBasisOf(stores, scope, ranked, scenario);
  if (what === 'change') return explainChange(asked, { card, scenario, basis }, Number(more), last);
  if (!Object.hasOwn(SUMS, what) || !isEnd(more)) return undefined;
  return explainSum(asked, { card, scenario, basis }, what as Sum, more);
}

interface Of {
  readonly card: ScenarioCard;
  readonly scenario: Scenario;
  readonly basis: ScenarioBasis;
}

function explainSum(asked: Explaining, { card, scenario, basis }: Of, of: Sum, end: End): Explained {
  const elasticity = elasticityAt(basis, scenario, { of, end });
  // Customer by customer, as `explainChange` shows them: so that one adds up to the other.
  const steps = scenarioSteps(basis, scenario, elasticity).map(({ sums, profits }) =>
    of === 'profit' ? profits.reduce((sum, profit) => sum + Math.round(profit), 0) : Math.round(sums[of]),
  );
  const { plus } = inputsIn(asked.ranked.settings.currency);
  const { title, formula, was } = SUMS[of];
  const [before = 0, ...after] = steps;
  const base = was === undefined ? [] : [plus(`${title} as it was`, BigInt(before), was)];
  const value = (after.at(-1) ?? before) - (was === undefined ? before : 0);
  return {
    title: `${title} by "${card.name}"${isRange(scenario) ? `, ${end} end` : ''}`,
    value: formatDecimal(BigInt(value)),
    unit: asked.ranked.settings.currency,
    formula,
    caution: cautionOf(scenario, elasticity),
    inputs: [
      ...base,
      ...after.map((sum, index) =>
        plus(
          changeText(scenario.changes[index] as ScenarioChange, namesIn(asked, basis)),
          BigInt(sum) - BigInt(steps[index] as number),
          of === 'profit' ? `scenario/${card.id}/change/${index + 1}/${end}` : null,
        ),
      ),
      ...(isRange(scenario)
        ? [input('Elasticity at this end', String(elasticity), '% of quantity for 1 % of price')]
        : []),
    ],
    ...NO_FACTS,
  };
}

/** Which customers a change brings what. */
function explainChange(
  asked: Explaining,
  { card, scenario, basis }: Of,
  number: number,
  end: string,
): Explained | undefined {
  const change = scenario.changes[number - 1];
  if (!change || !isEnd(end)) return undefined;
  const elasticity = elasticityAt(basis, scenario, { of: 'profit', end });
  const steps = scenarioSteps(basis, scenario, elasticity);
  const [before, after] = [steps[number - 1], steps[number]] as [ScenarioRun, ScenarioRun];
  const parts = basis.customers
    .map(({ id, name }, row) => ({
      label: name,
      amount: Math.round(after.profits[row] as number) - Math.round(before.profits[row] as number),
      figure: `customer/${id}/profit`,
      note: 'opens its profit as it was',
    }))
    .filter(({ amount }) => amount !== 0);
  const explained = sumOfParts(asked, {
    title: `${changeText(change, namesIn(asked, basis))}, in "${card.name}"`,
    unit: asked.ranked.settings.currency,
    formula: 'Profit of each customer with this change, less its profit with those before it',
    of: 'customers',
    parts,
  });
  return { ...explained, caution: cautionOf(scenario, elasticity) };
}

function cautionOf({ reaction }: Scenario, elasticity: number): string {
  const answers =
    reaction.low === 0 && reaction.high === 0
      ? 'customers buy as before'
      : `quantity follows price by an elasticity of ${elasticity}`;
  return `An estimate: ${answers}, and cost of serving goes with the quantity. Actuals stay as they are.`;
}

function namesIn({ ranked }: Explaining, { customers }: ScenarioBasis) {
  const { activities, pools } = ranked.portfolio.model;
  return {
    customer: (id: string) => customers.find(one => one.id === id)?.name ?? id,
    activity: (key: string) => activities.find(one => one.key === key)?.name ?? key,
    pool: (key: string) => pools.find(one => one.key === key)?.name ?? key,
  };
}

function isRange({ reaction }: Scenario): boolean {
  return reaction.low !== reaction.high;
}

function isEnd(text: string): text is End {
  return text === 'low' || text === 'high';
}
