import { eigenOf, type SymmetricMatrix } from './symmetric-matrix.ts';

/** Value of a function at a point; its gradient is written into `gradient`. */
export type Differentiable = (point: readonly number[], gradient: number[]) => number;

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  /** Largest entry of the gradient ÷ max(1, |value|). */
  readonly relativeGradient: number;
  readonly converged: boolean;
  readonly evaluations: number;
}

const GRADIENT_MAX = 1e-9;
const STEP_MAX = 2;
/** Steps in a row that gain nothing to speak of: on a flat ridge there is no end to come to. */
const STILL_MAX = 3;
const TRIES_MAX = 12;
/** Logarithms of parameters beyond this say no more than "at the boundary". */
const BOUND = 28;

/**
 * A local minimum by BFGS with backtracking.
 * @param curvature Hessian near the minimum, where one is known: a few steps are enough then
 * Source: Nocedal & Wright 2006, Numerical Optimization, algorithms 3.1 and 6.1.
 */
export function minimizeByBfgs(
  f: Differentiable,
  start: readonly number[],
  curvature?: SymmetricMatrix,
): Minimum {
  const size = start.length;
  const known = curvature && inverseOf(curvature);
  let point = [...start];
  let gradient = new Array<number>(size).fill(0);
  let value = f(point, gradient);
  let evaluations = 1;
  let inverse = known ?? scaledIdentity(size, 1 / Math.max(1, norm(gradient)));
  let still = 0;
  for (let iteration = 0; iteration < 100; iteration++) {
    if (relative(gradient, value) <= GRADIENT_MAX || still >= STILL_MAX) break;
    let direction = times(inverse, gradient).map(x => -x);
    if (dot(direction, gradient) >= 0) {
      inverse = scaledIdentity(size, 1 / Math.max(1, norm(gradient)));
      direction = times(inverse, gradient).map(x => -x);
    }
    const step = backtrack(f, point, value, gradient, direction);
    evaluations += step.evaluations;
    if (!step.point) break;
    const moved = step.point.map((x, i) => x - (point[i] as number));
    const turned = step.gradient.map((x, i) => x - (gradient[i] as number));
    if (dot(moved, turned) > 0) {
      // The first step tells the scale of the whole.
      if (iteration === 0 && !known) inverse = scaledIdentity(size, dot(moved, turned) / dot(turned, turned));
      inverse = updated(inverse, moved, turned);
    }
    still = value - step.value <= 1e-10 * Math.abs(value) ? still + 1 : 0;
    ({ point, value, gradient } = step);
  }
  return minimumAt(point, value, gradient, evaluations);
}

/**
 * The same minimum to the last digits by Newton's steps, on a Hessian of central differences of the gradient; directions
 * without curvature are left alone, so that a flat ridge ends the search where it stands.
 */
export function polishByNewton(f: Differentiable, start: Minimum, iterationsMax = 8): Minimum {
  let point = [...start.point];
  let gradient = new Array<number>(point.length).fill(0);
  let value = f(point, gradient);
  let evaluations = start.evaluations + 1;
  for (let iteration = 0; iteration < iterationsMax; iteration++) {
    if (relative(gradient, value) <= GRADIENT_MAX) break;
    const eigen = eigenOf(hessianOf(f, point));
    evaluations += 2 * point.length;
    if (!eigen) break;
    const largest = Math.max(...eigen.values.map(Math.abs));
    const direction = new Array<number>(point.length).fill(0);
    for (const [k, vector] of eigen.vectors.entries()) {
      const curvature = Math.max(Math.abs(eigen.values[k] as number), largest * 1e-10, 1e-8);
      const along = dot(vector, gradient) / curvature;
      for (const [i, x] of vector.entries()) direction[i] = (direction[i] as number) - along * x;
    }
    const step = backtrack(f, point, value, gradient, direction);
    evaluations += step.evaluations;
    if (!step.point) break;
    const gained = value - step.value;
    ({ point, value, gradient } = step);
    if (gained <= 1e-13 * Math.abs(value) && relative(gradient, value) <= GRADIENT_MAX * 10) break;
  }
  return minimumAt(point, value, gradient, evaluations);
}

/** Inverse of a matrix that curves upwards everywhere; undefined for one that does not. */
export function inverseOf(matrix: SymmetricMatrix): number[][] | undefined {
  const eigen = eigenOf(matrix);
  if (!eigen || !((eigen.values[0] as number) > 0)) return undefined;
  return matrix.map((row, i) =>
    row.map((_, j) =>
      eigen.values.reduce((sum, value, k) => {
        const vector = eigen.vectors[k] as readonly number[];
        return sum + ((vector[i] as number) * (vector[j] as number)) / value;
      }, 0),
    ),
  );
}

/** Second derivatives by central differences of the gradient. */
export function hessianOf(f: Differentiable, point: readonly number[]): SymmetricMatrix {
  const size = point.length;
  const step = 1e-4;
  const rows = point.map((_, i) => {
    const [above, below] = [1, -1].map(sign => {
      const gradient = new Array<number>(size).fill(0);
      f(
        point.map((x, j) => (j === i ? x + sign * step : x)),
        gradient,
      );
      return gradient;
    }) as [number[], number[]];
    return above.map((x, j) => (x - (below[j] as number)) / (2 * step));
  });
  return rows.map((row, i) => row.map((x, j) => (x + (rows[j]?.[i] as number)) / 2));
}

type Step =
  | {
      readonly point: number[];
      readonly value: number;
      readonly gradient: number[];
      readonly evaluations: number;
    }
  | { readonly point: undefined; readonly evaluations: number };

/** The first of ever shorter steps that lowers the value enough. */
function backtrack(
  f: Differentiable,
  point: readonly number[],
  value: number,
  gradient: readonly number[],
  direction: readonly number[],
): Step {
  const longest = Math.max(...direction.map(Math.abs));
  const slope = dot(direction, gradient);
  // Rounding of a sum over many customers must not stop a search just short of its end.
  const noise = 1e-13 * Math.abs(value);
  let length = longest > STEP_MAX ? STEP_MAX / longest : 1;
  for (let evaluations = 1; evaluations <= TRIES_MAX; evaluations++) {
    const next = point.map((x, i) => clamp(x + length * (direction[i] as number)));
    const nextGradient = new Array<number>(point.length).fill(0);
    const nextValue = f(next, nextGradient);
    if (nextValue <= value + 1e-4 * length * slope + noise && nextGradient.every(Number.isFinite))
      return { point: next, value: nextValue, gradient: nextGradient, evaluations };
    length *= 0.4;
  }
  return { point: undefined, evaluations: TRIES_MAX };
}

function minimumAt(point: number[], value: number, gradient: number[], evaluations: number): Minimum {
  const relativeGradient = relative(gradient, value);
  return { point, value, relativeGradient, converged: relativeGradient <= 1e-6, evaluations };
}

function updated(inverse: number[][], moved: number[], turned: number[]): number[][] {
  const rho = 1 / dot(moved, turned);
  const spread = times(inverse, turned);
  const scale = (1 + rho * dot(turned, spread)) * rho;
  return inverse.map((row, i) =>
    row.map((x, j) => {
      const [si, sj] = [moved[i] as number, moved[j] as number];
      return x + scale * si * sj - rho * ((spread[i] as number) * sj + si * (spread[j] as number));
    }),
  );
}

function clamp(x: number): number {
  return Math.min(BOUND, Math.max(-BOUND, x));
}

function relative(gradient: readonly number[], value: number): number {
  return Math.max(...gradient.map(Math.abs)) / Math.max(1, Math.abs(value));
}

function scaledIdentity(size: number, scale: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => (i === j ? scale : 0)),
  );
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map(row => dot(row, vector));
}

function norm(vector: readonly number[]): number {
  return Math.sqrt(dot(vector, vector));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
}
