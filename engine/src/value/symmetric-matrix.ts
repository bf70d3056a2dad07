/** A symmetric matrix by its rows. */
export type SymmetricMatrix = readonly (readonly number[])[];

/**
 * Eigenvalues, smallest first, with their vectors: Jacobi's rotations, exact to the last digits for the handful of
 * parameters that a model has. Undefined where an entry is not finite.
 * Source: Golub & Van Loan 2013, Matrix Computations, 8.5.
 */
export function eigenOf(
  matrix: SymmetricMatrix,
): { readonly values: readonly number[]; readonly vectors: readonly (readonly number[])[] } | undefined {
  const size = matrix.length;
  if (!matrix.every(row => row.every(Number.isFinite))) return undefined;
  const a = matrix.map(row => [...row]);
  const v = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        off += entry(a, p, q) ** 2;
        rotate(a, v, p, q);
      }
    }
    if (off === 0) break;
  }
  const order = a.map((_, i) => i).sort((i, j) => entry(a, i, i) - entry(a, j, j));
  return {
    values: order.map(i => entry(a, i, i)),
    vectors: order.map(i => v.map(row => row[i] as number)),
  };
}

/** Turns the plane of two axes until they are apart. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = entry(a, p, q);
  if (apq === 0) return;
  const theta = (entry(a, q, q) - entry(a, p, p)) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(t, 1);
  const sine = t * cosine;
  const turn = (row: number[], i: number, j: number) => {
    const [x, y] = [row[i] as number, row[j] as number];
    row[i] = cosine * x - sine * y;
    row[j] = sine * x + cosine * y;
  };
  for (const row of a) turn(row, p, q);
  const [rowP, rowQ] = [a[p] as number[], a[q] as number[]];
  for (let k = 0; k < rowP.length; k++) {
    const [x, y] = [rowP[k] as number, rowQ[k] as number];
    rowP[k] = cosine * x - sine * y;
    rowQ[k] = sine * x + cosine * y;
  }
  rowP[q] = 0;
  rowQ[p] = 0;
  for (const row of v) turn(row, p, q);
}

function entry(matrix: readonly (readonly number[])[], i: number, j: number): number {
  return matrix[i]?.[j] as number;
}
