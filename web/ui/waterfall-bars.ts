interface Step {
  /** Exact decimal: a level for a total, a signed change otherwise. */
  readonly amount: string;
  readonly kind: 'total' | 'change';
}

interface Bars {
  /** Where zero stands, in percent of the width. */
  zero: number;
  spans: { left: number; width: number }[];
}

/** Places of the bars in percent. A double is enough: these are pixels, the amounts stay exact beside them. */
export function barsOf(steps: readonly Step[]): Bars {
  let level = 0;
  const ends = steps.map(({ amount, kind }) => {
    const from = kind === 'total' ? 0 : level;
    level = from + Number(amount);
    return { low: Math.min(from, level), high: Math.max(from, level) };
  });
  const low = Math.min(0, ...ends.map(end => end.low));
  const high = Math.max(0, ...ends.map(end => end.high));
  const share = 100 / (high - low || 1);
  return {
    zero: (0 - low) * share,
    spans: ends.map(end => ({ left: (end.low - low) * share, width: (end.high - end.low) * share })),
  };
}
