/** Where the asymptotic series below are accurate to the last digits. */
const ASYMPTOTIC_FROM = 10;
const HALF_LN_2_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * ln Γ(x) for x > 0; undefined arithmetic (NaN) elsewhere, which no caller asks for.
 * Accurate to 1e-14 of max(1, |ln Γ|): Stirling's series, small arguments raised by the recurrence first.
 * Source: Abramowitz & Stegun 1964, 6.1.40 and 6.1.15.
 */
export function lnGamma(x: number): number {
  let shift = 1;
  let y = x;
  while (y < ASYMPTOTIC_FROM) {
    shift *= y;
    y += 1;
  }
  const inverse = 1 / y;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square *
        (1 / 360 -
          square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360))))));
  return (y - 0.5) * Math.log(y) - y + HALF_LN_2_PI + series - Math.log(shift);
}

/** ψ(x), the derivative of ln Γ, for x > 0. Source: Abramowitz & Stegun 1964, 6.3.18 and 6.3.5. */
export function digamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < ASYMPTOTIC_FROM) {
    shift += 1 / y;
    y += 1;
  }
  const square = 1 / (y * y);
  const series =
    square *
    (1 / 12 -
      square *
        (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760))))));
  return Math.log(y) - 0.5 / y - series - shift;
}

/** ln B(a, b) for a, b > 0. */
export function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

/** (e^(kL) − 1) ÷ k, which is L at k = 0: an integral of y^(k−1) from 1 to e^L without its removable singularity. */
export function powerIntegral(k: number, lnUpper: number): number {
  const exponent = k * lnUpper;
  return Math.abs(exponent) < 1e-300 ? lnUpper : Math.expm1(exponent) / k;
}
