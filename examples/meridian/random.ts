/**
 * Chance that falls the same way on every machine. Only sums, products and square roots are used, which IEEE 754 fixes
 * to the last bit; Math.log, Math.pow and Math.cos may differ between platforms, so none of them appears here.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  /** Both ends inclusive. */
  integer(low: number, high: number): number;
  happens(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  weighted<T>(items: readonly T[], weight: (item: T) => number): T;
  poisson(mean: number): number;
  /** A positive factor of mean 1; `width` 0.3 is a gentle spread, 1 a wild one. */
  spread(width: number): number;
}

/** A stream of its own for every name, so that one customer more does not change all the others. */
export function randomOf(seed: number, name: string): Random {
  const next = mulberry32(hash(seed, name));
  const happens = (probability: number) => next() < probability;
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const normal = () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
  return {
    next,
    happens,
    integer,
    between: (low, high) => low + next() * (high - low),
    pick: items => items[integer(0, items.length - 1)] as (typeof items)[number],
    weighted: (items, weight) => weightedPick(items, weight, next()),
    poisson: mean =>
      mean < 20 ? smallPoisson(mean, next) : Math.max(0, Math.round(mean + Math.sqrt(mean) * normal())),
    spread: width => exp(width * normal() - (width * width) / 2),
  };
}

/** mulberry32 (T. Ettinger, public domain): 32 bits of state, ample for an example. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a over the seed and the name. */
function hash(seed: number, name: string): number {
  let value = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name.charCodeAt(i), 0x01000193);
  return value | 0;
}

function weightedPick<T>(items: readonly T[], weight: (item: T) => number, draw: number): T {
  let left = draw * items.reduce((total, item) => total + weight(item), 0);
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return items[items.length - 1] as T;
}

/** Knuth's method: uniforms are multiplied until they fall below e^-mean. */
function smallPoisson(mean: number, next: () => number): number {
  const floor = exp(-mean);
  let count = 0;
  for (let product = next(); product > floor; product *= next()) count += 1;
  return count;
}

/** Taylor's series on x/64, squared six times: to 12 digits for |x| < 20. */
function exp(x: number): number {
  const small = x / 64;
  let term = 1;
  let sum = 1;
  for (let i = 1; i <= 9; i++) {
    term *= small / i;
    sum += term;
  }
  for (let i = 0; i < 6; i++) sum *= sum;
  return sum;
}
