import { GRADED_WITHOUT_MODEL, ratio } from '@clientele/engine';
import { type Explained, type Explaining, inputsIn, NO_FACTS } from './explaining.ts';
import { basisOfWhole, everyPart } from './grades.ts';
import { isAssumed } from './portfolio.ts';

/** What of the cost of all customers and of what is unassigned rests on assumed rates, as a share. */
export async function explainWholeShare({ stores, scope, ranked }: Explaining): Promise<Explained> {
  const { portfolio, period, settings } = ranked;
  const { model } = portfolio;
  const { beside } = inputsIn(settings.currency);
  const basisOf = (parts: ReturnType<typeof everyPart>) =>
    basisOfWhole(stores.ledger, scope, { portfolio, period }, parts);
  const whole = await basisOf(everyPart(model));
  const products = await basisOf({ productCost: true, activities: [] });
  const activities = await Promise.all(
    [...model.activities.entries()]
      .filter(([index]) => isAssumed(model, index))
      .map(async ([index, { name }]) => ({
        name,
        basis: await basisOf({ productCost: false, activities: [index] }),
      })),
  );
  const hasModel = model.activities.length > 0;
  return {
    title: 'Share of the cost of all that rests on assumed rates',
    value: String((hasModel ? ratio(whole.assumed, whole.cost) : undefined) ?? '\u2013'),
    unit: 'share',
    formula:
      'Product cost by an assumed share, and the activities below whose minutes or rates are assumed, ÷ product cost and the cost of all activities; of customers and of what is unassigned together, each by size',
    caution: hasModel ? null : GRADED_WITHOUT_MODEL.reason,
    inputs: [
      ...(products.assumed === 0n ? [] : [beside('Assumed product cost', products.assumed)]),
      ...activities
        .filter(({ basis }) => basis.cost !== 0n)
        .map(({ name, basis }) => beside(name, basis.assumed)),
      beside('Assumed, by size', whole.assumed),
      beside('All of the cost, by size', whole.cost),
    ],
    ...NO_FACTS,
  };
}
