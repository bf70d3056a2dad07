import type { Month } from '@clientele/engine';
import { figureIn } from '../../contract/profit-figure.ts';
import type { OfSubject } from './explain-customer.ts';
import { type Explained, type Explaining, inputsIn, NO_FACTS } from './explaining.ts';
import { statementAt } from './figures.ts';
import { monthlyFigures } from './monthly-figures.ts';
import { monthBounds } from './months.ts';

/** In how many months of the period a customer's profit is below zero. */
export async function explainLossMonths(asked: Explaining, { subject }: OfSubject): Promise<Explained> {
  const { stores, scope, ranked } = asked;
  const { names, figures } = await monthlyFigures(stores.ledger, scope, {
    customer: subject.id,
    inUse: ranked.model,
    bounds: monthBounds(ranked.period),
    nameOf: (month: Month) => month,
    boundsOf: month => ({ from: month, through: month }),
  });
  const profits = names.map((month, row) => ({ month, profit: statementAt(figures, row).profit }));
  const { beside } = inputsIn(ranked.settings.currency);
  return {
    title: `Months in which ${subject.name} loses money`,
    value: String(profits.filter(({ profit }) => profit < 0).length),
    unit: `of ${profits.length}`,
    formula: 'The months with a profit below zero, of those with facts',
    caution: null,
    inputs: profits.map(({ month, profit }) =>
      beside(month, profit, figureIn(`${subject.address}/profit`, month)),
    ),
    ...NO_FACTS,
  };
}
