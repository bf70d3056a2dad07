/** Margins of one customer, as a share or as money of each order: any number, also below zero. */
export interface MarginSeen {
  readonly orders: number;
  readonly mean: number;
  /** Σ of the squared distances of the orders from the customer's mean. */
  readonly squares: number;
}

/** What margins are like in a segment. */
export interface MarginModel {
  readonly mean: number;
  /** Variance of one order around its customer's mean, and of customers around the segment's. */
  readonly within: number;
  readonly between: number;
}

/**
 * A segment's margins by the analysis of variance: within = Σ squares ÷ (orders − customers), between from what the means
 * of customers differ beyond that, never below zero. Undefined with fewer than two customers, and where all have one order, since
 * within and between cannot be told apart then.
 * Source: Searle, Casella & McCulloch 1992, Variance Components, 3.6.
 */
export function marginModel(customers: readonly MarginSeen[]): MarginModel | undefined {
  const seen = customers.filter(
    ({ orders, mean, squares }) =>
      orders > 0 && Number.isFinite(mean) && squares >= 0 && Number.isFinite(squares),
  );
  const orders = seen.reduce((sum, one) => sum + one.orders, 0);
  if (seen.length < 2 || orders <= seen.length) return undefined;
  const within = seen.reduce((sum, one) => sum + one.squares, 0) / (orders - seen.length);
  const grand = seen.reduce((sum, one) => sum + one.orders * one.mean, 0) / orders;
  const spread = seen.reduce((sum, one) => sum + one.orders * (one.mean - grand) ** 2, 0);
  const effective = orders - seen.reduce((sum, one) => sum + one.orders ** 2, 0) / orders;
  const between = Math.max(0, (spread - (seen.length - 1) * within) / effective);
  // Each customer's mean counts by how well it is known.
  const weights = seen.map(one => 1 / (between + within / one.orders));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = Number.isFinite(total)
    ? seen.reduce((sum, one, i) => sum + (weights[i] as number) * one.mean, 0) / total
    : grand;
  return { mean, within, between };
}

/**
 * A customer's margin, drawn towards the segment's the more, the fewer orders there are:
 * (n m ÷ σ² + μ ÷ τ²) ÷ (n ÷ σ² + 1 ÷ τ²), normal–normal. Without orders it is the segment's.
 * Source: Gelman et al. 2013, Bayesian Data Analysis, 5.4. Example: μ 0.3, σ² 0.04, τ² 0.01, four orders at −0.1 → 0.1
 */
export function shrunkenMargin(model: MarginModel, { orders, mean }: Omit<MarginSeen, 'squares'>): number {
  if (!(orders > 0) || !Number.isFinite(mean)) return model.mean;
  const spread = orders * model.between + model.within;
  if (!(spread > 0)) return model.mean;
  return model.mean + ((orders * model.between) / spread) * (mean - model.mean);
}
