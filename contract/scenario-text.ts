import type { ForWhom, ScenarioChange } from '@clientele/engine';
import { fieldName } from './selection.ts';

/** Names of what a change speaks of, by public id or key. */
export interface ScenarioNames {
  readonly customer: (id: string) => string;
  readonly activity: (key: string) => string;
  readonly pool: (key: string) => string;
}

/** A change in words: "Price +3 %, for Rail". */
export function changeText(change: ScenarioChange, names: ScenarioNames): string {
  const whom = whomText(change, names);
  return whom === '' ? whatText(change, names) : `${whatText(change, names)}, for ${whom}`;
}

function whatText(change: ScenarioChange, { activity, pool }: ScenarioNames): string {
  switch (change.kind) {
    case 'price':
      return `Price ${percent(change.share)}`;
    case 'discount':
      return `Discount ${signed(change.points * 100)} points`;
    case 'volume':
      return `Volume ${percent(change.share)}`;
    case 'fee':
      return `Fee of ${change.amount} for each ${change.each}`;
    case 'minimumOrder':
      return `Orders of ${change.value} and more`;
    case 'dropSize':
      return `Drop size ${percent(change.share)}`;
    case 'paymentTerms':
      return `Payment ${signed(change.days)} days at ${tidy(change.yearlyRate * 100)} % a year`;
    case 'service':
      return `${activity(change.activity)} ${percent(change.share)}`;
    case 'minutes':
      return `${activity(change.activity)}: ${change.minutes} min`;
    case 'rate':
      return `A minute in ${pool(change.pool)} ${percent(change.share)}`;
  }
}

function whomText(
  { segment, country, customer, where = [], sign, largest }: ForWhom,
  names: ScenarioNames,
): string {
  return [
    segment,
    country,
    customer && names.customer(customer),
    where.length > 0 && whereText(where),
    sign && { loss: 'those that lose money', gain: 'those that earn money' }[sign],
    largest && `the ${largest} largest`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** "Distributors or Medical devices, Tier Gold": a segment or a country says by itself what it is. */
export function whereText(where: NonNullable<ForWhom['where']>): string {
  return [...Map.groupBy(where, ({ field }) => field)]
    .map(([field, all]) => {
      const values = all.map(({ value }) => value ?? 'not stated').join(' or ');
      const isPlain =
        (field === 'segment' || field === 'country') && all.every(({ value }) => value !== null);
      return isPlain ? values : `${fieldName(field)} ${values}`;
    })
    .join(', ');
}

function percent(share: number): string {
  return `${signed(share * 100)} %`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${tidy(Math.abs(value))}`;
}

/** Without the dust of doubles. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
