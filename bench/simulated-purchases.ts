/** Histories of BG/NBD customers on a grid of days, the same on every run; as columns, since there may be a million. */
export interface SimulatedHistories {
  readonly repeats: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
}

const TRUE = { r: 0.8, alpha: 40, a: 0.8, b: 2.5 };

/** Customers who first bought within the first half of `days`, several purchases of a day counted once. */
export function simulatedHistories(customers: number, days: number): SimulatedHistories {
  const random = randomNumbers(20_051);
  const column = () => new Float64Array(customers);
  const [repeats, recency, age] = [column(), column(), column()];
  for (let i = 0; i < customers; i++) {
    const observed = days - Math.floor(random() * (days / 2));
    const rate = gammaNumber(random, TRUE.r) / TRUE.alpha;
    const one = gammaNumber(random, TRUE.a);
    const dropout = one / (one + gammaNumber(random, TRUE.b));
    let [time, day] = [0, 0];
    for (;;) {
      time -= Math.log(1 - random()) / rate;
      if (!(time < observed)) break;
      if (Math.ceil(time) > day) repeats[i] = (repeats[i] as number) + 1;
      day = Math.ceil(time);
      if (random() < dropout) break;
    }
    recency[i] = day;
    age[i] = observed;
  }
  return { repeats, recency, age };
}

/** Numbers from 0 to 1. Source: mulberry32, T. Ettinger. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gamma(shape, 1). Source: Marsaglia & Tsang 2000, with a power of a uniform number for shapes below 1. */
function gammaNumber(random: () => number, shape: number): number {
  if (shape < 1) return gammaNumber(random, shape + 1) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
