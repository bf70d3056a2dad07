import { moneyText, type Scored } from './forecast-row.ts';

type NameAt = (row: number) => string;

const LISTED_MOST = 1000;
const NAMED_MOST = 5;

/** Whose amounts were capped, from what to what, and what it does to the mean; null where amounts are as they are. */
export function cappedAnswer({ forecast }: Scored, nameAt: NameAt) {
  const { capped, spend, spendModel, populationMeanUncapped } = forecast;
  if (!capped) return null;
  const limit = moneyText(capped.limit);
  const mean = (value: number | undefined) => (!spendModel || value === undefined ? null : moneyText(value));
  return {
    quantile: capped.quantile,
    limit,
    customers: capped.lowered.length,
    lowered: capped.lowered
      .slice(0, LISTED_MOST)
      .map(({ row, from }) => ({ name: nameAt(row), from: moneyText(from), to: limit })),
    mean: mean(spend?.populationMean),
    meanUncapped: mean(populationMeanUncapped),
  };
}

/** That amounts are capped, and whose, among what a value rests on; nothing where they are as they are. */
export function cappedAssumptions({ forecast, terms }: Scored, nameAt: NameAt): string[] {
  const { capped } = forecast;
  if (terms.outliers !== 'cap') return [];
  if (!capped || capped.lowered.length === 0)
    return [
      'Amounts far above the others are capped, as it was asked: there are none, and nothing was lowered.',
    ];
  const { quantile, limit, lowered } = capped;
  const share = (quantile * 100).toLocaleString('en', { maximumFractionDigits: 1 });
  const named = lowered.slice(0, NAMED_MOST).map(({ row, from }) => `${nameAt(row)} from ${written(from)}`);
  const others = lowered.length - named.length;
  const whose = others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ');
  return [
    `Amounts far above the others are capped, as it was asked: a customer’s mean amount above ${written(limit)}, the ${share} % quantile of customers, counts as that. It lowers ${whose}. Revenue and profit of the past stay as they are.`,
  ];
}

/** As it stands in a sentence. */
function written(amount: number): string {
  return amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
