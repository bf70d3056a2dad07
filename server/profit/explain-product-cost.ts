import { formatDecimal } from '@clientele/engine';
import { numbers } from './columns.ts';
import type { OfSubject } from './explain-customer.ts';
import { factsBehind } from './explain-facts.ts';
import { type Explained, type Explaining, input, inputsIn, NO_FACTS } from './explaining.ts';
import { rowOf, statementAt } from './figures.ts';
import { monthBounds } from './months.ts';
import { periodSums } from './period-sums-store.ts';
import { COSTS } from './totals.ts';

/** Product cost: what is known of it by line and product, and what is assumed where nothing is. */
export async function explainProductCost(
  asked: Explaining,
  of: OfSubject,
  part: string,
): Promise<Explained | undefined> {
  const { subject, figures, row } = of;
  const total = statementAt(figures, row).productCost;
  const assumed = -(await assumedCost(asked, subject.id)) || 0;
  if (part === 'assumed') return explainAssumed(asked, of, assumed);
  if (part !== '' && part !== 'known') return undefined;
  const whole = part === '';
  const { currency } = asked.ranked.settings;
  const { plus } = inputsIn(currency);
  const address = `${subject.address}/productCost`;
  const inTwo = whole && assumed !== 0;
  return {
    title: `${whole ? 'Product cost' : 'Known product cost'} of ${subject.name}`,
    value: formatDecimal(whole ? total : total - assumed),
    unit: currency,
    formula: whole
      ? 'The cost stated on the line, else quantity × unit cost of the product, else a share of net revenue'
      : 'The cost stated on the line, else quantity × unit cost of the product',
    caution: inTwo ? 'A part of it is assumed, not measured.' : null,
    inputs: inTwo
      ? [
          plus('Stated, or by unit cost', total - assumed, `${address}/known`),
          plus('Assumed where nothing is stated', assumed, `${address}/assumed`),
        ]
      : [],
    ...(inTwo ? NO_FACTS : await factsBehind(asked, { customer: subject.id, measure: 'cost', adds: 1 })),
  };
}

async function explainAssumed(
  asked: Explaining,
  { subject }: OfSubject,
  assumed: number,
): Promise<Explained> {
  const { settings, model } = asked.ranked;
  const share = model.model.productCost;
  const facts = await factsBehind(asked, { customer: subject.id, measure: 'uncosted', adds: 1 });
  return {
    title: `Assumed product cost of ${subject.name}`,
    value: formatDecimal(assumed),
    unit: settings.currency,
    formula: 'The share of net revenue that the cost model assumes, of lines without a cost, month by month',
    caution: `Assumed, not measured. ${share?.source ?? ''}`.trim(),
    inputs: [
      input('Net revenue of lines without a cost', facts.factsValue ?? '0', settings.currency),
      ...sharesOf(asked),
    ],
    ...facts,
    factsValue: null,
  };
}

/** The share that is assumed; each version's own where they differ. */
function sharesOf({ ranked }: Explaining) {
  const label = 'Share assumed to be product cost';
  const shares = ranked.model.parts.map(({ version }) => ({
    label: `${label}, ${version.name}`,
    share: version.model.productCost?.shareOfNetRevenue ?? '0',
  }));
  if (new Set(shares.map(({ share }) => share)).size > 1)
    return shares.map(one => input(one.label, one.share, 'share'));
  return [input(label, ranked.model.model.productCost?.shareOfNetRevenue ?? '0', 'share')];
}

async function assumedCost({ stores, scope, ranked }: Explaining, customer: number): Promise<number> {
  const costs = await periodSums(scope, stores.ledger, COSTS, monthBounds(ranked.period));
  const row = rowOf({ customers: numbers(costs.customer_id) }, customer);
  return numbers(costs.product_cost)[row] ?? 0;
}
