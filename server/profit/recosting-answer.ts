import type { CostModel, Scope } from '@clientele/engine';
import { columnText } from './column-text.ts';
import { type ProfitStores, rankedPortfolio } from './ranked.ts';
import { namedAmong, readRecosting } from './recosting.ts';

/** A period under a model, in columns that a page can turn by itself. */
export async function recostingAnswer(
  stores: ProfitStores,
  scope: Scope,
  model: CostModel,
  { period: text }: { period: string },
) {
  const { portfolio, period, settings } = await rankedPortfolio(stores, scope, text);
  const { totals, cards } = portfolio;
  const first = portfolio.unassigned === undefined ? 0 : 1;
  const customers = totals.customers.subarray(first);
  const { terms, money, pools, uncosted } = await readRecosting(stores.ledger, scope, {
    model,
    period,
    customers,
    named: namedAmong(cards, model),
  });
  const share = Number(model.productCost?.shareOfNetRevenue ?? 0);
  const contribution = portfolio.contribution.map(
    (amount, i) =>
      amount + (totals.productCostByShare[i + first] as number) - Math.round((uncosted[i] as number) * share),
  );
  return {
    period: text,
    currency: settings.currency,
    customers: cards.map(({ publicId, name }) => ({ id: publicId, name })),
    contribution: columnText(contribution),
    terms: terms.map(({ perMinute, exceptions, ...term }) => ({
      ...term,
      exceptions: [...exceptions],
      perMinute: columnText(perMinute),
    })),
    money: money.map(({ amounts, ...traced }) => ({ ...traced, amounts: columnText(amounts) })),
    pools: [...pools],
  };
}
