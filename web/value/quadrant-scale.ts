/** Where amounts of money stand along an axis: evenly by their logarithm, straight through zero. */
export interface MoneyScale {
  at: (amount: number) => number;
  amountAt: (pixel: number) => number;
  /** Amounts that are written at the axis, from little to much. */
  ticks: readonly number[];
}

interface Axis {
  /** Pixels of the least and of the most amount. */
  from: number;
  through: number;
  /** Pixels that two ticks are apart at least. */
  apart: number;
}

/** Beyond the outermost amounts as a share of what lies between them, and at least so much: room for double. */
const BEYOND_SHARE = 0.12;
const BEYOND_LEAST = 0.7;

/**
 * A symmetric logarithm: sign × log(1 + |amount| ÷ c). Heavy tails and losses stand on one axis, and below c, a tenth of the
 * median size, it is nearly even.
 */
export function moneyScale(amounts: readonly number[], { from, through, apart }: Axis): MoneyScale {
  const even = evenBelow(amounts);
  const bend = (amount: number) => Math.sign(amount) * Math.log1p(Math.abs(amount) / even);
  const bent = amounts.length === 0 ? [0] : amounts.map(bend);
  const [low, high] = [Math.min(...bent), Math.max(...bent)];
  const beyond = Math.max(BEYOND_LEAST, (high - low) * BEYOND_SHARE);
  // Where nothing is below zero, nothing below it is drawn.
  const first = low < 0 ? low - beyond : Math.max(0, low - beyond);
  const perStep = (through - from) / (high + beyond - first);
  const at = (amount: number) => from + (bend(amount) - first) * perStep;
  const amountAt = (pixel: number) => {
    const place = first + (pixel - from) / perStep;
    return Math.sign(place) * Math.expm1(Math.abs(place)) * even;
  };
  return { at, amountAt, ticks: ticksOf(at, { ends: [amountAt(from), amountAt(through)], even, apart }) };
}

function evenBelow(amounts: readonly number[]): number {
  const sizes = amounts
    .map(Math.abs)
    .filter(size => size > 0)
    .sort((a, b) => a - b);
  return (sizes[sizes.length >> 1] ?? 10) / 10;
}

const ROUND_STEPS = [1, 5, 2] as const;

/** Zero first, then powers of ten, then five and two times these, as far as they have room. */
function ticksOf(
  at: MoneyScale['at'],
  { ends: [first, last], even, apart }: { ends: readonly [number, number]; even: number; apart: number },
): number[] {
  const powers: number[] = [];
  const most = Math.max(Math.abs(first), Math.abs(last));
  for (let power = Math.ceil(Math.log10(even)); 10 ** power <= most; power++) powers.push(10 ** power);
  const sizes = ROUND_STEPS.flatMap(step => powers.map(power => step * power));
  const taken: number[] = [];
  for (const tick of [0, ...sizes.flatMap(size => [size, -size])]) {
    const fits = tick >= first && tick <= last;
    if (fits && taken.every(other => Math.abs(at(other) - at(tick)) >= apart)) taken.push(tick);
  }
  return taken.sort((a, b) => a - b);
}
