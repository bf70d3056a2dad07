import type { ScenarioBasis, ScenarioChange, ScenarioCost, ScenarioRun } from './scenario.ts';

/** What changes have made of a period so far, in columns over the customers: amounts in micro-units. */
export interface Changed {
  readonly revenue: Float64Array;
  /** Factor on what was sold. */
  readonly quantity: Float64Array;
  /** Cost of days of payment. */
  readonly interest: Float64Array;
  /** Factor on each column of cost; undefined where no change reaches it. */
  readonly factors: (Float64Array | undefined)[];
  /** Sums of the columns that no change reaches: most scenarios reach none or one of a dozen. */
  rest?: Rest | undefined;
}

interface Rest {
  /** How many columns it leaves out. */
  readonly reached: number;
  readonly cost: Float64Array;
  /** Of terms, whose time is freed where less is sold; traced money is not. */
  readonly ofTerms: Float64Array;
}

const MICRO = 1_000_000;
/** Terms that count orders or deliveries follow them where orders are put together; lines and units stay. */
const PER_ORDER = ['orders', 'manualOrders', 'exportOrders', 'activity.delivery'];

/** The period as it was. */
export function unchanged({ revenue, costs }: ScenarioBasis): Changed {
  return {
    revenue: revenue.slice(),
    quantity: new Float64Array(revenue.length).fill(1),
    interest: new Float64Array(revenue.length),
    factors: costs.map(() => undefined),
  };
}

/** One change more, for the customers that it meets: 1 in `members`. */
export function putIn(
  change: ScenarioChange,
  members: Uint8Array,
  { basis, changed }: { basis: ScenarioBasis; changed: Changed },
): void {
  const { revenue, quantity, interest } = changed;
  const forEach = (work: (i: number) => void) => {
    for (let i = 0, met = 0; i < members.length; i++) {
      met = members[i] as number;
      if (met === 1) work(i);
    }
  };
  const add = (column: Float64Array, of: (i: number) => number) =>
    forEach(i => {
      column[i] = (column[i] as number) + of(i);
    });
  const multiply = (column: Float64Array, of: (i: number) => number) =>
    forEach(i => {
      column[i] = (column[i] as number) * of(i);
    });
  const scale = (of: (i: number) => number, which: (cost: ScenarioCost) => boolean) => {
    for (const [k, cost] of basis.costs.entries()) if (which(cost)) multiply(factorsOf(changed, k), of);
  };
  switch (change.kind) {
    case 'price':
      multiply(revenue, () => 1 + change.share);
      break;
    case 'discount':
      add(revenue, i => -(change.points * (basis.listAmount[i] as number)));
      break;
    case 'volume':
      multiply(quantity, () => 1 + change.share);
      break;
    case 'fee': {
      const counts = change.each === 'order' ? basis.orders : basis.deliveries;
      add(revenue, i => change.amount * MICRO * (counts[i] as number));
      break;
    }
    case 'minimumOrder': {
      const factor = (i: number) => {
        const most = (revenue[i] as number) / (change.value * MICRO);
        const orders = basis.orders[i] as number;
        if (orders <= 0 || change.value <= 0) return 1;
        return Math.min(1, Math.max(most, Math.min(1, orders)) / orders);
      };
      scale(factor, ({ driver, term }) => term !== undefined && PER_ORDER.includes(driver));
      break;
    }
    case 'dropSize':
      scale(
        () => 1 / (1 + change.share),
        ({ driver, term }) => term !== undefined && driver === 'activity.delivery',
      );
      break;
    case 'paymentTerms':
      add(interest, i => ((revenue[i] as number) * change.days * change.yearlyRate) / 365);
      break;
    case 'service':
      scale(
        () => 1 + change.share,
        ({ activity }) => activity === change.activity,
      );
      break;
    case 'minutes':
      putInMinutes(change, forEach, { basis, changed });
      break;
    case 'rate':
      scale(
        () => 1 + change.share,
        ({ pool, term }) => pool === change.pool && term !== undefined,
      );
      break;
  }
}

/**
 * A term of no minutes costs nothing whatever it is multiplied by: it cannot be raised from there. A customer with minutes
 * of its own keeps them, unless the change names it.
 */
function putInMinutes(
  { activity, term, minutes, customer }: Extract<ScenarioChange, { kind: 'minutes' }>,
  forEach: (work: (i: number) => void) => void,
  { basis, changed }: { basis: ScenarioBasis; changed: Changed },
): void {
  for (const [k, cost] of basis.costs.entries()) {
    if (cost.activity !== activity || cost.term !== term) continue;
    const factors = factorsOf(changed, k);
    const exceptions = new Map(cost.exceptions.map(exception => [exception.row, exception.minutes]));
    forEach(i => {
      const own = exceptions.get(i);
      if (own !== undefined && customer === undefined) return;
      const stated = own ?? cost.minutes;
      if (stated) factors[i] = ((factors[i] as number) * minutes) / stated;
    });
  }
}

function factorsOf({ factors, revenue }: Changed, cost: number): Float64Array {
  const column = factors[cost] ?? new Float64Array(revenue.length).fill(1);
  factors[cost] = column;
  return column;
}

function restOf(basis: ScenarioBasis, changed: Changed): Rest {
  const reached = changed.factors.reduce((count, factors) => count + (factors ? 1 : 0), 0);
  if (changed.rest?.reached === reached) return changed.rest;
  const [cost, ofTerms] = [new Float64Array(basis.revenue.length), new Float64Array(basis.revenue.length)];
  for (const [k, { amounts, term }] of basis.costs.entries()) {
    if (changed.factors[k]) continue;
    for (let i = 0; i < amounts.length; i++) cost[i] = (cost[i] as number) + (amounts[i] as number);
    if (term === undefined) continue;
    for (let i = 0; i < amounts.length; i++) ofTerms[i] = (ofTerms[i] as number) + (amounts[i] as number);
  }
  changed.rest = { reached, cost, ofTerms };
  return changed.rest;
}

/**
 * What the customers earn then, if quantity answers a change of price by `elasticity`.
 * @param profits where they are written, for who runs many scenarios and keeps only their sums
 */
export function outcomeAt(
  basis: ScenarioBasis,
  changed: Changed,
  elasticity: number,
  profits = new Float64Array(basis.revenue.length),
): ScenarioRun {
  const sums = { profit: 0, revenue: 0, freed: 0, company: 0 };
  const rest = restOf(basis, changed);
  const reached = basis.costs.flatMap(({ amounts, term }, k) => {
    const factors = changed.factors[k];
    return factors ? [{ amounts, factors, frees: term === undefined ? 0 : 1 }] : [];
  });
  for (let i = 0; i < profits.length; i++) {
    const was = basis.revenue[i] as number;
    const is = changed.revenue[i] as number;
    const raised = was > 0 ? (is - was) / was : 0;
    const quantity = (changed.quantity[i] as number) * Math.max(0, 1 + elasticity * raised);
    const revenue = is * quantity;
    const ofTerms = rest.ofTerms[i] as number;
    let cost = (rest.cost[i] as number) * quantity;
    let freed = ofTerms - ofTerms * quantity;
    for (const { amounts, factors, frees } of reached) {
      const before = amounts[i] as number;
      const after = before * (factors[i] as number) * quantity;
      cost += after;
      freed += (before - after) * frees;
    }
    const bought = (basis.productCost[i] as number) * quantity;
    const profit = revenue - bought - cost - (changed.interest[i] as number) * quantity;
    profits[i] = profit;
    sums.profit += profit;
    sums.revenue += revenue;
    sums.freed += freed;
  }
  sums.company = sums.profit - sums.freed;
  return { profits, sums };
}
