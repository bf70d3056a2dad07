import type { CostModel } from './cost-model.ts';
import { GRADES, type Grade, gradePlace } from './grade.ts';

/** Something that a cost model assumes and that could be measured instead. */
export interface Measurable {
  readonly kind: 'productCost' | 'activity' | 'pool';
  /** Key of the activity or pool; empty for product cost. */
  readonly key: string;
  readonly name: string;
}

export interface Measurement extends Measurable {
  /** Customers whose grade would rise, and what they bought, in micro-units. */
  readonly customers: number;
  readonly revenue: number;
  readonly raises: readonly { readonly from: Grade; readonly to: Grade; readonly customers: number }[];
  /** Cost that would rest on no assumption any more, and all that rests on this one, perhaps beside another. */
  readonly freed: number;
  readonly touched: number;
}

/** A period by customer, as the grade takes it: amounts in micro-units, of any sign. */
export interface MeasurableCosts {
  readonly revenue: Float64Array;
  readonly knownProductCost: Float64Array;
  readonly productCostByShare: Float64Array;
  /** A column for each activity of the model. */
  readonly costs: readonly Float64Array[];
}

const MEASUREMENTS_MOST = 3;

/**
 * The measurements that would raise the grade of the most money, one after the other: each is chosen with those before it
 * made. More revenue whose grade rises comes first; then more cost that is freed of assumptions, since that brings the
 * next rise nearer; then more that rests on it at all. An activity whose minutes and whose pool are both assumed is freed
 * by neither alone.
 */
export function measurementsFirst(
  model: CostModel,
  period: MeasurableCosts,
  most = MEASUREMENTS_MOST,
): Measurement[] {
  const chosen: Measurement[] = [];
  for (const { best } of choices(model, period)) if (chosen.push(best) === most) break;
  return chosen;
}

/** What a measurement does for each customer, in the rows of the period. */
export interface MeasuredRow {
  readonly row: number;
  readonly from: Grade;
  readonly to: Grade;
  readonly freed: number;
  readonly touched: number;
}

/** The customers that the first, second or third of `measurementsFirst` touches; undefined where there are fewer. */
export function measuredRows(
  model: CostModel,
  period: MeasurableCosts,
  index: number,
): { readonly measurement: Measurement; readonly rows: readonly MeasuredRow[] } | undefined {
  if (index >= MEASUREMENTS_MOST) return undefined;
  let left = index;
  for (const { best, state } of choices(model, period)) {
    if (left-- > 0) continue;
    return {
      measurement: best,
      rows: touchedRows(sizesOf(columnsOf(best, model, period, state), state), state),
    };
  }
  return undefined;
}

function touchedRows(sizes: Sizes, state: State): MeasuredRow[] {
  const rows: MeasuredRow[] = [];
  for (let row = 0; row < state.cost.length; row++) {
    const touched = sizes.touched[row] as number;
    if (touched === 0) continue;
    const freed = sizes.freed[row] as number;
    const letter = (place: number) => GRADES[place] as Grade;
    const from = letter(state.grades[row] as number);
    rows.push({ row, from, to: letter(gradeWithout(freed, row, state)), freed, touched });
  }
  return rows;
}

/** One after the other, each with the state that it is chosen in. */
function* choices(
  model: CostModel,
  period: MeasurableCosts,
): Generator<{ best: Measurement; state: State }, void> {
  const left = measurables(model);
  const state = stateOf(model, period);
  while (left.length > 0) {
    const tried = left.map(candidate => effectOf(candidate, model, period, state));
    const best = tried.reduce((first, second) => (before(second, first) ? second : first));
    if (best.touched === 0) return;
    yield { best, state };
    left.splice(tried.indexOf(best), 1);
    make(best, model, period, state);
  }
}

function measurables({ productCost, activities, pools }: CostModel): Measurable[] {
  return [
    ...(productCost?.assumed ? [{ kind: 'productCost' as const, key: '', name: 'Product cost' }] : []),
    ...activities
      .filter(({ assumed }) => assumed)
      .map(({ key, name }) => ({ kind: 'activity' as const, key, name })),
    ...pools.filter(({ assumed }) => assumed).map(({ key, name }) => ({ kind: 'pool' as const, key, name })),
  ];
}

function before(a: Measurement, b: Measurement): boolean {
  if (a.revenue !== b.revenue) return a.revenue > b.revenue;
  if (a.freed !== b.freed) return a.freed > b.freed;
  return a.touched > b.touched;
}

interface State {
  readonly cost: Float64Array;
  readonly assumed: Float64Array;
  /** The place of each customer's grade in `GRADES`. */
  readonly grades: Uint8Array;
  /** For each activity how many assumptions it rests on still. */
  readonly rests: number[];
}

function stateOf(model: CostModel, { knownProductCost, productCostByShare, costs }: MeasurableCosts): State {
  const assumedPools = new Set(model.pools.filter(({ assumed }) => assumed).map(({ key }) => key));
  const rests = model.activities.map(
    ({ assumed, pool }) => (assumed ? 1 : 0) + (assumedPools.has(pool) ? 1 : 0),
  );
  const cost = new Float64Array(productCostByShare.length);
  const assumed = new Float64Array(cost.length);
  for (let i = 0; i < cost.length; i++) {
    const byShare = Math.abs(productCostByShare[i] as number);
    cost[i] = Math.abs(knownProductCost[i] as number) + byShare;
    if (model.productCost?.assumed) assumed[i] = byShare;
  }
  for (const [index, column] of costs.entries())
    for (let i = 0; i < column.length; i++) {
      const size = Math.abs(column[i] as number);
      cost[i] = (cost[i] as number) + size;
      if ((rests[index] as number) > 0) assumed[i] = (assumed[i] as number) + size;
    }
  const state = { cost, assumed, grades: new Uint8Array(cost.length), rests };
  grade(state);
  return state;
}

/** Columns that measuring touches, and of these those that rest on nothing else. */
function columnsOf(
  { kind, key }: Measurable,
  model: CostModel,
  { productCostByShare, costs }: MeasurableCosts,
  { rests }: State,
): { touched: readonly Float64Array[]; freed: readonly Float64Array[]; activities: readonly number[] } {
  if (kind === 'productCost')
    return { touched: [productCostByShare], freed: [productCostByShare], activities: [] };
  const activities = [...model.activities.keys()].filter(index => {
    const activity = model.activities[index];
    return kind === 'activity' ? activity?.key === key : activity?.pool === key;
  });
  const column = (index: number) => costs[index] as Float64Array;
  return {
    touched: activities.map(column),
    freed: activities.filter(index => rests[index] === 1).map(column),
    activities,
  };
}

function effectOf(
  candidate: Measurable,
  model: CostModel,
  period: MeasurableCosts,
  state: State,
): Measurement {
  const sizes = sizesOf(columnsOf(candidate, model, period, state), state);
  const sum = { customers: 0, revenue: 0, freed: 0, touched: 0 };
  // How many rise from which grade to which, by their places.
  const rises = new Float64Array(GRADES.length ** 2);
  for (let row = 0; row < state.cost.length; row++) {
    sum.touched += sizes.touched[row] as number;
    const freed = sizes.freed[row] as number;
    if (freed === 0) continue;
    sum.freed += freed;
    const from = state.grades[row] as number;
    const to = gradeWithout(freed, row, state);
    if (from === to) continue;
    sum.customers += 1;
    sum.revenue += period.revenue[row] as number;
    const rise = from * GRADES.length + to;
    rises[rise] = (rises[rise] as number) + 1;
  }
  const raises = GRADES.flatMap((from, i) =>
    GRADES.map((to, j) => ({ from, to, customers: rises[i * GRADES.length + j] as number })),
  ).filter(({ customers }) => customers > 0);
  return { ...candidate, ...sum, raises: raises.sort((a, b) => b.customers - a.customers) };
}

interface Sizes {
  readonly touched: Float64Array;
  readonly freed: Float64Array;
}

/** By customer how much cost measuring touches, and how much of it rests on nothing else. */
function sizesOf(
  { touched, freed }: Pick<ReturnType<typeof columnsOf>, 'touched' | 'freed'>,
  { cost }: State,
): Sizes {
  const sizeIn = (columns: readonly Float64Array[]) => {
    const sizes = new Float64Array(cost.length);
    for (const column of columns)
      for (let row = 0; row < sizes.length; row++)
        sizes[row] = (sizes[row] as number) + Math.abs(column[row] as number);
    return sizes;
  };
  const all = sizeIn(touched);
  return { touched: all, freed: freed.length === touched.length ? all : sizeIn(freed) };
}

/** The place of a customer's grade with so much of its cost measured. */
function gradeWithout(freed: number, row: number, { cost, assumed }: State): number {
  return gradePlace(cost[row] as number, (assumed[row] as number) - freed, SLACK);
}

function grade(state: State): void {
  for (let row = 0; row < state.grades.length; row++) state.grades[row] = gradeWithout(0, row, state);
}

function make(made: Measurable, model: CostModel, period: MeasurableCosts, state: State): void {
  const { freed, activities } = columnsOf(made, model, period, state);
  for (const column of freed)
    for (let i = 0; i < column.length; i++)
      state.assumed[i] = (state.assumed[i] as number) - Math.abs(column[i] as number);
  for (const index of activities) state.rests[index] = (state.rests[index] as number) - 1;
  grade(state);
}

/** What is left of sums that cancel. */
const SLACK = 1e-9;
