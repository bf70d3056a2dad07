import { aliveAfter, expectedPurchases } from './expected-purchases.ts';
import type { Outlook } from './outlook.ts';
import { integrate } from './quadrature.ts';

/** e^−45 is nothing beside the whole. */
const EXPONENT_MAX = 45;

/**
 * Discounted expected residual transactions, DERT: purchases still to come after `from`, each discounted continuously
 * back to now; δ ∫ e^−δt (E[Y(t)] − E[Y(from)]) dt. Undefined for a rate of zero or below, at which the sum may have no
 * end.
 *
 * @param rate δ per unit of time of the outlook; of an annual rate i in weeks ln(1+i) ÷ 52.1775
 * Source: Fader, Hardie & Lee 2005 (doi 10.1509/jmkr.2005.42.4.415); equal to their closed form for Pareto/NBD.
 * Example: Pareto/NBD of CDNOW, x 2, t_x 30.43, T 38.86 weeks, 0.0027 a week (15 % a year) → 6.4838
 */
export function discountedResidual(outlook: Outlook, rate: number, from = 0): number | undefined {
  const before = expectedPurchases(outlook, from);
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY) || before === undefined) return undefined;
  const curve = (time: number) => (expectedPurchases(outlook, from + time) ?? 0) - before;
  const value = rate * discounted(outlook, rate, curve) * Math.exp(-rate * from);
  return Number.isFinite(value) ? Math.max(0, value) : undefined;
}

/** Discounted expected residual lifetime in units of time, after `from`: ∫ e^−δt P(still alive at t) dt. */
export function discountedLifetimeAfter(outlook: Outlook, rate: number, from = 0): number | undefined {
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY) || !(from >= 0)) return undefined;
  const value =
    discounted(outlook, rate, time => aliveAfter(outlook, from + time) ?? 0) * Math.exp(-rate * from);
  return Number.isFinite(value) ? value : undefined;
}

/** ∫ e^−δt f(t) dt without end. */
function discounted({ alpha, dropout }: Outlook, rate: number, f: (time: number) => number): number {
  // Over y = ln(1 + t ÷ scale): the expectation bends near the scale of the history, the discount near 1 ÷ δ.
  const scale = Math.min(1 / rate, alpha, dropout?.by === 'time' ? dropout.beta : alpha);
  const range = Math.log1p(EXPONENT_MAX / rate / scale);
  const panels = Math.ceil(range / 1.5);
  return integrate(
    y => {
      const time = scale * Math.expm1(y);
      return Math.exp(-rate * time) * f(time) * (time + scale);
    },
    0,
    range,
    panels,
  );
}
