import {
  formatDecimal,
  type MeasurableCosts,
  type Measurement,
  measurementsFirst,
  type Scope,
} from '@clientele/engine';
import { Recent } from '../recent.ts';
import { activityColumns } from './activity-columns.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';

const recent = new Recent<Measurement[]>(6);

/** What to measure first, so that the grade of the most money rises; each is chosen with those before it made. */
export async function measurementsAnswer(
  stores: ProfitStores,
  scope: Scope,
  { period: text }: { period: string },
) {
  const ranked = await rankedPortfolio(stores, scope, text);
  const chosen = await recent.get(ranked.portfolio, '', () => chooseMeasurements(stores, scope, ranked));
  return {
    period: text,
    currency: ranked.settings.currency,
    measurements: chosen.map(({ revenue, freed, touched, raises, ...measurement }) => ({
      ...measurement,
      how: HOW[measurement.kind],
      revenue: formatDecimal(BigInt(revenue)),
      freed: formatDecimal(BigInt(freed)),
      touched: formatDecimal(BigInt(touched)),
      raises: raises.map(raise => ({ ...raise })),
    })),
  };
}

async function chooseMeasurements(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
): Promise<Measurement[]> {
  return measurementsFirst(ranked.portfolio.model, await measurableCosts(stores, scope, ranked));
}

/** What the customers cost, as measurements take it: in the rows of the portfolio's columns. */
export async function measurableCosts(
  stores: Pick<ProfitStores, 'ledger'>,
  scope: Scope,
  { portfolio, period }: Ranked,
): Promise<MeasurableCosts> {
  const costs = await activityColumns(stores.ledger, scope, portfolio, period);
  const { totals, rows, revenue } = portfolio;
  const first = totals.customers.length - rows.length;
  const productCost = totals.productCost.subarray(first);
  const productCostByShare = totals.productCostByShare.subarray(first);
  return {
    revenue,
    knownProductCost: productCost.map((amount, i) => amount - (productCostByShare[i] as number)),
    productCostByShare,
    costs: costs.map(column => column.subarray(first)),
  };
}

const HOW: Readonly<Record<Measurement['kind'], string>> = {
  productCost:
    'State a unit cost for each product, or the cost on each line, as the files of products and lines take them.',
  activity:
    'Time it for two weeks at the place of work: how often it is done, and how long each takes, by what makes it longer.',
  pool: 'Take its cost from the ledger and its practical capacity from rosters: people × paid minutes, less breaks, meetings and repairs.',
};
