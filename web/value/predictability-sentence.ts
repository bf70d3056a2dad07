import type { PredictabilityList } from '../../contract/value-forecast.ts';
import { countText, shortText } from '../ui/number-text.ts';

type Told = Pick<PredictabilityList, 'hardest' | 'judged' | 'of' | 'currency'>;

/** "The hardest to plan for: Anker AG, Brunner SA and Corvus Ltd" */
export function hardestText({ hardest }: Told): string {
  const names = hardest.customers.map(({ name }) => name);
  if (names.length === 0) return 'Of nobody is enough known to say who is hard to plan for';
  if (names.length === 1) return `The hardest to plan for: ${names[0]}`;
  return `The hardest to plan for: ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** "Together they cost 41 k EUR more a year in stock and 3 k EUR more in expediting than at the median customer’s." */
export function hardestCostText({ hardest, currency }: Told): string {
  const { customers, stockSaved, expeditingSaved } = hardest;
  const parts = [
    partText(stockSaved, 'in stock', currency),
    partText(expeditingSaved, 'in expediting', currency),
  ].filter(part => part !== undefined);
  if (customers.length === 0 || parts.length === 0) return '';
  const who = customers.length === 1 ? 'It costs' : 'Together they cost';
  return `${who} ${parts.join(' and ')} a year than orders as predictable as the median customer’s.`;
}

function partText(saved: string | null, where: string, currency: string): string | undefined {
  if (saved === null) return undefined;
  const amount = Number(saved);
  return `${shortText(String(Math.abs(amount)))} ${currency} ${amount > 0 ? 'less' : 'more'} ${where}`;
}

/** "judged are the 200 largest of 598 customers" */
export function judgedText({ judged, of }: Told): string {
  if (judged === of)
    return judged === 1 ? 'one customer is judged' : `all ${countText(of)} customers are judged`;
  return `judged are the ${countText(judged)} largest of ${countText(of)} customers by net revenue`;
}
