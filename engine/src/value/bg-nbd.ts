import { sumsOfShape } from './nbd.ts';
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
    const inX = sumsInX(above, customers, shift, { r, alpha, a, b });
    const lnA = Math.log(a);
    for (let n = 1; n < lnLast.length; n++) lnLast[n] = lnA - Math.log(b + n - 1);
    // Growths ln((α+t)÷α) instead of differences of logarithms: exact also where r and α grow without bound.
    const perAlpha = 1 / alpha;
    let { value, dr, da, db } = inX;
    let share = 0;
    for (let i = 0; i < count; i++) {
      const weight = weights[i] as number;
      const end = age[i] as number;
      const shape = r + (repeats[i] as number);
      const chances = (repeats[i] as number) + shift;
      const growth = Math.log1p(end * perAlpha);
      const alive = -shape * growth;
      if (chances === 0) {
        value += weight * alive;
        dr -= weight * growth;
        share += (weight * shape * end) / (alpha + end);
        continue;
      }
      const last = recency[i] as number;
      const lastGrowth = Math.log1p(last * perAlpha);
      const gone = (lnLast[chances] as number) - shape * lastGrowth;
      const odds = Math.exp(-Math.abs(alive - gone));
      const smaller = odds / (1 + odds);
      const pGone = alive > gone ? smaller : 1 - smaller;
      const pAlive = alive > gone ? 1 - smaller : smaller;
      value += weight * ((alive > gone ? alive : gone) + Math.log1p(odds));
      dr -= weight * (pAlive * growth + pGone * lastGrowth);
      share += weight * shape * ((pAlive * end) / (alpha + end) + (pGone * last) / (alpha + last));
      da += (weight * pGone) / a;
      db -= (weight * pGone) / (b + chances - 1);
    }
    gradient[0] = r * dr;
    gradient[1] = share - inX.purchases;
    gradient[2] = a * da;
    gradient[3] = b * db;
    return value;
  };
}

/** Σ ln((r+j)÷α) over j < x, and Σ ln((b+j)÷(a+b+j)) over the chances to drop out, with derivatives. */
function sumsInX(
  above: Float64Array,
  customers: number,
  shift: number,
  { r, alpha, a, b }: { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number },
) {
  const { value: ofShape, dr, purchases } = sumsOfShape(above, r, alpha);
  let [value, da, db] = [ofShape, 0, 0];
  const chances = above.length - 1 + shift;
  for (let j = 0; j < chances; j++) {
    const more = shift === 0 ? (above[j] as number) : j === 0 ? customers : (above[j - 1] as number);
    value -= more * Math.log1p(a / (b + j));
    da -= more / (a + b + j);
    db += (more * a) / ((b + j) * (a + b + j));
  }
  return { value, dr, da, db, purchases };
}
