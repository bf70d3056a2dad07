import { figureOf } from '../../contract/profit-figure.ts';
import { costOf } from './cost-seen.ts';
import type { OfSubject } from './explain-customer.ts';
import { type Explained, type Explaining, inputsIn, NO_FACTS } from './explaining.ts';
import { statementAt } from './figures.ts';
import { basisOfRow, everyPart, gradedRow } from './grades.ts';
import { isAssumed } from './portfolio.ts';

const PARTS = {
  costToServe: 'Cost to serve',
  contribution: 'Contribution',
  profit: 'Profit',
} as const;

/** A part of the net revenue, or what of the cost to serve rests on assumed rates, as a share. */
export function explainShare(asked: Explaining, of: OfSubject, key: string): Explained | undefined {
  if (key === 'assumed') return explainAssumedShare(asked, of);
  const name = PARTS[key as keyof typeof PARTS];
  if (!name) return undefined;
  const statement = statementAt(of.figures, of.row);
  const { beside } = inputsIn(asked.ranked.settings.currency);
  const part = key === 'costToServe' ? -statement.costToServe : statement[key as 'contribution' | 'profit'];
  const { netRevenue } = statement;
  return {
    title: `${name} of ${of.subject.name} as a share of net revenue`,
    value: netRevenue > 0 ? String(part / netRevenue) : '–',
    unit: 'share',
    formula: `${name} ÷ net revenue; nothing where net revenue is not above zero`,
    caution: null,
    inputs: [
      beside(name, part, `${of.subject.address}/${key}`),
      beside('Net revenue', netRevenue, `${of.subject.address}/revenue`),
    ],
    ...NO_FACTS,
  };
}

function explainAssumedShare(asked: Explaining, of: OfSubject): Explained {
  const { subject, figures, row } = of;
  const { model } = asked.ranked.portfolio;
  const { beside } = inputsIn(asked.ranked.settings.currency);
  const parts = model.activities
    .map((activity, index) => ({ activity, index, amount: costOf(of, 'deducted', index) }))
    .filter(({ index, amount }) => isAssumed(model, index) && amount !== 0);
  const byShare = model.productCost?.assumed ? -(figures.productCostByShare[row] as number) || 0 : 0;
  const basis = basisOfRow(model, figures, row, everyPart(model));
  return {
    title: `Share of the cost of ${subject.name} that rests on assumed rates`,
    value: String(gradedRow(model, figures, row).assumedShare ?? '\u2013'),
    unit: 'share',
    formula:
      'Product cost by an assumed share, and the activities below whose minutes or rates are assumed, ÷ product cost and the cost of all activities; each by size, so that a credit hides nothing',
    caution: null,
    inputs: [
      ...(byShare === 0
        ? []
        : [beside('Assumed product cost', byShare, `${subject.address}/productCost/assumed`)]),
      ...parts.map(({ activity, amount }) =>
        beside(activity.name, amount, `${subject.address}/cost/${figureOf(activity.key)}`),
      ),
      beside('Assumed, by size', basis.assumed),
      beside('All of the cost, by size', basis.cost),
    ],
    ...NO_FACTS,
  };
}
