import type { ScenarioBasis } from '@clientele/engine';
import type { scenarioEndpoints } from '../../../contract/scenarios.ts';
import type { Answer } from '../../call.ts';
import { columnOf } from '../column.ts';

/** The server's columns as scenarios run over them. */
export function basisOf(answer: Answer<typeof scenarioEndpoints.scenarioBasis>): ScenarioBasis {
  return {
    customers: answer.customers,
    fields: answer.fields.map(({ codes, ...field }) => ({ ...field, codes: columnOf(codes) })),
    revenue: columnOf(answer.revenue),
    listAmount: columnOf(answer.listAmount),
    productCost: columnOf(answer.productCost),
    orders: columnOf(answer.orders),
    deliveries: columnOf(answer.deliveries),
    costs: answer.costs.map(({ amounts, term, minutes, ...cost }) => ({
      ...cost,
      term: term ?? undefined,
      minutes: minutes ?? undefined,
      amounts: columnOf(amounts),
    })),
  };
}
