import type { CostModel } from '@clientele/engine';
import type { modelEndpoints } from '../../../contract/models.ts';
import type { Answer } from '../../call.ts';
import { columnOf } from '../column.ts';
import type { Turning } from './model-draft.ts';

/** The server's columns as the page turns them. */
export function turning(model: CostModel, answer: Answer<typeof modelEndpoints.recosting>): Turning {
  const { customers: cards, contribution, terms, money, pools, whole } = answer;
  return {
    model,
    cards,
    contribution: columnOf(contribution),
    customers: new Float64Array(cards.length),
    terms: terms.map(term => ({ ...term, perMinute: columnOf(term.perMinute) })),
    money: money.map(traced => ({ ...traced, amounts: columnOf(traced.amounts) })),
    pools,
    whole,
    uncosted: new Float64Array(),
    uncostedNobody: 0,
  };
}
