import { actualProfits, runScenario, type Scenario, scenarioProblem } from '@clientele/engine';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { scenarioEndpoints } from '../../../contract/scenarios.ts';
import { usePeriod } from '../../address.ts';
import { type Answer, reading } from '../../call.ts';
import { useRested } from '../../ui/rested.ts';
import { basisOf } from './basis.ts';
import { gainsOf, type Ran, type RanAnswer, ranOf } from './ran.ts';

/**
 * What scenarios come to: from the columns of the period, in the frame in which a slider moves; in a book too large for
 * these, from the server once it rests. Undefined for one that cannot be run, and before it is answered.
 */
export function useRan(
  answer: Answer<typeof scenarioEndpoints.scenarioBasis>,
  scenarios: readonly Scenario[],
): {
  readonly ran: readonly (Ran | undefined)[];
  readonly gains: Ran['gains'];
  readonly error: Error | null;
} {
  const period = usePeriod();
  const local = useMemo(() => (answer.columns ? columnsOf(answer) : undefined), [answer]);
  const here = useMemo(
    () =>
      local &&
      scenarios.map(scenario =>
        isSound(scenario)
          ? ranOf(answer, { ...local, outcome: runScenario(local.basis, scenario) })
          : undefined,
      ),
    [answer, local, scenarios],
  );
  const rested = useRested(scenarios);
  const [first] = rested;
  const gains = useMemo(
    () => (local && first && isSound(first) ? gainsOf(local.basis, first) : undefined),
    [local, first],
  );
  const asked = useQueries({
    queries: rested.map(scenario => ({
      ...reading(scenarioEndpoints.runScenario, { query: { period }, body: scenario as never }),
      enabled: !local && isSound(scenario),
      placeholderData: keepPreviousData<RanAnswer>,
    })),
  });
  return {
    ran: here ?? scenarios.map((_, index) => asked[index]?.data),
    gains: local ? gains : asked[0]?.data?.gains,
    error: asked.find(({ error }) => error)?.error ?? null,
  };
}

function columnsOf(answer: Answer<typeof scenarioEndpoints.scenarioBasis>) {
  const basis = basisOf(answer);
  return { basis, actual: actualProfits(basis) };
}

function isSound({ changes }: Scenario): boolean {
  return !changes.some(change => scenarioProblem(change));
}
