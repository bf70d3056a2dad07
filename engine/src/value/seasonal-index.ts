/** Months in a year; and the whole years that have to be known. */
const YEAR = 12;
const YEARS_LEAST = 2;

/**
 * How the months after a split usually stand to a whole year: purchases in the same months of the years before it ÷ the mean of as
 * many months of these years, 1 for no season. A model without seasons is multiplied by it. A customer base that grows
 * within the years lifts the later months, and so what this says of them.
 *
 * @param monthly purchases of each month up to the split, oldest first, without gaps; the last is the one before the split
 * @param months whole months of the hold-out, 1 to 12
 * @returns undefined with less than two whole years, or where these had no purchases
 * Example: 24 months of 10, but 20 in the two months that the hold-out repeats, each year → 20 ÷ (140 ÷ 12) = 1.714
 */
export function seasonalIndex(monthly: ArrayLike<number>, months: number): number | undefined {
  const years = Math.floor(monthly.length / YEAR);
  if (!(Number.isInteger(months) && months >= 1 && months <= YEAR) || years < YEARS_LEAST) return undefined;
  let same = 0;
  let all = 0;
  for (let i = monthly.length - years * YEAR; i < monthly.length; i++) {
    const purchases = monthly[i] as number;
    all += purchases;
    // The year before the split begins with the months that come after it.
    if ((i - (monthly.length - years * YEAR)) % YEAR < months) same += purchases;
  }
  const index = same / ((all * months) / YEAR);
  return Number.isFinite(index) ? index : undefined;
}
