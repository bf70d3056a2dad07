import {
  type AccountQuadrant,
  orderByLargest,
  type QuadrantInput,
  type QuadrantThresholds,
  type Scope,
  valueQuadrants,
} from '@clientele/engine';
import { VALUE_QUADRANTS } from '../../contract/value-quadrants.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { Recent } from '../recent.ts';
import { cardAnswer, cardAt, type Made, moneyText, rowOfCustomer } from './forecast-row.ts';
import { inputsThatHold, type KeptInput } from './input-store.ts';
import { numberOf, textOf } from './stated-worth.ts';
import type { TermsAsked, ValueStores } from './terms.ts';
import { standing } from './value-answer.ts';

/** More points than these nobody tells apart. */
const ACCOUNTS_MOST = 2000;

/** Where customers stand by what they are worth and what they take, today and by their potential. */
export async function quadrantsAnswer(
  stores: ValueStores,
  scope: Scope,
  asked: TermsAsked & { readonly limit: number },
) {
  const [stood, everything] = await Promise.all([
    standing(stores, scope, asked),
    stores.database.within(scope, store => inputsThatHold(scope, store)),
  ]);
  if (stood.state !== 'ready') return { ...NOTHING_YET, state: stood.state };
  const { made } = stood;
  const inputs = quadrantInputs(everything, made);
  const { thresholds, accounts, moves } = valueQuadrants(inputs);
  const rows = drawnRows(inputs, Math.min(ACCOUNTS_MOST, Math.max(0, asked.limit)));
  return {
    state: 'ready' as const,
    currency: made.read.ranked.settings.currency,
    total: inputs.length,
    thresholds: thresholdsAnswer(thresholds),
    quadrants: sumsOf(inputs, accounts),
    moves: moves.map(({ from, to, customers }) => ({ from, to, customers })),
    withPotential: inputs.filter(hasPotential).length,
    accounts: rows.map(row => ({
      ...cardAnswer(cardAt(made, row)),
      ...accountAnswer(inputs[row] as QuadrantInput, accounts[row] as AccountQuadrant),
    })),
  };
}

/** Value and cost of satisfying a customer, today and as they may be: in which quadrant of all accounts that lies. */
export async function quadrantOf(all: readonly KeptInput[], made: Made | undefined, customer: KnownCustomer) {
  if (!made) return { current: null, potential: null, problems: [] };
  const row = rowOfCustomer(made, customer.publicId);
  if (row === undefined) return { current: null, potential: null, problems: [] };
  const { value, cost } = await thresholdsOf(made);
  const own = quadrantInput(potentialsOf(all), made, row);
  const { accounts, problems } = valueQuadrants([own], { value, cost });
  return {
    current: accounts[0]?.current ?? null,
    potential: accounts[0]?.potential ?? null,
    problems: problems.map(({ field, mend }) => ({ field, mend })),
  };
}

const recent = new Recent<QuadrantThresholds>(4);

/** They hang on what accounts are worth and take today alone: nobody's potential moves them. */
function thresholdsOf(made: Made): Promise<QuadrantThresholds> {
  return recent.get(made.forecast, '', () => valueQuadrants(quadrantInputs([], made)).thresholds);
}

function potentialsOf(all: readonly KeptInput[]): ReadonlyMap<number, KeptInput> {
  return new Map(all.flatMap(one => (one.kind === 'potential' ? [[one.customer, one]] : [])));
}

/** By the rows of the forecast. */
function quadrantInputs(all: readonly KeptInput[], made: Made): QuadrantInput[] {
  const potentials = potentialsOf(all);
  return Array.from(made.forecast.positions, (_, row) => quadrantInput(potentials, made, row));
}

/** What it costs to satisfy a customer is its cost to serve, discounted over the horizon of the value. */
function quadrantInput(potentials: ReadonlyMap<number, KeptInput>, made: Made, row: number): QuadrantInput {
  const { forecast } = made;
  const { id, publicId } = cardAt(made, row);
  const stated = potentials.get(id);
  const cost = forecast.terms.cost[row] as number;
  return {
    customer: publicId,
    // To the cent: who is worth the same stands on the same side of a line.
    currentValue: cents(forecast.value[row] as number),
    currentCost: cents(cost * (forecast.discountedPurchases[row] as number)),
    potentialValue: numberOf(stated, 'value'),
    potentialCost: numberOf(stated, 'cost'),
    potentialValueSource: textOf(stated, 'valueSource'),
    potentialCostSource: textOf(stated, 'costSource'),
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function hasPotential({ potentialValue, potentialCost }: QuadrantInput): boolean {
  return potentialValue !== undefined || potentialCost !== undefined;
}

/** Those of the largest value or loss, and whoever has a potential however small it is; the most value first. */
function drawnRows(inputs: readonly QuadrantInput[], most: number): number[] {
  const value = (row: number) => inputs[row]?.currentValue ?? 0;
  const sizes = Float64Array.from(inputs, (_, row) => Math.abs(value(row)));
  return Array.from(orderByLargest(sizes, Uint32Array.from(inputs.keys())))
    .filter((row, rank) => rank < most || hasPotential(inputs[row] as QuadrantInput))
    .sort((a, b) => value(b) - value(a) || a - b);
}

function thresholdsAnswer({ value, cost, valueFrom, costFrom }: QuadrantThresholds) {
  const text = (above: number | undefined) => (above === undefined ? null : moneyText(above));
  return {
    value: { above: text(value), from: valueFrom },
    cost: { above: text(cost), from: costFrom },
  };
}

function sumsOf(inputs: readonly QuadrantInput[], accounts: readonly AccountQuadrant[]) {
  const sums = VALUE_QUADRANTS.map(quadrant => ({ quadrant, customers: 0, value: 0, cost: 0 }));
  for (const [row, { current }] of accounts.entries()) {
    const sum = sums.find(({ quadrant }) => quadrant === current);
    if (!sum) continue;
    sum.customers += 1;
    sum.value += inputs[row]?.currentValue ?? 0;
    sum.cost += inputs[row]?.currentCost ?? 0;
  }
  return sums.map(({ value, cost, ...rest }) => ({
    ...rest,
    value: moneyText(value),
    cost: moneyText(cost),
  }));
}

function accountAnswer(input: QuadrantInput, { current, potential }: AccountQuadrant) {
  const text = (amount: number | undefined) => (amount === undefined ? null : moneyText(amount));
  return {
    value: moneyText(input.currentValue ?? 0),
    cost: moneyText(input.currentCost ?? 0),
    quadrant: current ?? null,
    potential: hasPotential(input)
      ? {
          value: text(input.potentialValue),
          valueSource: input.potentialValueSource ?? null,
          cost: text(input.potentialCost),
          costSource: input.potentialCostSource ?? null,
          quadrant: potential ?? null,
        }
      : null,
  };
}

/** Until there is a forecast. */
const NOTHING_YET = {
  currency: '',
  total: 0,
  thresholds: {
    value: { above: null, from: 'median' as const },
    cost: { above: null, from: 'median' as const },
  },
  quadrants: [],
  moves: [],
  withPotential: 0,
  accounts: [],
};
