import type { PurchaseModel } from './histories.ts';
import { paretoLnIntegral } from './pareto-integral.ts';

/** x, t_x and T of one customer, in the unit of the model. */
export interface History {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
}

/**
 * What is known of one customer's future: with probability `alive` the customer still buys, at a rate λ ~ Gamma(r, α),
 * until a dropout after a purchase with p ~ Beta(a, b), at a time with μ ~ Gamma(s, β), or never. A new customer of a
 * model is the prior one, a customer with a history the posterior one: every forecast is a function of this alone.
 */
export interface Outlook {
  readonly alive: number;
  readonly r: number;
  readonly alpha: number;
  readonly dropout:
    | undefined
    | { readonly by: 'purchase'; readonly a: number; readonly b: number }
    | { readonly by: 'time'; readonly s: number; readonly beta: number };
}

/** A common rate is Gamma(r, α) with r beyond all counts of purchases: equal to twelve digits. */
const R_POISSON = 1e12;

/**
 * A customer of whom only the first purchase is known, at that purchase. MBG/NBD lets some of them drop out at once.
 */
export function outlookOfNew(model: PurchaseModel): Outlook | undefined {
  return outlookOf(model, { repeats: 0, recency: 0, age: 0 });
}

/**
 * A customer with a history; undefined where the history or the parameters are none: below zero or not finite.
 *
 * P(alive), with odds = L(gone) ÷ L(alive): BG/NBD a÷(b+x−1) × ((α+T)÷(α+t_x))^(r+x), and 1 without a repeat;
 * MBG/NBD a÷(b+x) × the same, always; Pareto/NBD by its integral; 1 in models without dropout.
 * Source: Fader, Hardie & Lee 2005 (doi 10.1287/mksc.1040.0098); Batislam, Denizel & Filiztekin 2007; Hardie's note 009.
 */
export function outlookOf(model: PurchaseModel, history: History): Outlook | undefined {
  const { repeats: x, recency, age } = history;
  if (!(x >= 0 && recency >= 0 && age >= recency && x + age < Number.POSITIVE_INFINITY)) return undefined;
  if (!hasParameters(model)) return undefined;
  switch (model.model) {
    case 'bg-nbd':
    case 'mbg-nbd': {
      const { r, alpha, a, b } = model;
      const chances = model.model === 'bg-nbd' ? x : x + 1;
      const last = x > 0 ? recency : 0;
      const lnOdds = Math.log(a / (b + chances - 1)) + (r + x) * Math.log((alpha + age) / (alpha + last));
      const alive = chances === 0 ? 1 : aliveAt(lnOdds);
      return { alive, r: r + x, alpha: alpha + age, dropout: { by: 'purchase', a, b: b + chances } };
    }
    case 'pareto-nbd': {
      const { r, alpha, s, beta } = model;
      const alive = aliveAt(paretoLnOdds(model, history));
      return { alive, r: r + x, alpha: alpha + age, dropout: { by: 'time', s, beta: beta + age } };
    }
    case 'nbd':
      return { alive: 1, r: model.r + x, alpha: model.alpha + age, dropout: undefined };
    case 'poisson':
      return { alive: 1, r: R_POISSON, alpha: R_POISSON / model.rate, dropout: undefined };
    case 'empirical':
      return {
        alive: 1,
        r: model.rate * model.weight + x,
        alpha: model.weight + age,
        dropout: undefined,
      };
  }
}

/** ln of the odds that a lifetime ended between t_x and T. */
function paretoLnOdds(
  { r, alpha, s, beta }: Extract<PurchaseModel, { model: 'pareto-nbd' }>,
  { repeats: x, recency, age }: History,
): number {
  const last = x > 0 ? recency : 0;
  return (
    Math.log(s / (beta + last)) +
    paretoLnIntegral({ r, alpha, s, beta, x, last, end: age }) +
    (r + x) * Math.log((alpha + age) / (alpha + last)) +
    s * Math.log((beta + age) / (beta + last))
  );
}

function aliveAt(lnOdds: number): number {
  return lnOdds > 0 ? Math.exp(-lnOdds) / (1 + Math.exp(-lnOdds)) : 1 / (1 + Math.exp(lnOdds));
}

/** Parameters may come from a file: nothing is forecast from such as are not above zero. */
function hasParameters(model: PurchaseModel): boolean {
  switch (model.model) {
    case 'bg-nbd':
    case 'mbg-nbd':
      return areAboveZero(model.r, model.alpha, model.a, model.b);
    case 'pareto-nbd':
      return areAboveZero(model.r, model.alpha, model.s, model.beta);
    case 'nbd':
      return areAboveZero(model.r, model.alpha);
    case 'poisson':
      return areAboveZero(model.rate);
    case 'empirical':
      return areAboveZero(model.rate, model.weight);
  }
}

function areAboveZero(one: number, two = 1, three = 1, four = 1): boolean {
  return one > 0 && two > 0 && three > 0 && four > 0 && one + two + three + four < Number.POSITIVE_INFINITY;
}
