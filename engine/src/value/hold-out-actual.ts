/** Purchases after the split, as columns: a row per customer and day on which it bought. */
export interface ActualPurchases {
  /** Index into the customers of the histories; any other number is a customer who came after the split. */
  readonly customer: ArrayLike<number>;
  /** Time from the split, in the unit of the histories; above 0 up to the length of the hold-out. */
  readonly time: ArrayLike<number>;
}

export interface HoldOutActual {
  readonly byCustomer: Float64Array;
  /** Times of the purchases that count, ascending. */
  readonly times: Float64Array;
  readonly leftOut: number;
}

export function countActual(
  { customer, time }: ActualPurchases,
  given: { customers: number; duration: number; isCounted: (customer: number) => boolean },
): HoldOutActual {
  const { customers, duration, isCounted } = given;
  const byCustomer = new Float64Array(customers);
  const times: number[] = [];
  for (let i = 0; i < customer.length; i++) {
    const of = customer[i] as number;
    const at = time[i] ?? Number.NaN;
    const count = byCustomer[of];
    if (count === undefined || !isCounted(of) || !(at > 0 && at <= duration)) continue;
    byCustomer[of] = count + 1;
    times.push(at);
  }
  return { byCustomer, times: Float64Array.from(times).sort(), leftOut: customer.length - times.length };
}
