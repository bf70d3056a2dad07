import { type CostModel, type Scope, seesWholeCompany } from '@clientele/engine';
import { COLUMNS_MOST, columnText } from './column-text.ts';
import { type ProfitStores, rankedPortfolio } from './ranked.ts';
import { recostingOf } from './recosting.ts';

/** A period under a model, in columns that a page can turn by itself. */
export async function recostingAnswer(
  stores: ProfitStores,
  scope: Scope,
  model: CostModel,
  { period: text }: { period: string },
) {
  const ranked = await rankedPortfolio(stores, scope, text);
  const { portfolio, settings } = ranked;
  const whole = seesWholeCompany(scope);
  const asked = { period: text, currency: settings.currency, whole };
  if (portfolio.cards.length > COLUMNS_MOST)
    return { ...asked, columns: false, customers: [], contribution: '', terms: [], money: [], pools: [] };
  const { totals, cards } = portfolio;
  const first = portfolio.unassigned === undefined ? 0 : 1;
  const { terms, money, pools, uncosted } = await recostingOf(stores, scope, ranked, model);
  const share = Number(model.productCost?.shareOfNetRevenue ?? 0);
  const contribution = portfolio.contribution.map(
    (amount, i) =>
      amount + (totals.productCostByShare[i + first] as number) - Math.round((uncosted[i] as number) * share),
  );
  return {
    ...asked,
    columns: true,
    customers: cards.map(({ publicId, name }) => ({ id: publicId, name })),
    contribution: columnText(contribution),
    terms: terms.map(({ perMinute, exceptions, ...term }) => ({
      ...term,
      exceptions: [...exceptions],
      perMinute: columnText(perMinute),
    })),
    money: money.map(({ amounts, ...traced }) => ({ ...traced, amounts: columnText(amounts) })),
    pools: whole ? [...pools] : [],
  };
}
