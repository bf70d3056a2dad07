import { type Amount, ratio, type Total } from '../units/amount.ts';

/** From what rests on records to what rests on guesses. */
export const GRADES = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof GRADES)[number];

/**
 * The most of the cost that may rest on assumed rates, by grade; above the last it is D. Within 5 % an assumption that is
 * wrong by half moves cost by 2.5 %, less than what a stocktake or an accrual moves; within 25 % by an eighth, so ranks
 * hold where customers lie apart; up to 60 % the sign of a profit may be trusted where it is large; above, the figure says
 * more of the model than of the customer.
 */
export const ASSUMED_SHARE_MOST = [
  ['A', 0.05],
  ['B', 0.25],
  ['C', 0.6],
] as const satisfies readonly (readonly [Grade, number])[];

/** Cost by size, and what of it rests on assumed rates. */
export interface CostBasis {
  readonly cost: Total;
  readonly assumed: Total;
}

export interface Graded {
  readonly grade: Grade;
  /** 0 to 1; undefined where nothing is costed. */
  readonly assumedShare: number | undefined;
  readonly reason: string;
}

export interface GradedCosts {
  /** Product cost as a whole, and what of it a share assumed by the model gave. */
  readonly productCost: Amount | Total;
  readonly assumedProductCost: Amount | Total;
  /** What each activity of the model costs, and whether its minutes or the rate of its pool are assumed. */
  readonly costs: readonly (Amount | Total)[];
  readonly isAssumed: (activity: number) => boolean;
}

/**
 * Cost by size: |product cost known| + |product cost assumed| + the sum over activities of |cost|, in micro-units, so that
 * a credit does not hide what it was set against. Of it rests on assumptions what the model's assumed share gave, and
 * every activity whose minutes, or whose pool's rate or capacity, are assumed.
 * Example: product cost 60 known, activities 30 measured and −10 assumed: cost 100, assumed 10.
 */
export function costBasis({ productCost, assumedProductCost, costs, isAssumed }: GradedCosts): CostBasis {
  let assumed = sizeOf(assumedProductCost);
  let cost = assumed + sizeOf(BigInt(productCost) - BigInt(assumedProductCost));
  for (const [activity, amount] of costs.entries()) {
    const size = sizeOf(amount);
    cost += size;
    if (isAssumed(activity)) assumed += size;
  }
  return { cost, assumed };
}

/**
 * The confidence grade of a figure that rests on cost: A where at most 5 % of the cost rests on assumed rates, B at most
 * 25 %, C at most 60 %, else D. D too where nothing is costed, since silence is no measurement.
 * Example: { cost: 100n, assumed: 10n } is B.
 */
export function gradeOf({ cost, assumed }: CostBasis): Graded {
  const assumedShare = ratio(assumed, cost);
  if (assumedShare === undefined)
    return {
      grade: 'D',
      assumedShare,
      reason: 'Nothing of its cost is known: neither product cost nor cost to serve.',
    };
  const [grade, most] = ASSUMED_SHARE_MOST.find(([, share]) => assumedShare <= share) ?? ['D', undefined];
  if (assumed === 0n) return { grade, assumedShare, reason: 'None of its cost rests on assumed rates.' };
  const bound =
    most === undefined
      ? `more than the ${percentText(ASSUMED_SHARE_MOST[2][1])} of grade C`
      : `grade ${grade} reaches up to ${percentText(most)}`;
  return {
    grade,
    assumedShare,
    reason: `${percentText(assumedShare)} of its cost rests on assumed rates: ${bound}.`,
  };
}

/** As `GradedCosts`, a row a customer; doubles that are whole numbers. */
export interface GradedColumns {
  readonly productCost: Float64Array;
  /** Undefined where no share of the model is assumed. */
  readonly assumedProductCost: Float64Array | undefined;
  readonly costs: readonly Float64Array[];
  readonly isAssumed: (activity: number) => boolean;
}

/**
 * The place of each row's grade in `GRADES`: that of its `costBasis`, without an object a row. Sums stay exact below 2^53.
 */
export function gradePlaces({
  productCost,
  assumedProductCost,
  costs,
  isAssumed,
}: GradedColumns): Uint8Array {
  const cost = new Float64Array(productCost.length);
  const assumed = new Float64Array(productCost.length);
  for (let i = 0; i < cost.length; i++) {
    const guessed = assumedProductCost?.[i] ?? 0;
    assumed[i] = Math.abs(guessed);
    cost[i] = Math.abs(guessed) + Math.abs((productCost[i] as number) - guessed);
  }
  for (const [activity, column] of costs.entries()) {
    const share = isAssumed(activity) ? 1 : 0;
    for (let i = 0; i < cost.length; i++) {
      const size = Math.abs(column[i] as number);
      cost[i] = (cost[i] as number) + size;
      assumed[i] = (assumed[i] as number) + share * size;
    }
  }
  const places = new Uint8Array(cost.length);
  for (let i = 0; i < places.length; i++) places[i] = gradePlace(cost[i] as number, assumed[i] as number);
  return places;
}

const MOSTS = ASSUMED_SHARE_MOST.map(([, most]) => most);

/**
 * The place in `GRADES` of what `gradeOf` gives, in doubles.
 * @param slack by how much the share may be over: what is left of sums that cancel is no assumption
 */
export function gradePlace(cost: number, assumed: number, slack = 0): number {
  if (cost === 0) return MOSTS.length;
  const share = assumed / cost;
  for (let place = 0; place < MOSTS.length; place++)
    if (share <= (MOSTS[place] as number) + slack) return place;
  return MOSTS.length;
}

/** Of what rests on cost to serve while no cost model is in use. */
export const GRADED_WITHOUT_MODEL: Graded = {
  grade: 'D',
  assumedShare: undefined,
  reason: 'No cost model is in use, or it costs no activity, so what it costs to serve is not known.',
};

function sizeOf(amount: Amount | Total): Total {
  const whole = BigInt(amount);
  return whole < 0n ? -whole : whole;
}

function percentText(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
