/** How strongly a cell is coloured: −3 for the largest losses, 3 for the largest gains, 0 for none. */
export type Shade = -3 | -2 | -1 | 0 | 1 | 2 | 3;

/** Sizes from which a cell is coloured more strongly: half of all cells lie below the first, 85 % below the second. */
export function shadeSteps(profits: readonly number[]): readonly [number, number] {
  const sizes = profits
    .filter(profit => profit !== 0)
    .map(Math.abs)
    .sort((a, b) => a - b);
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0;
  return [at(0.5), at(0.85)];
}

export function shadeOf(profit: number, [middle, large]: readonly [number, number]): Shade {
  if (profit === 0) return 0;
  const size = Math.abs(profit);
  const strength = size >= large ? 3 : size >= middle ? 2 : 1;
  return (profit < 0 ? -strength : strength) as Shade;
}
