import {
  type CostModel,
  type Period,
  type Scope,
  seesWholeCompany,
  sum,
  type Total,
  UNASSIGNED,
} from '@clientele/engine';
import { type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { numbers, placeKnown } from './columns.ts';
import { type CountedProducts, distinctCosts, distinctProducts } from './distinct-costs.ts';
import type { ModelInUse } from './model-in-use.ts';
import { monthBounds, yearBounds } from './months.ts';
import type { SlotLedger } from './period-slots.ts';
import { periodTotals } from './period-sums-store.ts';
import { type CostedPortfolio, unassignedOf } from './portfolio.ts';
import { sumAt } from './selection.ts';
import { COSTS, NET } from './totals.ts';

const TOGETHER = scopedQuery('earned-together');

interface Earning {
  readonly revenue: Total;
  readonly contribution: Total;
  readonly profit: Total;
}

/** What customers of a period earned all together: for who asks for no row of theirs. */
export interface Earned {
  /** Of all versions that hold in the period. */
  readonly model: CostModel;
  readonly inUse: ModelInUse;
  readonly customers: Earning;
  /** What belongs to no customer; nothing where the scope does not take it in. */
  readonly nobody: Earning;
  /** Of both. */
  readonly productCost: Total;
  /** What counts distinct products over the whole period: no month has it. */
  readonly distinct: readonly DistinctSum[];
}

interface DistinctSum {
  /** Index into the activities of all versions. */
  readonly activity: number;
  readonly minutes: Total;
  readonly customers: Total;
  readonly nobody: Total;
}

const NOTHING: Earning = { revenue: 0n, contribution: 0n, profit: 0n };

/** Of a portfolio, or of some positions in its columns; pure. */
export function earnedOf(portfolio: CostedPortfolio, meant?: Uint32Array): Earned {
  const { model, inUse, totals, rows, unassigned } = portfolio;
  const of = (column: Float64Array) => (meant ? sumAt(column, meant) : sum(column));
  const places = meant?.map(at => rows[at] as number);
  const nobody = meant ? undefined : unassignedOf(portfolio);
  return {
    model,
    inUse,
    customers: {
      revenue: of(portfolio.revenue),
      contribution: of(portfolio.contribution),
      profit: of(portfolio.profit),
    },
    nobody: nobody
      ? { revenue: nobody.netRevenue, contribution: nobody.contribution, profit: nobody.profit }
      : NOTHING,
    productCost: places ? sumAt(totals.productCost, places) : sum(totals.productCost),
    distinct: totals.distinct.map(({ activity, minutes, amounts }) => {
      if (places)
        return { activity, minutes: sumAt(minutes, places), customers: sumAt(amounts, places), nobody: 0n };
      return distinctSum({ activity, minutes, amounts }, unassigned);
    }),
  };
}

function distinctSum(
  { activity, minutes, amounts }: { activity: number; minutes: Float64Array; amounts: Float64Array },
  unassigned: number | undefined,
): DistinctSum {
  const nobody = unassigned === undefined ? 0n : BigInt(amounts[unassigned] as number);
  return { activity, minutes: sum(minutes), customers: sum(amounts) - nobody, nobody };
}

/**
 * The same read from the ledger, of the customers in scope, without a row for each of them.
 * @param within a scope in which these lie, or the same; in another they come ascending
 */
export async function readEarned(
  ledger: SlotLedger,
  scope: Scope,
  { inUse, period, within }: { inUse: ModelInUse; period: Period | undefined; within: Scope },
): Promise<Earned> {
  const [together, counted] = await Promise.all([
    earnedTogether(ledger, scope, period),
    productsOfMany(ledger, scope, inUse, within),
  ]);
  const distinct = counted.flatMap(one => {
    const customers = numbers(one.products.customer_id);
    // Rows are ordered by id, so what is unassigned can only be the first.
    const unassigned = customers[0] === UNASSIGNED ? 0 : undefined;
    return distinctCosts(inUse, customers, [one]).map(cost => distinctSum(cost, unassigned));
  });
  const earning = (nobody: boolean): Earning => {
    const { revenue, contribution, profit } = together.get(nobody) ?? NOTHING;
    const cost = distinct.reduce((total, one) => total + one[nobody ? 'nobody' : 'customers'], 0n);
    return { revenue, contribution, profit: profit - cost };
  };
  const [customers, nobody] = [earning(false), earning(true)];
  return {
    ...{ model: inUse.model, inUse, customers, nobody, distinct },
    productCost: customers.revenue - customers.contribution + nobody.revenue - nobody.contribution,
  };
}

/** By whether it is nobody's, without what counts distinct products; what is nobody's where the scope takes it in. */
async function earnedTogether(
  ledger: SlotLedger,
  scope: Scope,
  period: Period | undefined,
): Promise<ReadonlyMap<boolean, Earning>> {
  const months = monthBounds(period);
  if (!seesWholeCompany(scope)) {
    const [net, costs] = await Promise.all([
      periodTotals(scope, ledger, NET, months),
      periodTotals(scope, ledger, COSTS, months),
    ]);
    if (net && costs) {
      const amount = (of: Readonly<Record<string, Total>>, name: string) => of[name] ?? 0n;
      const revenue = amount(net, 'net_revenue');
      const contribution = revenue - amount(net, 'known_cost') - amount(costs, 'product_cost');
      return new Map([[false, { revenue, contribution, profit: contribution - amount(costs, 'cost') }]]);
    }
  }
  const rows = await ledger.rows(scope, TOGETHER, yearBounds(months));
  return new Map(
    rows.map(row => {
      const amount = (name: string) => BigInt(String(row[name]));
      const revenue = amount('net');
      const contribution = revenue - amount('known_cost') - amount('product_cost');
      return [Boolean(row.nobody), { revenue, contribution, profit: contribution - amount('cost') }];
    }),
  );
}

/** From so many on, to look for their rows takes a ledger longer than to add up those of all. */
const MANY = 2000;

async function productsOfMany(
  ledger: Pick<Ledger, 'columns'>,
  scope: Scope,
  inUse: ModelInUse,
  within: Scope,
): Promise<CountedProducts[]> {
  const { customers } = scope;
  if (scope === within || !Array.isArray(customers) || customers.length < MANY)
    return await distinctProducts(ledger, scope, inUse);
  const mine = Float64Array.from(customers);
  const ofAll = await distinctProducts(ledger, within, inUse);
  return ofAll.map(({ products, ...one }) => ({
    ...one,
    products: {
      customer_id: mine,
      skus: placeKnown(mine, numbers(products.customer_id), numbers(products.skus)),
    },
  }));
}
