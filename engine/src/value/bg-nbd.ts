import { moreThan, type Patterns } from './patterns.ts';

/** Whether a customer can drop out after the first purchase already: MBG/NBD says yes, BG/NBD no. */
export type DropoutAtFirst = boolean;

/**
 * ln L of BG/NBD or MBG/NBD over patterns, and its gradient by the logarithms of r, α, a and b.
 *
 * λ ~ Gamma(r, α), dropout with p ~ Beta(a, b) after every purchase, in BG/NBD not after the first. The part in x alone
 * is a sum over the histogram of x, so that no Γ is needed. Without constants in x, as the papers have it.
 *
 * Source: Fader, Hardie & Lee 2005 (doi 10.1287/mksc.1040.0098), in the form of Hardie's note 004;
 * Batislam, Denizel & Filiztekin 2007 (doi 10.1016/j.ijresmar.2006.12.005).
 */
export function bgLogLikelihood(
  patterns: Patterns,
  dropoutAtFirst: DropoutAtFirst,
): (theta: readonly number[], gradient: number[]) => number {
  const { count, customers, repeats, recency, age, weights } = patterns;
  const above = moreThan(patterns);
  const shift = dropoutAtFirst ? 1 : 0;
  const lnLast = new Float64Array(above.length + 1);
  return (theta, gradient) => {
    const [r, alpha, a, b] = theta.map(Math.exp) as [number, number, number, number];
    const inX = sumsInX(above, customers, shift, { r, a, b });
    const lnA = Math.log(a);
    for (let n = 1; n < lnLast.length; n++) lnLast[n] = lnA - Math.log(b + n - 1);
    let value = inX.value + customers * r * Math.log(alpha);
    let dr = inX.dr + customers * Math.log(alpha);
    let dAlpha = (customers * r) / alpha;
    let da = inX.da;
    let db = inX.db;
    for (let i = 0; i < count; i++) {
      const x = repeats[i] as number;
      const weight = weights[i] as number;
      const shape = r + x;
      const chances = x + shift;
      const atEnd = alpha + (age[i] as number);
      const lnEnd = Math.log(atEnd);
      const alive = -shape * lnEnd;
      if (chances === 0) {
        value += weight * alive;
        dr -= weight * lnEnd;
        dAlpha -= (weight * shape) / atEnd;
        continue;
      }
      const atLast = alpha + (recency[i] as number);
      const lnAtLast = Math.log(atLast);
      const gone = (lnLast[chances] as number) - shape * lnAtLast;
      const odds = Math.exp(-Math.abs(alive - gone));
      const smaller = odds / (1 + odds);
      const pGone = alive > gone ? smaller : 1 - smaller;
      const pAlive = alive > gone ? 1 - smaller : smaller;
      value += weight * ((alive > gone ? alive : gone) + Math.log1p(odds));
      dr -= weight * (pAlive * lnEnd + pGone * lnAtLast);
      dAlpha -= weight * shape * (pAlive / atEnd + pGone / atLast);
      da += (weight * pGone) / a;
      db -= (weight * pGone) / (b + chances - 1);
    }
    gradient[0] = r * dr;
    gradient[1] = alpha * dAlpha;
    gradient[2] = a * da;
    gradient[3] = b * db;
    return value;
  };
}

/** Σ ln(r+j) over j < x, and Σ ln((b+j)÷(a+b+j)) over the chances to drop out, with derivatives. */
function sumsInX(
  above: Float64Array,
  customers: number,
  shift: number,
  { r, a, b }: { readonly r: number; readonly a: number; readonly b: number },
) {
  let [value, dr, da, db] = [0, 0, 0, 0];
  for (let j = 0; j < above.length; j++) {
    const more = above[j] as number;
    if (more > 0) {
      value += more * Math.log(r + j);
      dr += more / (r + j);
    }
  }
  const chances = above.length - 1 + shift;
  for (let j = 0; j < chances; j++) {
    const more = shift === 0 ? (above[j] as number) : j === 0 ? customers : (above[j - 1] as number);
    value -= more * Math.log1p(a / (b + j));
    da -= more / (a + b + j);
    db += (more * a) / ((b + j) * (a + b + j));
  }
  return { value, dr, da, db };
}
