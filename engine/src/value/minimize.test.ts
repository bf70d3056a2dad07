import { expect, test } from 'vitest';
import { type Differentiable, hessianOf, inverseOf, minimizeByBfgs, polishByNewton } from './minimize.ts';
import { integrate, RULE_12 } from './quadrature.ts';
import { eigenOf } from './symmetric-matrix.ts';

/** Rosenbrock 1960: a curved valley with its lowest point at (1, 1). */
const valley: Differentiable = ([x = 0, y = 0], gradient) => {
  gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
  gradient[1] = 200 * (y - x * x);
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
};

test('a curved valley is followed to its end', () => {
  const rough = minimizeByBfgs(valley, [-1.2, 1]);
  const { point, converged } = polishByNewton(valley, rough);
  expect(converged).toBe(true);
  for (const x of point) expect(x).toBeCloseTo(1, 8);
});

test('a flat direction ends the search where it stands, and is seen in the curvature', () => {
  const ridge: Differentiable = ([x = 0, y = 0], gradient) => {
    const sum = x + y - 3;
    gradient[0] = gradient[1] = 2 * sum;
    return sum * sum;
  };
  const { point, converged } = polishByNewton(ridge, minimizeByBfgs(ridge, [0, 1]));
  expect(converged).toBe(true);
  expect((point[0] as number) + (point[1] as number)).toBeCloseTo(3, 8);
  expect(eigenOf(hessianOf(ridge, point))?.values[0]).toBeCloseTo(0, 8);
  expect(
    inverseOf([
      [1, 1],
      [1, 1],
    ]),
  ).toBeUndefined();
});

test('a function that gives no number is not followed, and nothing is thrown', () => {
  const broken: Differentiable = (_, gradient) => {
    gradient[0] = Number.NaN;
    return Number.NaN;
  };
  expect(minimizeByBfgs(broken, [0]).converged).toBe(false);
  expect(eigenOf([[Number.NaN]])).toBeUndefined();
});

test('eigenvalues and vectors give the matrix again, and its inverse', () => {
  const matrix = [
    [4, 1, -2],
    [1, 3, 0.5],
    [-2, 0.5, 6],
  ];
  const eigen = eigenOf(matrix);
  const again = matrix.map((row, i) =>
    row.map((_, j) =>
      (eigen?.values ?? []).reduce((sum, value, k) => {
        const vector = eigen?.vectors[k] as readonly number[];
        return sum + value * (vector[i] as number) * (vector[j] as number);
      }, 0),
    ),
  );
  for (const [i, row] of matrix.entries())
    for (const [j, x] of row.entries()) expect(again[i]?.[j]).toBeCloseTo(x, 12);
  const inverse = inverseOf(matrix) as number[][];
  const first = (matrix[0] as number[]).reduce((sum, x, k) => sum + x * (inverse[k]?.[0] as number), 0);
  expect(first).toBeCloseTo(1, 12);
});

test('a rule of n nodes is exact for powers up to 2n − 1', () => {
  const { nodes, weights } = RULE_12;
  for (const power of [0, 1, 7, 23]) {
    const sum = nodes.reduce((total, x, i) => total + (weights[i] as number) * x ** power, 0);
    expect(sum).toBeCloseTo(1 / (power + 1), 14);
  }
  expect(integrate(Math.exp, -1, 2, 2)).toBeCloseTo(Math.exp(2) - Math.exp(-1), 12);
});
