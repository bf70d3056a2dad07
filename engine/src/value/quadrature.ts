/** Nodes and weights of a rule on 0 to 1. */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss–Legendre on 0 to 1: exact for polynomials of degree 2n − 1.
 * Source: roots of the Legendre polynomial by Newton's method (Press et al. 2007, Numerical Recipes, 4.6.1).
 */
function gaussLegendre(count: number): Rule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let root = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let turn = 0; turn < 100; turn++) {
      let [previous, current] = [0, 1];
      for (let j = 0; j < count; j++)
        [previous, current] = [current, ((2 * j + 1) * root * current - j * previous) / (j + 1)];
      slope = (count * (root * current - previous)) / (root * root - 1);
      const step = current / slope;
      root -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    nodes[i] = (1 - root) / 2;
    weights[i] = 1 / ((1 - root * root) * slope * slope);
  }
  return { nodes, weights };
}

export const RULE_8 = gaussLegendre(8);
export const RULE_12 = gaussLegendre(12);
export const RULE_16 = gaussLegendre(16);
export const RULE_32 = gaussLegendre(32);

/** Integral from `from` to `to` over so many equal panels, 32 nodes each. */
export function integrate(f: (x: number) => number, from: number, to: number, panels = 1): number {
  const { nodes, weights } = RULE_32;
  const width = (to - from) / panels;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++)
    for (let i = 0; i < nodes.length; i++)
      sum += (weights[i] as number) * f(from + (panel + (nodes[i] as number)) * width);
  return sum * width;
}
